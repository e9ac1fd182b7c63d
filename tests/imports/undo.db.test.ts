import { beforeAll, describe, expect, test } from "vitest";
import { acknowledge, answerObjection, raiseObjection } from "@/lib/acknowledgements/commands";
import { addActionItem, retireActionItem, setActionItem } from "@/lib/action-items/commands";
import { proposeAdjustment } from "@/lib/adjustments/commands";
import { proposeAdjustmentInput } from "@/lib/adjustments/schema";
import { getImport, listImports } from "@/lib/imports/queries";
import { undoImportInput } from "@/lib/imports/schema";
import { undoImport } from "@/lib/imports/undo";
import { addIndicator, rejectIndicator, setIndicator } from "@/lib/indicators/commands";
import { lockPeriod, removePeriod, setDueDay } from "@/lib/periods/commands";
import { confirmMilestone, setMilestones } from "@/lib/plan/commands";
import { setMilestonesInput } from "@/lib/plan/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { openPublication } from "@/lib/publications/commands";
import { makeReadMark } from "@/lib/read-marks/commands";
import { keepWatch } from "@/lib/watches/commands";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf, submit } from "../support/reports";
import { begin, counted, NOTICE, publish, settle } from "./notices";

withDatabase({ template: "plan" });

const NOW = at("2025-02-10");
const LATER = at("2025-02-12");
const UNIT = "青河市教育局";
let admin: Actor;

beforeAll(async () => {
  admin = await hire("daoru", "ADMIN");
});

async function published(): Promise<{ importId: number; planId: number }> {
  const { id } = await begin(admin, NOTICE, NOW);
  const { planId } = await publish(admin, await settle(admin, id), NOW);
  admin = await actorNamed("daoru");
  expect(admin.plan?.id).toBe(planId);
  return { importId: id, planId };
}

const termsOf = (unit: string) =>
  db().assignmentTerm.findMany({
    where: { assignment: { unit: { name: unit } } },
    orderBy: { id: "asc" },
  });
const pointOf = (planId: number, number: number) =>
  db().workPoint.findFirstOrThrow({
    where: { planId, number, removedOn: null },
    include: { indicators: true, actionItems: true },
  });

const undoing = () => db().$executeRaw`SELECT set_config('portal.undoing_import', 'on', true)`;

async function plant(pointId: number): Promise<void> {
  const row = { title: { 0: "开工" }, dueOn: { 0: "2025-06-30" }, weight: { 0: "100" } };
  const input = setMilestonesInput.parse({ pointId, seal: "", ...row, city: { 0: "" }, root: {} });
  await setMilestones(admin, input, LATER);
}

async function reached(pointId: number): Promise<void> {
  await plant(pointId);
  const { id: rootId } = await db().milestone.findFirstOrThrow({ where: { pointId } });
  const side = await db().assignment.findFirstOrThrow({
    where: { pointId, unit: { cityId: { not: null } } },
    include: { unit: true },
  });
  const reviewer = await hire("shenhe", "REVIEWER");
  const input = { rootId, cityId: side.unit.cityId ?? 0, doneOn: "2025-02-12" };
  await confirmMilestone(reviewer, input, LATER);
}

