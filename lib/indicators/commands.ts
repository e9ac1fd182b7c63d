import "server-only";
import { refuseStrangers } from "../assignments/checks";
import { recordEntry } from "../audit/commands";
import { fromDbDate, type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { type LockedPoint, lockPoint, refuseDueOutside } from "../plan/desk";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { AddIndicatorInput, RejectIndicatorInput, SetIndicatorInput } from "./schema";

/** What an indicator promises, and of whom. */
type Figures = {
  name: string;
  target: number;
  measure: string;
  dueOn: IsoDate | null;
  /** in order; none: every unit of the point */
  unitIds: number[];
};

/** 确认 of what was read out of the notice, or a change of what was confirmed; counts from today on. */
export async function setIndicator(
  actor: Actor,
  input: SetIndicatorInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const { point, present, state } = await lockIndicator(tx, actor, input, today);
    const wanted = figuresOf(input);
    if (state === "CONFIRMED" && JSON.stringify(wanted) === JSON.stringify(present)) {
      throw new Refusal("INVALID", "指标没有变化，无需保存。");
    }
    await refuseUnfit(tx, point, wanted, today);
    if (wanted.measure !== present.measure) await refuseCounted(tx, input.indicatorId);
    await writeVersion(
      tx,
      actor,
      input.indicatorId,
      { ...wanted, rejected: false, reason: "" },
      now,
    );
    const actions = { PROPOSED: "indicator.confirm", CONFIRMED: "indicator.change" } as const;
    const action = state === "REJECTED" ? "indicator.restore" : actions[state];
    const event = {
      action,
      subject: `work-point:${point.id}`,
      before: said(present),
      after: said(wanted),
    };
    await recordEntry(tx, actor, { ...event, planId: point.planId }, now);
  });
}

/** 驳回 with a reason: from today on nobody is asked about it; earlier days and their readings stay. */
export async function rejectIndicator(
  actor: Actor,
  input: RejectIndicatorInput,
  now: Date,
): Promise<void> {
  const today = shanghaiDate(now);
  await transact(async (tx) => {
    const { point, present, state } = await lockIndicator(tx, actor, input, today);
    if (state === "REJECTED") throw new Refusal("STALE", "这条指标已驳回，请刷新查看。");
    const version = { ...present, rejected: true, reason: input.reason };
    await writeVersion(tx, actor, input.indicatorId, version, now);
    const event = { action: "indicator.reject", subject: `work-point:${point.id}` };
    const after = { reason: input.reason };
    await recordEntry(
      tx,
      actor,
      { ...event, before: said(present), after, planId: point.planId },
      now,
    );
  });
}

/** One that the portal did not read out of the text, confirmed as it is added. */
export async function addIndicator(
  actor: Actor,
  input: AddIndicatorInput,
  now: Date,
): Promise<{ indicatorId: number }> {
  if (!may(actor, "indicator.set")) throw notFound();
  const today = shanghaiDate(now);
  return transact(async (tx) => {
    const point = await lockPoint(tx, input.pointId, today);
    const wanted = figuresOf(input);
    await refuseUnfit(tx, point, wanted, today);
    const { name, target, measure } = wanted;
    const others = { where: { pointId: point.id }, _max: { position: true } } as const;
    const last = (await tx.indicator.aggregate(others))._max.position ?? 0;
    const { id } = await tx.indicator.create({
      data: {
        ...{ name, target, measure, pointId: point.id, position: last + 1 },
        ...{ sentence: "", match: "", start: 0 },
        ...{ addedOn: toDbDate(today), addedById: actor.accountId },
      },
    });
    await writeVersion(tx, actor, id, { ...wanted, rejected: false, reason: "" }, now);
    const event = {
      action: "indicator.add",
      subject: `work-point:${point.id}`,
      after: said(wanted),
    };
    await recordEntry(tx, actor, { ...event, planId: point.planId }, now);
    return { indicatorId: id };
  });
}

/** The indicator as it stands today, its point held; refused when somebody decided about it since. */
async function lockIndicator(
  tx: Transaction,
  actor: Actor,
  { indicatorId, version }: { indicatorId: number; version: number },
  today: IsoDate,
) {
  if (!may(actor, "indicator.set")) throw notFound();
  const found = await tx.indicator.findUnique({
    where: { id: indicatorId },
    select: { pointId: true },
  });
  if (!found) throw notFound();
  const point = await lockPoint(tx, found.pointId, today);
  const { versions, ...read } = await tx.indicator.findUniqueOrThrow({
    where: { id: indicatorId },
    include: {
      versions: {
        orderBy: { id: "desc" },
        take: 1,
        include: { units: { select: { unitId: true } } },
      },
    },
  });
  const [newest] = versions;
  if ((newest?.id ?? 0) !== version) {
    throw new Refusal("STALE", "这条指标刚被他人处理，请刷新页面核对后再办。");
  }
  const { name, target, measure } = newest ?? read;
  const dueOn = newest?.dueOn ? fromDbDate(newest.dueOn) : null;
  const unitIds = (newest?.units ?? []).map(({ unitId }) => unitId).sort((a, b) => a - b);
  const present: Figures = { name, target, measure, dueOn, unitIds };
  const state = !newest ? "PROPOSED" : newest.rejected ? "REJECTED" : "CONFIRMED";
  return { point, present, state } as const;
}

function figuresOf({ name, target, measure, dueOn, unitIds }: Omit<AddIndicatorInput, "pointId">) {
  const units = [...new Set(unitIds)].sort((a, b) => a - b);
  return { name, target, measure, dueOn: dueOn ?? null, unitIds: units } satisfies Figures;
}

/** As the audit log words it. */
function said({ target, ...figures }: Figures) {
  return { ...figures, goal: target };
}

async function refuseUnfit(
  tx: Transaction,
  point: LockedPoint,
  { dueOn, unitIds }: Figures,
  today: IsoDate,
): Promise<void> {
  refuseDueOutside(point, dueOn ?? undefined);
  await refuseStrangers(tx, point.id, unitIds, toDbDate(today));
}

/** What was counted in one measure word says nothing in another. */
async function refuseCounted(tx: Transaction, indicatorId: number): Promise<void> {
  if ((await tx.indicatorReading.count({ where: { indicatorId } })) === 0) return;
  const sentence = "已有单位按原来的量词报过读数，量词不能改；请驳回这一条，另加一条。";
  throw new Refusal("INVALID", sentence, { measure: sentence });
}

async function writeVersion(
  tx: Transaction,
  actor: Actor,
  indicatorId: number,
  { unitIds, dueOn, ...rest }: Figures & { rejected: boolean; reason: string },
  now: Date,
): Promise<void> {
  await tx.indicatorVersion.create({
    data: {
      ...rest,
      indicatorId,
      dueOn: dueOn === null ? null : toDbDate(dueOn),
      setById: actor.accountId,
      setAt: now,
      setOn: toDbDate(shanghaiDate(now)),
      units: { create: unitIds.map((unitId) => ({ unitId })) },
    },
  });
}
