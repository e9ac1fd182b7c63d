import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { submitUpdate } from "@/lib/progress/commands";
import { getReportHistory } from "@/lib/progress/history";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { approve, refusalOf, report, sendBack, submit } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER");
});

const form = (id: number, day = "2024-09-10") => getReportForm(staff, id, undefined, day);

async function approved(id: number) {
  const updateId = await submit(staff, id, "2024-09-06", { progressText: "召开会议2次。" });
  await approve(reviewer, updateId, "2024-09-07");
}

describe("a correction of an approved report", () => {
  test("starts from what was approved and needs its reason", async () => {
    const { id } = fresh();
    await approved(id);
    const shown = await form(id);
    expect(shown).toMatchObject({ state: "APPROVED", blocks: { progressText: "召开会议2次。" } });
    const { draftVersion } = shown;
    const silent = report(id, { draftVersion, percent: "30" });
    await expect(submitUpdate(staff, silent, at("2024-09-10"))).rejects.toMatchObject({
      code: "INVALID",
      fields: { correctionReason: expect.any(String) },
    });
  });

  test("is a new version; the approved one stands until the new one is approved", async () => {
    const { id } = fresh();
    await approved(id);
    const updateId = await submit(staff, id, "2024-09-10", {
      progressText: "召开会议3次。",
      correctionReason: "漏报一次会议",
      percent: "45",
    });
    const standing = async (day: string) => {
      const rows = await db().$queryRaw<{ text: string }[]>`
        SELECT pu.progress_text AS text FROM standing_approval(${id}, ${at(day)}::date) r
          JOIN progress_updates pu ON pu.id = r.update_id`;
      return rows[0]?.text;
    };
    expect(await standing("2024-09-11")).toBe("召开会议2次。");
    await approve(reviewer, updateId, "2024-09-12");
    expect(await standing("2024-09-12")).toBe("召开会议3次。");
    expect(await standing("2024-09-11")).toBe("召开会议2次。");
  });

  test("is compared with the period before, not with what it replaces", async () => {
    const { id } = fresh();
    const first = await submit(staff, id, "2024-08-20", { percent: "30", month: "2024-08-01" });
    await approve(reviewer, first, "2024-08-21");
    const second = await submit(staff, id, "2024-09-06", { percent: "50" });
    await approve(reviewer, second, "2024-09-07");
    expect((await form(id)).previousPercent).toBe(30);
    await submit(staff, id, "2024-09-10", { percent: "40", correctionReason: "口径有误" });
  });

  test("is not taken once the period is locked", async () => {
    const { id } = fresh();
    await approved(id);
    const { draftVersion } = await form(id);
    await db().period.updateMany({ data: { lockedOn: at("2024-09-09") } });
    const late = report(id, { draftVersion, correctionReason: "漏报" });
    expect(await refusalOf(submitUpdate(staff, late, at("2024-09-10")))).toBe("LOCKED");
    await db().period.updateMany({ data: { lockedOn: null } });
  });
});

describe("历次报送", () => {
  test("tell every version with who, when and the reviewer's words, newest first", async () => {
    const { id } = fresh();
    const first = await submit(staff, id, "2024-09-06", { progressText: "空话" });
    await sendBack(reviewer, first, "2024-09-07", "请写明数量", "progressText");
    const second = await submit(staff, id, "2024-09-08", { progressText: "召开会议2次。" });
    await approve(reviewer, second, "2024-09-09");
    const { versions } = await getReportHistory(staff, id, "2024-09-20");
    expect(versions.map(({ version }) => version)).toMatchObject([
      { version: 2, author: "STAFF（staff）", review: { decision: "APPROVED" } },
      {
        version: 1,
        review: {
          decision: "RETURNED",
          notes: { progressText: "请写明数量" },
          by: "REVIEWER（reviewer）",
        },
      },
    ]);
  });

  test("show approved versions alone to whoever may not read the others", async () => {
    const { id } = fresh();
    await approved(id);
    await submit(staff, id, "2024-09-10", { correctionReason: "漏报", percent: "45" });
    const others = await Promise.all([
      hire("other", "STAFF", { unit: "临沂市教育局" }),
      hire("leader", "LEADER"),
      hire("linyi", "REVIEWER", { city: "临沂市" }),
    ]);
    for (const other of others) {
      expect(
        (await getReportHistory(other, id, "2024-09-20")).versions.map(
          ({ version }) => version.version,
        ),
      ).toEqual([1]);
    }
    expect((await getReportHistory(reviewer, id, "2024-09-20")).versions).toHaveLength(2);
    const auditor = await hire("auditor", "AUDITOR");
    expect(await refusalOf(getReportHistory(auditor, id, "2024-09-20"))).toBe("NOT_FOUND");
    expect(await refusalOf(getReportHistory(staff, 999_999, "2024-09-20"))).toBe("NOT_FOUND");
  });
});