describe("an import is taken back until the first report", () => {
  test("although units have acknowledged and objected, and the year was set up", async () => {
    const before = await counted();
    const { importId, planId } = await published();
    const culture = await hire("qh-wlj", "STAFF", { unit: "青河市文化和旅游局" });
    const money = await hire("qh-czj", "STAFF", { unit: "青河市财政局" });
    const [acknowledged] = await termsOf("青河市文化和旅游局");
    const [objected] = await termsOf("青河市财政局");
    await acknowledge(culture, { termIds: [acknowledged?.id ?? 0] }, LATER);
    const termId = objected?.id ?? 0;
    await raiseObjection(money, { termId, reason: "职责不在本局" }, LATER);
    const { id: objectionId } = await db().objection.findFirstOrThrow({ where: { termId } });
    const answer = { objectionId, outcome: "DECLINED" as const, answer: "属于贵局职责" };
    await answerObjection(admin, answer, LATER);
    await raiseObjection(money, { termId, reason: "仍不在本局" }, LATER);
    const point = await pointOf(planId, 1);
    const [one, two] = point.indicators.map(({ id }) => id);
    const figures = { name: "园区", target: 6, measure: "个", dueOn: undefined, unitIds: [] };
    await setIndicator(admin, { indicatorId: one ?? 0, version: 0, ...figures }, LATER);
    await rejectIndicator(admin, { indicatorId: two ?? 0, version: 0, reason: "读错了" }, LATER);
    await addIndicator(admin, { pointId: point.id, ...figures, name: "项目" }, LATER);
    const item = { text: "签约", dueOn: undefined, unitIds: [] };
    await addActionItem(admin, { pointId: point.id, ...item }, LATER);
    const actionItemId = point.actionItems[0]?.id ?? 0;
    await setActionItem(admin, { actionItemId, version: 0, ...item }, LATER);
    const { id: version } = await db().actionItemVersion.findFirstOrThrow({
      where: { actionItemId },
    });
    await retireActionItem(admin, { actionItemId, version, reason: "已并入" }, LATER);
    const last = await db().period.findFirstOrThrow({
      where: { planId },
      orderBy: { month: "desc" },
    });
    await removePeriod(admin, { periodId: last.id }, LATER);
    await setDueDay(admin, { day: 20 }, LATER);
    // What an office sets in its first hours goes with it.
    const leader = await hire("kanban", "LEADER");
    await makeReadMark(leader, { pointId: point.id }, LATER);
    await keepWatch(leader, { pointId: point.id, follow: "yes" }, LATER);
    await keepWatch(leader, { chapterId: point.chapterId, follow: "yes" }, LATER);
    await openPublication(admin, { fields: [], standing: 0 }, LATER);
    const first = await db().period.findFirstOrThrow({
      where: { planId },
      orderBy: { month: "asc" },
    });
    await lockPeriod(admin, { periodId: first.id }, at("2025-03-20"));
    await plant(point.id);

    const { obstacle, undo, ...view } = await getImport(admin, importId);
    expect(obstacle).toBeNull();
    // Asked before: what goes with it. Nothing is taken back by a form that did not ask.
    expect(undo).toEqual({ points: 3, differences: 0, units: 9, cities: 2, accounts: 2 });
    expect(view).not.toHaveProperty("traces");
    const bare = undoImportInput.safeParse({ importId });
    expect(bare.error?.issues[0]?.message).toContain("确认撤销导入");
    expect(undoImportInput.parse({ importId, confirmed: "yes" })).toMatchObject({ importId });
    await undoImport(admin, { importId }, LATER);
    // Units somebody has an account of stay, and their city with them.
    const after = await counted();
    expect({ ...after, units: 0, cities: 0 }).toEqual({ ...before, units: 0, cities: 0 });
    expect([await db().acknowledgement.count(), await db().objection.count()]).toEqual([0, 0]);
    const kept = [
      await db().readMark.count(),
      await db().watch.count(),
      await db().milestone.count(),
    ];
    expect([...kept, await db().publication.count(), await db().periodLock.count()]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  test("and the database lets nobody take an acknowledgement back otherwise", async () => {
    await published();
    const staff = await hire("qh-jyj", "STAFF", { unit: UNIT });
    const [term] = await termsOf(UNIT);
    const termId = term?.id ?? 0;
    await acknowledge(staff, { termIds: [termId] }, LATER);
    await expect(db().acknowledgement.deleteMany({ where: { termId } })).rejects.toThrow();
    const change = db().$executeRaw`UPDATE acknowledgements SET demonstration = true`;
    await expect(db().$transaction([undoing(), change])).rejects.toThrow(/immutable/);
  });

  test("and the page says what stands in the way, of whatever else stands on it", async () => {
    const [row] = (await listImports(admin)).filter(({ state }) => state === "PUBLISHED");
    const importId = row?.id ?? 0;
    const { planId } = await getImport(admin, importId);
    const { id: pointId } = await pointOf(planId ?? 0, 2);
    const reasons = { reason: "上级规划调整", basis: "青政办字〔2025〕9号" };
    const started = { startsOn: new Date("2025-03-20"), startedById: admin.accountId };
    const touches: [string, () => Promise<unknown>][] = [
      // As one stands from before it took an adjustment.
      ["暂停", () => db().pause.create({ data: { pointId, ...reasons, ...started } })],
      [
        "调整",
        () =>
          proposeAdjustment(
            admin,
            proposeAdjustmentInput.parse({
              pointId,
              kind: "CONTENT",
              text: "改为两次",
              ...reasons,
            }),
            LATER,
          ),
      ],
      ["完成的节点", () => reached(pointId)],
    ];
    for (const [name, touch] of touches) {
      await touch();
      expect((await getImport(admin, importId)).obstacle).toContain(`已有${name}，不能撤销导入`);
      expect(await refusalOf(undoImport(admin, { importId }, LATER))).toBe("LOCKED");
    }
  });

  test("and no acknowledgement or objection of a point goes once somebody has reported on it", async () => {
    const staff = await actorNamed("qh-jyj");
    const [term] = await termsOf(UNIT);
    await submit(staff, term?.assignmentId ?? 0, "2025-02-20");
    const gone = db().$executeRaw`DELETE FROM acknowledgements`;
    await expect(db().$transaction([undoing(), gone])).rejects.toThrow(/immutable/);
    const { pointId } = await db().assignment.findUniqueOrThrow({
      where: { id: term?.assignmentId ?? 0 },
    });
    await plant(pointId);
    const away = () => db().$executeRaw`DELETE FROM milestones WHERE point_id = ${pointId}`;
    await expect(away()).rejects.toThrow(/are kept/);
    await expect(db().$transaction([undoing(), away()])).rejects.toThrow(/are kept/);
  });
});
