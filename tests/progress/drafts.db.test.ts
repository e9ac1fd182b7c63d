import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft, submitUpdate, withdrawUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { refusalOf, report, submit } from "../support/reports";

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
    expect(saved).toMatchObject({ draftVersion: 1, savedAt: at("2024-09-06"), conflicts: [] });
    const shown = await form(id);
    expect(shown.blocks).toMatchObject({ percent: null, progressText: "正在" });
    expect(shown.draft).toMatchObject({ savedBy: "STAFF（staff）" });
    expect(await db().auditEntry.count()).toBe(entries);
  });

  test("keeps the rest of a form one block of which is wrong, and that block as it was", async () => {
    const { id } = fresh();
    await saveDraft(staff, report(id, { percent: "40", progressText: "甲" }), at("2024-09-06"));
    // What the form sends once the server has refused 120 %: all but that block.
    const rest = { percent: "", progressText: "甲又写", draftVersion: 1, touched: "progressText" };
    const saved = await saveDraft(
      staff,
      report(id, { ...rest, left: "percent" }),
      at("2024-09-06"),
    );
    expect(saved).toMatchObject({ draftVersion: 2, conflicts: [], taken: [] });
    expect((await form(id)).blocks).toMatchObject({ percent: 40, progressText: "甲又写" });
    // Somebody else's figure of meanwhile is told, not passed over.
    await saveDraft(
      colleague,
      report(id, { percent: "45", progressText: "甲又写", draftVersion: 2, touched: "percent" }),
      at("2024-09-06"),
    );
    const told = await saveDraft(
      staff,
      report(id, { ...rest, progressText: "甲再写", draftVersion: 2, left: "percent" }),
      at("2024-09-06"),
    );
    expect(told.conflicts).toMatchObject([{ block: "percent", fields: { percent: "45" } }]);
    expect((await form(id)).blocks).toMatchObject({ percent: 45, progressText: "甲再写" });
  });

  test("begun with a wrong block holds the others", async () => {
    const { id } = fresh();
    const first = { percent: "", progressText: "甲", touched: "percent,progressText" };
    await saveDraft(staff, report(id, { ...first, left: "percent" }), at("2024-09-06"));
    expect((await form(id)).blocks).toMatchObject({ percent: null, progressText: "甲" });
  });

  test("saved by two people keeps what only one of them changed", async () => {
    const { id } = fresh();
    const start = { percent: "", progressText: "甲" };
    await saveDraft(staff, report(id, start), at("2024-09-06"));
    await saveDraft(
      colleague,
      report(id, { ...start, nextStepText: "乙的打算", draftVersion: 1, touched: "nextStepText" }),
      at("2024-09-06", "16:20:00"),
    );
    const merged = await saveDraft(
      staff,
      report(id, { percent: "55", progressText: "甲", draftVersion: 1, touched: "percent" }),
      at("2024-09-06", "16:30:00"),
    );
    expect(merged).toMatchObject({
      draftVersion: 3,
      conflicts: [],
      taken: [{ block: "nextStepText", fields: { nextStepText: "乙的打算", nextStepOn: "" } }],
    });
    expect((await form(id)).blocks).toMatchObject({ percent: 55, nextStepText: "乙的打算" });
  });

  test("changed by two people in one block overwrites nothing and says who and when", async () => {
    const { id } = fresh();
    await saveDraft(staff, report(id, { progressText: "甲" }), at("2024-09-06"));
    await saveDraft(
      colleague,
      report(id, { progressText: "乙", draftVersion: 1 }),
      at("2024-09-06", "16:20:00"),
    );
    const mine = {
      progressText: "丙",
      percent: "61",
      draftVersion: 1,
      touched: "progressText,percent",
    };
    const late = await saveDraft(staff, report(id, mine), at("2024-09-06", "16:30:00"));
    expect(late.conflicts).toEqual([
      {
        block: "progressText",
        by: "STAFF（colleague）",
        at: at("2024-09-06", "16:20:00").toISOString(),
        fields: { progressText: "乙" },
      },
    ]);
    expect((await form(id)).blocks).toMatchObject({ progressText: "乙", percent: 61 });

    // Undecided, the block is held; nothing leaves the unit meanwhile.
    const held = { ...mine, draftVersion: late.draftVersion, held: "progressText" };
    await saveDraft(
      colleague,
      report(id, { progressText: "乙二", percent: "61", draftVersion: late.draftVersion }),
      at("2024-09-06"),
    );
    const again = await saveDraft(staff, report(id, held), at("2024-09-06"));
    expect(again.conflicts).toMatchObject([
      { block: "progressText", fields: { progressText: "乙二" } },
    ]);
    expect((await form(id)).blocks.progressText).toBe("乙二");
    expect(await refusalOf(submitUpdate(staff, report(id, held), at("2024-09-06")))).toBe("STALE");

    const decided = { ...mine, draftVersion: again.draftVersion };
    await saveDraft(staff, report(id, decided), at("2024-09-06"));
    expect((await form(id)).blocks.progressText).toBe("丙");
  });

  test("somebody else changed is not handed in unseen", async () => {
    const { id } = fresh();
    await saveDraft(staff, report(id, { progressText: "甲" }), at("2024-09-06"));
    await saveDraft(
      colleague,
      report(id, { progressText: "甲", nextStepText: "乙", draftVersion: 1 }),
      at("2024-09-06"),
    );
    const whole = report(id, { progressText: "甲", draftVersion: 1, touched: "" });
    await expect(submitUpdate(staff, whole, at("2024-09-06"))).rejects.toThrow(
      /“下步打算”另有人改过/,
    );
    expect(await db().progressUpdate.count({ where: { assignmentId: id } })).toBe(0);
  });

  test("saved from three tabs at once is kept from one of them, the others are told", async () => {
    const { id } = fresh();
    const tab = (text: string) =>
      saveDraft(staff, report(id, { progressText: text }), at("2024-09-06"));
    const ends = await Promise.all([tab("一"), tab("二"), tab("三")]);
    expect(ends.filter((end) => end.conflicts.length === 0)).toHaveLength(1);
    expect(await db().draft.count({ where: { assignmentId: id } })).toBe(1);
  });

  test("keeps rare characters, emoji and line breaks as they were typed", async () => {
    const { id } = fresh();
    const progressText = "𠮷田乡🎉第一行\n第二行　全角";
    await saveDraft(staff, report(id, { progressText }), at("2024-09-06"));
    expect((await form(id)).blocks.progressText).toBe(progressText);
    expect(() => report(id, { progressText: "长".repeat(100_000) })).toThrow(/不超过 1000 个字/);
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
