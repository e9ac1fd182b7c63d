import { beforeAll, describe, expect, test } from "vitest";
import { acknowledge } from "@/lib/acknowledgements/commands";
import { proposeAdjustment } from "@/lib/adjustments/commands";
import { proposeAdjustmentInput } from "@/lib/adjustments/schema";
import { applyForExtension, decideExtension } from "@/lib/extensions/commands";
import { extensionText } from "@/lib/format";
import { setHead } from "@/lib/imports/commands";
import { getImport } from "@/lib/imports/queries";
import { undoImport } from "@/lib/imports/undo";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { text as published } from "../documents/published";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";
import { seen } from "../support/time";
import { begin, draft, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
let admin: Actor;
let staff: Actor;
let reviewer: Actor;

beforeAll(async () => {
  admin = await hire("gaiqi", "ADMIN");
  staff = await hire("jn-jyj", "STAFF", { unit: UNIT });
  reviewer = await hire("shenhe", "REVIEWER");
  await hire("leader", "LEADER");
});

const share = () =>
  db().assignment.findFirstOrThrow({
    where: { unit: { name: UNIT } },
    include: { point: true, terms: true },
    orderBy: { id: "asc" },
  });

/** The notice again with another due date of the year. */
async function redate(dueOn: string, day: string): Promise<number> {
  const view = await settle(admin, (await begin(admin, published, at(day))).id);
  const { title, documentNumber, issuedOn, year } = view.content;
  const head = { title, documentNumber, issuedOn, year, dueOn };
  await setHead(admin, { ...draft(view), ...head }, at(day));
  await publish(admin, await getImport(admin, view.id), at(day));
  return view.id;
}

const apply = async (toOn: string, day: string) => {
  const input = { assignmentId: (await share()).id, toOn, reason: "资金跨年度下达" };
  return (await applyForExtension(staff, input, at(day))).extensionId;
};
const approve = (extensionId: number, day: string) =>
  decideExtension(
    reviewer,
    { extensionId, decision: "APPROVED", opinion: "" },
    at(day, "15:00:00"),
  );

describe("a due date moved by the notice, by extensions and by adjustments", () => {
  test("is one rule: the newest holds, the first stays beside it, an overtaken application is refused", async () => {
    const { point } = await share();
    const waiting = await apply("2025-01-31", "2024-06-03");
    await redate("2025-03-31", "2024-06-05");
    expect((await seen(point.number, "2024-06-04")).extension).toBeNull();
    expect((await seen(point.number, "2024-06-05")).dueOn).toBe("2025-03-31");
    expect(await refusalOf(approve(waiting, "2024-06-06"))).toBe("INVALID");
    const refused = { extensionId: waiting, decision: "REFUSED" as const, opinion: "通知已改期" };
    await decideExtension(reviewer, refused, at("2024-06-06"));
    await approve(await apply("2025-04-30", "2024-06-10"), "2024-06-11");
    const after = await seen(point.number, "2024-06-11");
    expect(after.dueOn).toBe("2025-04-30");
    expect(after.extension && extensionText(after.extension, "2024-06-11")).toBe(
      "原 12月31日 → 现 2025年4月30日（通知更新，第1次延期）",
    );
    const reasons = { reason: "上级规划调整", basis: "济政办字〔2024〕20号" };
    const earlier = { pointId: point.id, kind: "DUE", toOn: "2025-04-15", ...reasons };
    const proposal = proposeAdjustment(
      reviewer,
      proposeAdjustmentInput.parse(earlier),
      at("2024-06-12"),
    );
    expect(await refusalOf(proposal)).toBe("INVALID");
  });

  test("does not better a light in the month it was put off, and is expected by its own date from then on", async () => {
    const { point } = await share();
    const [then, now] = [
      await seen(point.number, "2024-06-04"),
      await seen(point.number, "2024-06-05"),
    ];
    expect(now.expected).toBeLessThan(then.expected);
    expect(["ON_TRACK", "NOT_STARTED"]).not.toContain(now.light);
    const other = await seen(point.number === 31 ? 30 : 31, "2024-06-05");
    expect(other.reason).toContain("到下一填报期");
  });

  test("an earlier date than the point begins with is refused in a sentence", async () => {
    const view = await settle(admin, (await begin(admin, NOTICE, at("2025-02-10"))).id);
    const { planId } = await publish(admin, view, at("2025-02-10"));
    await db().workPoint.updateMany({
      where: { planId },
      data: { startsOn: new Date("2025-06-01") },
    });
    admin = await actorNamed("gaiqi");
    const again = await settle(admin, (await begin(admin, NOTICE, at("2025-02-11"))).id);
    const { title, documentNumber, issuedOn, year } = again.content;
    const head = { title, documentNumber, issuedOn, year, dueOn: "2025-05-01" };
    await setHead(admin, { ...draft(again), ...head }, at("2025-02-11"));
    const early = publish(admin, await getImport(admin, again.id), at("2025-02-11"));
    await expect(early).rejects.toThrow("早于它开始的日期");
  });
});

describe("a point that an update took away", () => {
  const without = (text: string) => text.replace(/\n3\..*/, "").replace("二、深化民生合作", "");

  test("of a plan published the same day was never there", async () => {
    const notice = NOTICE.replace("8号", "18号");
    const start = async (text: string) =>
      settle(admin, (await begin(admin, text, at("2025-03-10"))).id);
    const { planId } = await publish(admin, await start(notice), at("2025-03-10"));
    admin = await actorNamed("gaiqi");
    await publish(admin, await start(without(notice)), at("2025-03-10"));
    expect(await db().workPoint.count({ where: { planId } })).toBe(2);
    expect(await db().chapter.count({ where: { planId } })).toBe(1);
    expect(await db().formerPoint.count({ where: { point: { planId } } })).toBe(0);
  });

  test("comes back with its units, who had taken it on is not asked again; two who undo at once do it once", async () => {
    const notice = NOTICE.replace("8号", "28号");
    const view = await settle(admin, (await begin(admin, notice, at("2025-03-10"))).id);
    const { planId } = await publish(admin, view, at("2025-03-10"));
    admin = await actorNamed("gaiqi");
    const hired = await hire("qh-jyj", "STAFF", { unit: "青河市教育局" });
    // Of the plans of the year this one is open.
    const teacher = { ...hired, plan: hired.plan && { ...hired.plan, id: planId } };
    const term = await db().assignmentTerm.findFirstOrThrow({
      where: { assignment: { planId, unit: { name: "青河市教育局" } } },
    });
    await acknowledge(teacher, { termIds: [term.id] }, at("2025-03-12"));
    const day = at("2025-03-20");
    const fewer = await settle(admin, (await begin(admin, without(notice), day)).id);
    await publish(admin, fewer, day);
    const third = await db().workPoint.findFirstOrThrow({
      where: { planId, number: 3 },
      include: { chapter: true },
    });
    expect([third.removedOn, third.chapter.removedOn]).toEqual([
      new Date("2025-03-20"),
      new Date("2025-03-20"),
    ]);
    const undo = () => undoImport(admin, { importId: fewer.id }, at("2025-03-22"));
    const results = await race([undo(), undo()]);
    expect(results.filter((refusal) => refusal === undefined)).toHaveLength(1);
    const back = await db().workPoint.findUniqueOrThrow({
      where: { id: third.id },
      include: {
        chapter: true,
        assignments: {
          include: {
            unit: true,
            terms: { where: { endsOn: null }, include: { acknowledgement: true } },
          },
        },
      },
    });
    expect([back.number, back.removedOn, back.chapter.removedOn]).toEqual([3, null, null]);
    const standing = back.assignments.map(({ unit, terms: [open] }) => [
      unit.name,
      open?.acknowledgement !== null,
    ]);
    expect(standing).toEqual([
      ["青河市教育局", true],
      ["白山口市教育局", false],
    ]);
    // And the whole import goes as before, with what was put down of its points.
    await undoImport(admin, { importId: view.id }, at("2025-03-23"));
    expect(await db().plan.count({ where: { id: planId } })).toBe(0);
  });
});
