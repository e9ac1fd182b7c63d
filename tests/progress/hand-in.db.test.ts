import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft, submitUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { submitUpdateInput } from "@/lib/progress/schema";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire, hireForCity } from "../support/people";
import { approve, race, refusalOf, report, submit } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let stranger: Actor;
let reviewer: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  stranger = await hire("stranger", "STAFF", { unit: "临沂市教育局" });
  reviewer = await hire("reviewer", "REVIEWER");
});

const form = (assignmentId: number, day = "2024-09-06", month?: string) =>
  getReportForm(staff, assignmentId, month, day);

describe("handing a report in", () => {
  test("keeps every word, with who, when and for which month, and one audit entry", async () => {
    const { id } = fresh();
    const text = "第一行\r\n第二行 👩‍🏫 𠮷字 “引号”；<b>不是标签</b> '; DROP TABLE plans --";
    const blocks = {
      progressText: `  ${text}\u0000  `,
      problemText: "用地未批",
      problemLevel: "CITY",
      nextStepText: "签约",
    };
    const updateId = await submit(staff, id, "2024-09-06", blocks);
    const update = await db().progressUpdate.findUniqueOrThrow({
      where: { id: updateId },
      include: { period: true },
    });
    expect(update).toMatchObject({
      progressText: text.replace("\r\n", "\n"),
      problemText: "用地未批",
      problemLevel: "CITY",
      nextStepText: "签约",
      percent: 40,
      version: 1,
      authorId: staff.accountId,
      submittedAt: at("2024-09-06"),
      demonstration: false,
    });
    expect(update.period.month).toEqual(new Date("2024-09-01"));
    const [entry, ...more] = await db().auditEntry.findMany({
      where: { subject: `assignment:${id}` },
    });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: "update.submit",
      accountId: staff.accountId,
      before: { percent: null },
    });
    expect(entry?.after).toMatchObject({ updateId, month: "2024-09-01", version: 1, percent: 40 });
  });

  test("just after midnight in Shanghai belongs to the new day and its month", async () => {
    const { id } = fresh();
    await submitUpdate(staff, report(id), new Date("2024-08-31T15:59:59Z"));
    await submitUpdate(staff, report(id), new Date("2024-08-31T16:00:00Z"));
    const days = await db().progressUpdate.findMany({
      where: { assignmentId: id },
      orderBy: { id: "asc" },
      include: { period: true },
    });
    expect(days.map(({ submittedOn, period }) => [submittedOn, period.month])).toEqual([
      [new Date("2024-08-31"), new Date("2024-08-01")],
      [new Date("2024-09-01"), new Date("2024-09-01")],
    ]);
  });

  test("twice at the same moment makes one version; the second is told", async () => {
    const { id } = fresh();
    const once = () => submitUpdate(staff, report(id), at("2024-09-06"));
    const ends = await race([once(), once(), once(), once()]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(ends.filter((end) => end === "STALE")).toHaveLength(3);
    expect(await db().progressUpdate.count({ where: { assignmentId: id } })).toBe(1);
  });

  test("as 本期无新进展 takes one click and repeats the latest approved percent", async () => {
    const { id } = fresh();
    await approve(reviewer, await submit(staff, id, "2024-08-10", { percent: 35 }), "2024-08-11");
    const click = { percent: undefined, progressText: "", noProgressReason: "WAITING" };
    const updateId = await submit(staff, id, "2024-09-06", click);
    const update = await db().progressUpdate.findUniqueOrThrow({ where: { id: updateId } });
    expect(update).toMatchObject({ percent: 35, noProgressReason: "WAITING", progressText: "" });
  });

  test("with a lower percent or with 100 % needs a reason, told at its field", async () => {
    const { id } = fresh();
    await approve(reviewer, await submit(staff, id, "2024-08-10"), "2024-08-11");
    for (const percent of [39, 100]) {
      await expect(submit(staff, id, "2024-09-06", { percent })).rejects.toMatchObject({
        code: "INVALID",
        fields: { percentReason: expect.any(String) },
      });
    }
    await submit(staff, id, "2024-09-06", { percent: 39, percentReason: "口径调整" });
    expect((await form(id)).current).toMatchObject({ percent: 39, percentReason: "口径调整" });
  });

  test("of an earlier month still open goes to that month", async () => {
    const { id } = fresh();
    await submit(staff, id, "2024-09-06", { month: "2024-06-01" });
    expect((await form(id, "2024-09-06", "2024-06-01")).state).toBe("PENDING");
    expect((await form(id)).state).toBe("NONE");
  });
});

