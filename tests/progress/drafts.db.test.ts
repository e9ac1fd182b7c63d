import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft, submitUpdate, withdrawUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { race, refusalOf, report, submit } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let colleague: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  colleague = await hire("colleague", "STAFF", { unit: staff.unitName ?? "" });
});

const form = (assignmentId: number) => getReportForm(staff, assignmentId, undefined, "2024-09-06");

describe("a draft", () => {
  test("is kept unfinished, comes back as written and leaves no audit entry", async () => {
    const { id } = fresh();
    const entries = await db().auditEntry.count();
    const saved = await saveDraft(
      staff,
      report(id, { percent: "", progressText: "正在" }),
      at("2024-09-06"),
    );
    expect(saved).toEqual({ draftVersion: 1, savedAt: at("2024-09-06") });
    const shown = await form(id);
    expect(shown.blocks).toMatchObject({ percent: null, progressText: "正在" });
    expect(shown.draft).toMatchObject({ savedBy: "STAFF（staff）" });
    expect(await db().auditEntry.count()).toBe(entries);
  });

  test("saved from a page older than a colleague's save overwrites nothing and says who and when", async () => {
    const { id } = fresh();
    await saveDraft(staff, report(id, { progressText: "甲" }), at("2024-09-06"));
    await saveDraft(
      colleague,
      report(id, { progressText: "乙", draftVersion: 1 }),
      at("2024-09-06", "16:20:00"),
    );
    const late = saveDraft(
      staff,
      report(id, { progressText: "丙", draftVersion: 1 }),
      at("2024-09-06", "16:30:00"),
    );
    await expect(late).rejects.toThrow(/STAFF（colleague）已于 9月6日 16:20 在另一处保存/);
    expect((await form(id)).blocks.progressText).toBe("乙");
    expect(
      await refusalOf(submitUpdate(staff, report(id, { draftVersion: 1 }), at("2024-09-06"))),
    ).toBe("STALE");
  });

  test("saved from two tabs at once is kept from one of them, the other is told", async () => {
    const { id } = fresh();
    const tab = (text: string) =>
      saveDraft(staff, report(id, { progressText: text }), at("2024-09-06"));
    const ends = await race([tab("一"), tab("二"), tab("三")]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(ends.filter((end) => end === "STALE")).toHaveLength(2);
    expect(await db().draft.count({ where: { assignmentId: id } })).toBe(1);
  });

  test("is gone once its report is handed in, and nothing can be saved while that awaits review", async () => {
    const { id } = fresh();
    const { draftVersion } = await saveDraft(staff, report(id), at("2024-09-06"));
    await submit(staff, id, "2024-09-06", { draftVersion });
    expect(await db().draft.count({ where: { assignmentId: id } })).toBe(0);
    expect(await refusalOf(saveDraft(staff, report(id, { draftVersion }), at("2024-09-07")))).toBe(
      "STALE",
    );
    expect((await form(id)).state).toBe("PENDING");
  });

  test("saved from a page older than a submission that was taken back since overwrites nothing", async () => {
    const { id } = fresh();
    const { draftVersion } = await saveDraft(
      staff,
      report(id, { progressText: "甲" }),
      at("2024-09-06"),
    );
    const updateId = await submit(colleague, id, "2024-09-06", { progressText: "乙" });
    await withdrawUpdate(colleague, { updateId }, at("2024-09-06"));
    for (const seen of [0, draftVersion]) {
      const old = report(id, { progressText: "丙", draftVersion: seen });
      expect(await refusalOf(saveDraft(staff, old, at("2024-09-06")))).toBe("STALE");
      expect(await refusalOf(submitUpdate(staff, old, at("2024-09-06")))).toBe("STALE");
    }
    const shown = await form(id);
    expect(shown.blocks.progressText).toBe("乙");
    await saveDraft(
      staff,
      report(id, { progressText: "丁", draftVersion: shown.draftVersion }),
      at("2024-09-06"),
    );
    expect((await form(id)).blocks.progressText).toBe("丁");
  });

  test("is private: nobody but the unit opens it", async () => {
    const { id } = fresh();
    await saveDraft(staff, report(id), at("2024-09-06"));
    for (const role of ["REVIEWER", "LEADER", "ADMIN", "AUDITOR"] as const) {
      const other = await hire(`draft-${role.toLowerCase()}`, role);
      expect(await refusalOf(getReportForm(other, id, undefined, "2024-09-06"))).toBe("NOT_FOUND");
    }
  });
});
