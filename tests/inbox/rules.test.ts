import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReportState } from "@/lib/glossary";
import { isSettled, monthCount, reportAfter, reportNamed } from "@/lib/inbox/rules";

const STATES: ReportState[] = ["DUE", "DRAFT", "PENDING", "RETURNED", "APPROVED", "OVERDUE"];
const lists = fc
  .uniqueArray(
    fc.record({
      assignmentId: fc.integer({ min: 1, max: 4 }),
      pointNumber: fc.integer({ min: 1, max: 31 }),
      month: fc.constantFrom("2024-08-01", "2024-09-01"),
      state: fc.constantFrom(...STATES),
    }),
    { selector: ({ assignmentId, month }) => `${assignmentId}-${month}` },
  )
  .map((reports) => reports.map((report) => ({ ...report, owed: !isSettled(report) })));

describe("我的填报", () => {
  test("counts the newest month by itself, and of earlier ones what is still owed", () => {
    fc.assert(
      fc.property(lists, (reports) => {
        const { month, done, all, earlier } = monthCount(reports);
        const newest = reports.filter((report) => report.month === month);
        expect(all).toBe(newest.length);
        expect(done + newest.filter(({ owed }) => owed).length).toBe(all);
        expect(all - done + earlier).toBe(reports.filter(({ owed }) => owed).length);
        expect(month === null).toBe(reports.length === 0);
      }),
    );
  });

  test("goes on behind the report just saved, round the end, never to itself or to what is settled", () => {
    fc.assert(
      fc.property(lists, fc.nat(), (reports, at) => {
        const saved = reports[at % Math.max(1, reports.length)];
        const next = reportAfter(reports, saved && `${saved.assignmentId}-${saved.month}`);
        const others = reports.filter((report) => report !== saved && !isSettled(report));
        if (others.length === 0) expect(next).toBeUndefined();
        else expect(others).toContain(next);
      }),
    );
  });

  test("names the report an address means, and nothing for one that is not there", () => {
    const report = {
      assignmentId: 7,
      pointNumber: 20,
      month: "2024-09-01",
      state: "PENDING" as const,
      owed: false,
    };
    expect(reportNamed([report], "7-2024-09-01")?.name).toBe("第 20 项9月进展");
    for (const of of ["7-2024-08-01", "", undefined, ["7-2024-09-01", "x"]]) {
      expect(reportNamed([report], of)).toBeNull();
    }
  });
});
