import type { AssignmentRole } from "../../prisma/generated/enums";
import { isCalledBy, isStationedGroup, type UnitKind } from "../units/rules";

/** A unit's part in a point; groupId is the assignment of the 集合单位 it answers for. */
export type AssignmentEntry = { unitId: number; role: AssignmentRole; groupId: number | null };

/** The role a unit shall have on a point; null takes it out. Without groupId it keeps the one it has. */
export type RolePatch = {
  unitId: number;
  role: AssignmentRole | null;
  groupId?: number | null | undefined;
};

export type AssignmentChange = { ended: AssignmentEntry[]; started: AssignmentEntry[] };

/**
 * What has to end and to start for the present entries to become the wanted ones; an entry that
 * stays as it is appears in neither. A unit wanted twice keeps its first entry.
 */
export function assignmentChange(
  present: AssignmentEntry[],
  wanted: AssignmentEntry[],
): AssignmentChange {
  const after = new Map<number, AssignmentEntry>();
  for (const entry of wanted) if (!after.has(entry.unitId)) after.set(entry.unitId, entry);
  const before = new Map(present.map((entry) => [entry.unitId, entry]));
  return {
    ended: present.filter((entry) => !same(entry, after.get(entry.unitId))),
    started: [...after.values()].filter((entry) => !same(entry, before.get(entry.unitId))),
  };
}

/** A short text that changes whenever the entries do: the second of two admins is told. */
export function assignmentsSeal(entries: AssignmentEntry[]): string {
  return entries
    .map((entry) => `${entry.unitId}:${entry.role}:${entry.groupId ?? ""}`)
    .sort()
    .join(" ");
}

/** The entries from before a change, from those that stand now. */
export function takenBack(present: AssignmentEntry[], change: AssignmentChange): AssignmentEntry[] {
  const started = new Set(change.started.map(({ unitId }) => unitId));
  return [...present.filter(({ unitId }) => !started.has(unitId)), ...change.ended];
}

/** The same as a batch says it: what has to be set for a change to be undone. */
export function takingBack(present: AssignmentEntry[], change: AssignmentChange): RolePatch[] {
  const { ended, started } = assignmentChange(present, takenBack(present, change));
  const gone = ended.filter(({ unitId }) => !started.some((entry) => entry.unitId === unitId));
  return [...gone.map(({ unitId }) => ({ unitId, role: null })), ...started];
}

const RANK: AssignmentRole[] = ["LEAD", "RESPONSIBLE", "SUPPORT"];

/** 牵头 over 责任 over 配合. */
export function higherRole(one: AssignmentRole, other: AssignmentRole): AssignmentRole {
  return RANK.indexOf(one) < RANK.indexOf(other) ? one : other;
}

export type GroupUnit = { name: string; cityId: number | null };

/**
 * Whether a unit may answer for a 集合单位: of the kinds the group's name calls, of its city, or of any
 * city of the plan where the group has none. What is stationed there may be of no city.
 */
export function isCandidate(
  group: GroupUnit,
  unit: { name: string; kind: UnitKind; cityId: number | null },
  planCities: readonly number[],
): boolean {
  const near =
    group.cityId === null
      ? unit.cityId !== null && planCities.includes(unit.cityId)
      : unit.cityId === group.cityId;
  const cityless = unit.cityId === null && isStationedGroup(group.name);
  return (near || cityless) && isCalledBy(group.name, unit);
}

/** Who leads, counted as one: a unit by itself, the members of a leading 集合单位 through it. */
export type Lead = { unitId: number; cityId: number | null };

/**
 * Two leads of one city where one has to be chosen, null where none: a city has one lead, unless all
 * of its leads lead already, or the notice itself names all of them (主办：两市发改委、海洋局).
 */
export function secondLead(
  leads: readonly Lead[],
  standing: ReadonlySet<number>,
  named: ReadonlySet<number>,
): [number, number] | null {
  for (const city of new Set(leads.map(({ cityId }) => cityId))) {
    const own = [...new Set(leads.flatMap((lead) => (lead.cityId === city ? lead.unitId : [])))];
    const added = own.find((unitId) => !standing.has(unitId));
    const other = own.find((unitId) => unitId !== added);
    if (added === undefined || other === undefined) continue;
    if (!own.every((unitId) => named.has(unitId))) return [other, added];
  }
  return null;
}

/** An entry as the form posts it. */
export function entryText({ unitId, role, groupId }: AssignmentEntry): string {
  return [unitId, role, groupId].filter((part) => part !== null).join(":");
}

function same(a: AssignmentEntry, b: AssignmentEntry | undefined): boolean {
  return b !== undefined && a.role === b.role && a.groupId === b.groupId;
}
