import "server-only";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import type { Transaction } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { dueInForce, redatings } from "./redating";
import type { MilestoneEntry, MilestoneFacts, NoticeFacts } from "./rules";
import type { SetMilestonesInput } from "./schema";

export type LockedPoint = {
  id: number;
  planId: number;
  issuedOn: IsoDate;
  /** in force today, extensions included */
  dueOn: IsoDate;
  /** those with a unit on the point today */
  cities: { id: number; shortName: string }[];
};

/** What a command on a point's time has to know; locks the point until the transaction ends. */
export async function lockPoint(
  tx: Transaction,
  pointId: number,
  today: IsoDate,
): Promise<LockedPoint> {
  await tx.$executeRaw`SELECT 1 FROM work_points WHERE id = ${pointId} FOR UPDATE`;
  const point = await tx.workPoint.findUnique({
    where: { id: pointId },
    include: {
      plan: true,
      extensions: { where: { decidedOn: { lte: toDbDate(today) } } },
      adjustments: { where: { decidedOn: { lte: toDbDate(today) } } },
    },
  });
  if (!point || point.removedOn !== null) throw notFound();
  const [due] = await tx.$queryRaw<{ first: IsoDate; notices: NoticeFacts[] }[]>`
    SELECT first_due(wp)::text AS first, (
      SELECT coalesce(json_agg(json_build_object('id', nd.id, 'changedOn', nd.changed_on,
               'order', extract(epoch FROM nd.changed_at), 'fromOn', nd.from_on, 'toOn', nd.to_on)), '[]')
        FROM notice_dues(wp, ${toDbDate(today)}) nd) AS notices
      FROM work_points wp WHERE wp.id = ${pointId}`;
  const cities = await tx.city.findMany({
    where: {
      plans: { some: { planId: point.planId } },
      units: { some: { assignments: { some: { pointId, terms: { some: { endsOn: null } } } } } },
    },
    select: { id: true, shortName: true },
    orderBy: { displayOrder: "asc" },
  });
  const dated = <D>({
    id,
    decision,
    decidedOn,
    decidedAt,
  }: {
    id: number;
    decision: D;
    decidedOn: Date | null;
    decidedAt: Date | null;
  }) => ({
    ...{ id, decision, decidedOn: decidedOn && fromDbDate(decidedOn) },
    order: decidedAt && decidedAt.getTime() / 1000,
  });
  const given = redatings({
    extensions: point.extensions.map((row) => ({ ...dated(row), toOn: fromDbDate(row.toOn) })),
    adjustments: point.adjustments.map((row) => ({
      ...dated(row),
      toOn: row.toOn && fromDbDate(row.toOn),
    })),
    notices: due?.notices ?? [],
  });
  return {
    id: point.id,
    planId: point.planId,
    issuedOn: fromDbDate(point.plan.issuedOn),
    dueOn: dueInForce(due?.first ?? fromDbDate(point.dueOn), given, today).dueOn,
    cities,
  };
}

/** The filled-in rows of the form; a row that lacks something is a mistake at its own field. */
export function milestoneEntries(input: SetMilestonesInput): MilestoneEntry[] {
  const mistakes: Record<string, string> = {};
  const numbers = new Set([input.title, input.dueOn, input.weight].flatMap(Object.keys));
  const entries = [...numbers].flatMap((number): MilestoneEntry[] => {
    const title = input.title[number] ?? "";
    const dueOn = input.dueOn[number];
    const weight = input.weight[number];
    if (title === "" && dueOn === undefined && weight === undefined) return [];
    if (title === "") mistakes[`title.${number}`] = "请填写节点名称，不需要的行请全部清空。";
    if (dueOn === undefined) mistakes[`dueOn.${number}`] = "请填写应完成的日期。";
    if (weight === undefined) mistakes[`weight.${number}`] = "请填写权重（1 至 100 的整数）。";
    if (dueOn === undefined || weight === undefined) return [];
    const cityId = input.city[number] ?? null;
    return [{ title, dueOn, weight, cityId, rootId: input.root[number] ?? null }];
  });
  if (Object.keys(mistakes).length > 0) {
    throw new Refusal("INVALID", "请按提示补全节点后再保存。", mistakes);
  }
  return entries;
}

/** Every row there ever was of a point's milestones, with what its line has reached. */
export async function milestoneFacts(tx: Transaction, pointId: number): Promise<MilestoneFacts[]> {
  const rows = await tx.milestone.findMany({ where: { pointId }, include: { completions: true } });
  return rows.map(({ completions: _, ...row }) => {
    const rootId = row.rootId ?? row.id;
    const line = rows.find(({ id }) => id === rootId);
    return {
      ...{ ...row, rootId, dueOn: fromDbDate(row.dueOn), addedOn: fromDbDate(row.addedOn) },
      removedOn: row.removedOn && fromDbDate(row.removedOn),
      reached: (line?.completions ?? []).map(({ id, cityId, doneOn, confirmedOn, revokedOn }) => ({
        ...{ id, cityId, doneOn: fromDbDate(doneOn), confirmedOn: fromDbDate(confirmedOn) },
        revokedOn: revokedOn && fromDbDate(revokedOn),
      })),
    };
  });
}

/** A row goes on with the line it names, else with one of the same title and side; every other one begins its own. */
export function milestoneLines(
  entries: MilestoneEntry[],
  present: { rootId: number; title: string; cityId: number | null }[],
): MilestoneEntry[] {
  const free = new Set(present.map(({ rootId }) => rootId));
  const named = entries.map((entry) => ({
    ...entry,
    rootId: entry.rootId !== null && free.delete(entry.rootId) ? entry.rootId : null,
  }));
  return named.map((entry) => {
    if (entry.rootId !== null) return entry;
    const alike = present.find(
      (row) => free.has(row.rootId) && row.title === entry.title && row.cityId === entry.cityId,
    );
    if (alike) free.delete(alike.rootId);
    return { ...entry, rootId: alike?.rootId ?? null };
  });
}

/** 时限 of a part of a point lies within the point's time. */
export function refuseDueOutside(point: LockedPoint, dueOn: IsoDate | undefined): void {
  if (dueOn === undefined || (dueOn >= point.issuedOn && dueOn <= point.dueOn)) return;
  const sentence = `时限应在 ${point.issuedOn} 至这一项的办理时限 ${point.dueOn} 之间。`;
  throw new Refusal("INVALID", sentence, { dueOn: sentence });
}