describe("a report is not taken", () => {
  const missing = (work: Promise<unknown>) => expect(refusalOf(work)).resolves.toBe("NOT_FOUND");

  test("from another unit, be it the same office of the other city: as if it did not exist", async () => {
    const { id } = fresh();
    await missing(submitUpdate(stranger, report(id), at("2024-09-06")));
    await missing(saveDraft(stranger, report(id), at("2024-09-06")));
    await missing(getReportForm(stranger, id, undefined, "2024-09-06"));
    await missing(submitUpdate(staff, report(999_999), at("2024-09-06")));
  });

  test.each(["REVIEWER", "LEADER", "ADMIN", "AUDITOR"] as const)("from a %s", async (role) => {
    const { id } = fresh();
    const actor: Actor = { ...reviewer, role };
    await missing(submitUpdate(actor, report(id), at("2024-09-06")));
  });

  test("for a group, which answers through its members", async () => {
    const group = await db().assignment.findFirstOrThrow({ where: { unit: { kind: "GROUP" } } });
    const member: Actor = { ...staff, unitIds: [group.unitId] };
    await missing(submitUpdate(member, report(group.id), at("2024-09-06")));
    await missing(getReportForm(member, group.id, undefined, "2024-09-06"));
  });

  test("before its month, for a month of no plan, or before the plan", async () => {
    const { id } = fresh();
    await missing(submitUpdate(staff, report(id, { month: "2024-10-01" }), at("2024-09-30")));
    await missing(submitUpdate(staff, report(id, { month: "2024-09-02" }), at("2024-09-30")));
    await missing(submitUpdate(staff, report(id), at("2024-03-31")));
  });

  test("once its period is locked", async () => {
    const { id } = fresh();
    await db().period.updateMany({
      where: { month: new Date("2024-05-01") },
      data: { lockedOn: new Date("2024-06-05") },
    });
    const may = (day: string) => submit(staff, id, day, { month: "2024-05-01" });
    await expect(may("2024-06-05")).rejects.toMatchObject({
      code: "LOCKED",
      message: expect.stringContaining("5月填报期已锁定"),
    });
    expect(
      await refusalOf(saveDraft(staff, report(id, { month: "2024-05-01" }), at("2024-09-06"))),
    ).toBe("LOCKED");
    await may("2024-06-04");
  });

  test("with 100,000 characters, 1,001 of them, or a percent that is none", async () => {
    const parse = (blocks: object) =>
      submitUpdateInput.safeParse({ assignmentId: 1, percent: 1, progressText: "x", ...blocks });
    const message = (blocks: object) => parse(blocks).error?.issues[0]?.message;
    expect(message({ progressText: "字".repeat(100_000) })).toBe(
      "本期进展不超过 1000 个字，请精简。",
    );
    expect(message({ problemText: "𠮷".repeat(1_001) })).toBe("存在问题不超过 1000 个字，请精简。");
    expect(parse({ progressText: "𠮷".repeat(1_000) }).success).toBe(true);
    for (const percent of [-1, 101, 40.5, "四十", "1e3"])
      expect(parse({ percent }).success).toBe(false);
  });
});

test("the unit of an assignment finds its own form by the notice's point", async () => {
  const education: Actor = { ...stranger };
  const { point } = await db().assignment.findFirstOrThrow({
    where: { unit: { name: "临沂市教育局" } },
    include: { point: true },
  });
  const shown = await getReportForm(
    education,
    await assignmentOf("临沂市教育局", point.number),
    undefined,
    "2024-09-06",
  );
  expect(shown).toMatchObject({
    point: { number: point.number },
    unit: { name: "临沂市教育局" },
    state: "NONE",
    open: true,
    previous: null,
  });
});
