import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReportState } from "@/lib/glossary";
import {
  isSettled,
  monthCount,
  reportAfter,
  reportNamed,
  type Standing,
  standingText,
} from "@/lib/inbox/rules";

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

describe("how a unit stands, in one sentence", () => {
  const NEXT = { month: "2027-01-01", dueOn: "2027-01-25" };
  const period = (done: number, missed: number, open = 0) => ({
    ...{ month: "2026-11-01", locked: missed > 0, done, missed, all: done + missed + open },
  });

  test.each<[string, Standing, string]>([
    ["locked with gaps", { points: 6, period: period(1, 5), next: null }, "11月已锁定，缺报 5 项"],
    ["all of it", { points: 6, period: period(6, 0), next: NEXT }, "本期已全部报送"],
    ["some open", { points: 6, period: period(1, 0, 5), next: null }, "11月还有 5 项未报送"],
    [
      "before the first period",
      { points: 2, period: null, next: NEXT },
      "首期 2027年1月，1月25日截止，2 项要点",
    ],
    ["no point", { points: 0, period: period(0, 0), next: null }, "本单位目前没有要填报的要点"],
    ["no point nor period", { points: 0, period: null, next: NEXT }, "本单位目前没有要填报的要点"],
    ["no period at all", { points: 2, period: null, next: null }, "填报期还没有设置"],
    ["nothing asked", { points: 2, period: period(0, 0), next: null }, "11月没有要报送的要点"],
    ["of points given up since", { points: 0, period: period(2, 0), next: null }, "本期已全部报送"],
  ])("%s", (_, standing, text) => {
    expect(standingText(standing, "2026-11-20")).toBe(text);
  });

  test("names no year where the first period is of this one", () => {
    const standing = {
      points: 1,
      period: null,
      next: { month: "2026-12-01", dueOn: "2026-12-25" },
    };
    expect(standingText(standing, "2026-11-20")).toBe("首期 12月，12月25日截止，1 项要点");
  });

  test("says 全部报送 only where all of more than none are handed in: every case", () => {
    for (const points of [0, 1, 3])
      for (const next of [null, NEXT])
        for (const done of [0, 1, 2])
          for (const missed of [0, 1, 2])
            for (const open of [0, 1, 2]) {
              const own = period(done, missed, open);
              const said = standingText({ points, period: own, next }, "2026-11-20");
              expect(said.includes("全部报送")).toBe(done > 0 && done === own.all);
              expect(said.includes("缺报")).toBe(missed > 0);
            }
    for (const points of [0, 2]) {
      for (const next of [null, NEXT]) {
        expect(standingText({ points, period: null, next }, "2026-11-20")).not.toContain(
          "全部报送",
        );
      }
    }
  });
});