describe("历次报送, page by page", () => {
  test("hold as many versions for whoever sees the approved ones alone, and the one each came after", async () => {
    const { id } = fresh();
    for (const [month, day] of [
      ["2024-05-01", "2024-05-20"],
      ["2024-06-01", "2024-06-20"],
      ["2024-07-01", "2024-07-20"],
    ] as const) {
      await sendBack(reviewer, await submit(staff, id, day, { month }), day);
      await approve(reviewer, await submit(staff, id, day, { month }), day);
    }
    const outsider = await hire("outsider", "STAFF", { unit: "临沂市商务局" });
    const read = async (actor: Actor, before?: number) => {
      const page = { before, size: 2 };
      const { versions, next } = await getReportHistory(actor, id, "2024-09-20", page);
      const name = ({ month, version }: { month: string; version: number }) =>
        `${Number(month.slice(5, 7))}月${version}`;
      return {
        rows: versions.map((row) => [name(row.version), row.after && name(row.after)]),
        next,
      };
    };
    const first = await read(outsider);
    expect(first.rows).toEqual([
      ["7月2", "6月2"],
      ["6月2", "5月2"],
    ]);
    expect(await read(outsider, first.next ?? 0)).toEqual({ rows: [["5月2", null]], next: null });
    const own = await read(staff);
    expect(own.rows).toEqual([
      ["7月2", "7月1"],
      ["7月1", "6月2"],
    ]);
    const middle = await read(staff, own.next ?? 0);
    expect((await read(staff, middle.next ?? 0)).rows).toEqual([
      ["5月2", "5月1"],
      ["5月1", null],
    ]);
  });
});

describe("what a report carries besides its text", () => {
  test("readings, finished items and outcomes are kept with the version", async () => {
    const { id } = fresh();
    const { pointId } = await db().assignment.findUniqueOrThrow({ where: { id } });
    const item = await db().actionItem.findFirstOrThrow({ where: { pointId } });
    const indicator = await db().indicator.create({
      data: {
        pointId,
        position: 90,
        name: "教师",
        target: 20,
        measure: "名",
        sentence: "",
        match: "",
        start: 0,
      },
    });
    const updateId = await submit(staff, id, "2024-09-06", {
      readings: { [indicator.id]: "２４" },
      actions: { [item.id]: "2024-09-05" },
      nextStepText: "十月签约",
      nextStepOn: "2024-10-10",
    });
    await approve(reviewer, updateId, "2024-09-07");
    const { current } = await form(id);
    expect(current).toMatchObject({
      readings: [{ indicatorId: indicator.id, value: 24, target: 20, measure: "名" }],
      actions: [{ actionItemId: item.id, doneOn: "2024-09-05" }],
      nextStepOn: "2024-10-10",
    });
    const october = await getReportForm(staff, id, undefined, "2024-10-08");
    expect(october.indicators.find((each) => each.id === indicator.id)?.last).toBe(24);
    expect(october.actionItems.find((each) => each.id === item.id)?.doneOn).toBe("2024-09-05");
  });

  test("of another point or unit is refused", async () => {
    const { id } = fresh();
    const { pointId } = await db().assignment.findUniqueOrThrow({ where: { id } });
    const foreign = await db().actionItem.findFirstOrThrow({
      where: { pointId: { not: pointId } },
    });
    const blocks = { actions: { [foreign.id]: "2024-09-05" } };
    expect(await refusalOf(submit(staff, id, "2024-09-06", blocks))).toBe("STALE");
    expect(await refusalOf(submit(staff, id, "2024-09-06", { outcomes: { 999: "好了" } }))).toBe(
      "STALE",
    );
    expect(await refusalOf(submit(staff, id, "2024-09-06", { readings: { 999999: "3" } }))).toBe(
      "STALE",
    );
  });
});
