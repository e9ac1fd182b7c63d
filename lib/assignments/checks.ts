import "server-only";
import { createHash } from "node:crypto";
import type { Transaction } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type AssignmentEntry, assignmentsSeal, isCandidate, secondLead } from "./rules";

/**
 * What a change leaves behind on a point, in short, for its audit entry: while the point still reads
 * so, the change is the newest that touched it, whatever else may touch a point.
 */
export function standingHash(entries: AssignmentEntry[]): string {
  return createHash("sha256").update(assignmentsSeal(entries)).digest("hex").slice(0, 16);
}

/** One lead a city beyond those that came with the point; members are such as their group calls. */
export async function refuseUnfit(
  tx: Transaction,
  point: { id: number; planId: number },
  present: AssignmentEntry[],
  wanted: AssignmentEntry[],
): Promise<void> {
  const units = await tx.unit.findMany({
    where: { id: { in: wanted.map((entry) => entry.unitId) } },
    select: {
      id: true,
      name: true,
      kind: true,
      cityId: true,
      city: { select: { name: true } },
      abolishedOn: true,
      assignments: { where: { planId: point.planId }, take: 1, select: { id: true } },
    },
  });
  const groups = await tx.assignment.findMany({
    where: { id: { in: [...present, ...wanted].flatMap((entry) => entry.groupId ?? []) } },
    select: { id: true, unitId: true, unit: { select: { name: true, cityId: true } } },
  });
  const cities = await tx.planCity.findMany({
    where: { planId: point.planId },
    select: { cityId: true },
  });
  const planCities = cities.map(({ cityId }) => cityId);
  for (const { unitId, groupId } of wanted) {
    const unit = units.find((candidate) => candidate.id === unitId);
    if (!unit) throw notFound();
    if (unit.abolishedOn !== null) throw abolished(unit.name);
    // A unit of another city that the notice itself names has a part in the plan already.
    const { city, cityId, assignments } = unit;
    if (city && cityId !== null && !planCities.includes(cityId) && assignments.length === 0) {
      const sentence = `${unit.name}属于${city.name}，这个年度计划没有${city.name}，不能承担其中的要点。`;
      throw new Refusal("INVALID", sentence);
    }
    const group = groups.find((candidate) => candidate.id === groupId);
    if (group && !isCandidate(group.unit, unit, planCities)) {
      const sentence = `${unit.name}不在集合单位“${group.unit.name}”可选的成员范围内，请重新选择成员。`;
      throw new Refusal("INVALID", sentence);
    }
  }
  // The members of a leading 集合单位 lead through it: they are one lead, the group.
  const leadOf = (entries: AssignmentEntry[], { unitId, groupId }: AssignmentEntry) => {
    const through = groups.find(({ id }) => id === groupId)?.unitId;
    const leads = entries.some((entry) => entry.unitId === through && entry.role === "LEAD");
    return through !== undefined && leads ? through : unitId;
  };
  const leadsOf = (entries: AssignmentEntry[]) =>
    entries.flatMap((entry) => (entry.role === "LEAD" ? leadOf(entries, entry) : []));
  const named = await tx.assignmentTerm.findMany({
    where: {
      assignment: { pointId: point.id },
      ...{ role: "LEAD", origin: "DOCUMENT", startedById: null },
    },
    select: { assignment: { select: { unitId: true } } },
  });
  const pair = secondLead(
    leadsOf(wanted).map((unitId) => ({
      unitId,
      cityId: units.find(({ id }) => id === unitId)?.cityId ?? null,
    })),
    new Set(leadsOf(present)),
    new Set(named.map(({ assignment }) => assignment.unitId)),
  );
  if (!pair) return;
  const [one, other] = pair.map((unitId) => units.find(({ id }) => id === unitId)?.name);
  throw new Refusal("INVALID", `一市只设一个牵头单位，${one}和${other}请只选一个。`);
}

/** Units given by their ids in a notice or a plan before it have to stand still. */
export async function refuseAbolished(tx: Transaction, unitIds: number[]): Promise<void> {
  const gone = await tx.unit.findFirst({
    where: { id: { in: unitIds }, abolishedOn: { not: null } },
    orderBy: { officialOrder: "asc" },
    select: { name: true },
  });
  if (gone) throw abolished(gone.name);
}

const abolished = (name: string) =>
  new Refusal("INVALID", `${name}已撤销，不能再承担分工，请改选。`);

/** A unit that leaves with a report under review would leave nobody to settle it. */
export async function refusePending(
  tx: Transaction,
  pointId: number,
  ended: AssignmentEntry[],
  started: AssignmentEntry[],
  today: Date,
): Promise<void> {
  const leaving = ended.filter((entry) => !started.some((other) => other.unitId === entry.unitId));
  const pending = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT u.name FROM assignments a
      JOIN units u ON u.id = a.unit_id
      JOIN periods p ON p.plan_id = a.plan_id AND p.month <= ${today}
      JOIN LATERAL newest_version(a.id, p.id, ${today}) v ON v.decision IS NULL
     WHERE a.point_id = ${pointId} AND a.unit_id = ANY(${leaving.map((entry) => entry.unitId)})`;
  if (pending.length === 0) return;
  const names = pending.map((unit) => unit.name).join("、");
  throw new Refusal("INVALID", `${names}有进展正在等待审核，请先审核或由单位撤回，再移出分工。`);
}

/** A group whose members are kept has to stay in the point itself. */
export async function refuseForeignGroups(
  tx: Transaction,
  pointId: number,
  entries: AssignmentEntry[],
): Promise<void> {
  const groupIds = [...new Set(entries.flatMap((entry) => entry.groupId ?? []))];
  const own = await tx.assignment.findMany({
    where: { id: { in: groupIds }, pointId, unit: { kind: "GROUP" } },
    select: { unitId: true },
  });
  const kept = own.filter((group) => entries.some((entry) => entry.unitId === group.unitId));
  if (kept.length !== groupIds.length) {
    throw new Refusal("INVALID", "集合单位已不在这项要点中，请刷新后重新选择成员。");
  }
}

/** Who is named for a part of a point has to carry the point today, and be no 集合单位. */
export async function refuseStrangers(
  tx: Transaction,
  pointId: number,
  unitIds: number[],
  today: Date,
): Promise<void> {
  const known = await tx.assignment.count({
    where: {
      pointId,
      unitId: { in: unitIds },
      unit: { kind: { not: "GROUP" } },
      terms: {
        some: { startsOn: { lte: today }, OR: [{ endsOn: null }, { endsOn: { gt: today } }] },
      },
    },
  });
  if (known === new Set(unitIds).size) return;
  const sentence = "所选单位有的已不承担这一项要点，请刷新后重新选择。";
  throw new Refusal("INVALID", sentence, { unitIds: sentence });
}
