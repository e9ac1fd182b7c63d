import "server-only";
import { recordEntry } from "../audit/commands";
import { buildBoard } from "../dashboards/board";
import { readSnapshots } from "../dashboards/snapshot";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { Light } from "../status/rules";
import type { ThresholdsInput } from "./schema";

export type ThresholdPreview = {
  present: Record<Light, number>;
  proposed: Record<Light, number>;
  /** numbers of the points whose light would differ */
  changed: number[];
};

/** How today's lights would stand under other thresholds; writes nothing. */
export async function previewThresholds(
  actor: Actor,
  input: ThresholdsInput,
  now: Date,
): Promise<ThresholdPreview> {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  const today = shanghaiDate(now);
  refuseDate(input, today);
  const [snapshot] = await readSnapshots(actor.plan.id, [today]);
  if (!snapshot) throw notFound();
  const present = buildBoard(snapshot);
  const wanted = { ...input, effectiveOn: today };
  const other = buildBoard({ ...snapshot, thresholds: [...snapshot.thresholds, wanted] });
  const changed = present.points.flatMap(({ id, number, light }) =>
    other.points.find((point) => point.id === id)?.light === light ? [] : [number],
  );
  return { present: present.counts, proposed: other.counts, changed };
}

/** Other thresholds from a day on, which no earlier day knows of. */
export async function setThresholds(
  actor: Actor,
  input: ThresholdsInput,
  now: Date,
): Promise<void> {
  const planId = actor.plan?.id;
  if (!may(actor, "year.manage") || planId === undefined) throw notFound();
  refuseDate(input, shanghaiDate(now));
  const { effectiveOn, ...limits } = input;
  await transact(async (tx) => {
    const [before] = await tx.lightThresholds.findMany({
      where: { planId, effectiveOn: { lte: toDbDate(effectiveOn) } },
      orderBy: { effectiveOn: "desc" },
      take: 1,
    });
    if (
      before &&
      Object.entries(limits).every(([key, value]) => before[key as keyof typeof limits] === value)
    ) {
      throw new Refusal("INVALID", "阈值没有变化，无需保存。");
    }
    await tx.lightThresholds.create({
      data: { ...limits, planId, effectiveOn: toDbDate(effectiveOn) },
    });
    const kept =
      before &&
      Object.fromEntries(
        Object.keys(limits).map((key) => [key, before[key as keyof typeof limits]]),
      );
    const event = { action: "threshold.set", subject: `plan:${planId}`, before: kept ?? null };
    await recordEntry(tx, actor, { ...event, after: input, planId }, now);
  }, `${effectiveOn} 已有一套阈值，设定后不再改；请选择以后的日期。`);
}

function refuseDate({ effectiveOn }: ThresholdsInput, today: IsoDate): void {
  if (effectiveOn >= today) return;
  const sentence = `生效日期不能早于今天（${today}），以前的灯不改。`;
  throw new Refusal("INVALID", sentence, { effectiveOn: sentence });
}
