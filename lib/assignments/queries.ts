import "server-only";
import type {
  AssignmentOrigin,
  AssignmentRole,
  GroupScope,
  UnitKind,
} from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { cityStationedIn, suggestMembers } from "../units/members";
import { standingHash } from "./checks";
import { type AssignmentEntry, assignmentsSeal, entryText, isCandidate, takenBack } from "./rules";

/** A unit one may choose for a point. */
export type UnitChoice = { id: number; name: string; cityId: number | null };

/** A unit of the panel: the role it holds, and the one the form proposes; null is 不纳入. */
export type UnitLine = UnitChoice & {
  role: AssignmentRole | null;
  proposed: AssignmentRole | null;
  /** the assignment of the 集合单位 it answers for */
  groupId: number | null;
};

export type GroupChoice = {
  /** the 集合单位 itself */
  line: UnitLine;
  assignmentId: number;
  scope: GroupScope | null;
  resolved: boolean;
  /** members now, and those the text suggests */
  members: UnitLine[];
  /** the others that may answer for it */
  others: UnitLine[];
};

export type TermRow = {
  id: number;
  unitName: string;
  cityId: number | null;
  role: AssignmentRole;
  origin: AssignmentOrigin;
  /** the 集合单位 it came in through */
  groupName: string | null;
  startsOn: IsoDate;
  /** the first day on which it no longer holds; null while it lasts */
  endsOn: IsoDate | null;
};

export type AssignmentPanel = {
  point: { id: number; number: number; title: string; clause: string };
  /** what the admin is looking at; see assignmentsSeal */
  seal: string;
  units: UnitLine[];
  groups: GroupChoice[];
  /** units with no part in the point, by city, in the directory's order */
  available: { cityName: string; units: UnitChoice[] }[];
  /** every term the point ever had, newest first */
  history: TermRow[];
  /** the newest change, with the entries that take it back; null where something else came after it */
  lastChange: LastChange | null;
};

export type LastChange = {
  on: IsoDate;
  ended: number;
  started: number;
  /** what stood before it, as the form posts it: unitId:ROLE or unitId:ROLE:groupAssignmentId */
  before: string[];
};

type DirectoryUnit = UnitChoice & {
  aliases: string[];
  cityName: string | null;
  kind: UnitKind;
  scope: GroupScope | null;
};
type Term = TermRow & { assignmentId: number; unitId: number; groupId: number | null };
type PanelRow = {
  point: AssignmentPanel["point"] & { body: string };
  directory: DirectoryUnit[];
  planCities: number[];
  terms: Term[];
  change: {
    on: IsoDate;
    hash: string | null;
    ended: AssignmentEntry[];
    started: AssignmentEntry[];
  } | null;
};

/** 责任分工 of one point of the plan in force as it stands now, to be changed. One statement. */
export async function getAssignmentPanel(actor: Actor, number: number): Promise<AssignmentPanel> {
  if (!may(actor, "assignment.change") || !actor.plan) throw notFound();
  const [row] = await db().$queryRaw<PanelRow[]>`
    SELECT
      json_build_object('id', wp.id, 'number', wp.number, 'title', wp.title, 'body', wp.body,
        'clause', wp.clause) AS point,
      (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'cityId', u.city_id,
                'aliases', u.aliases || ARRAY[u.name, u.short_name], 'cityName', c.name, 'kind', u.kind, 'scope', u.group_scope)
                ORDER BY c.display_order NULLS LAST, u.official_order, u.id), '[]')
         FROM units u LEFT JOIN cities c ON c.id = u.city_id
        WHERE u.abolished_on IS NULL) AS directory,
      (SELECT coalesce(json_agg(pc.city_id), '[]') FROM plan_cities pc
        WHERE pc.plan_id = wp.plan_id) AS "planCities",
      (SELECT coalesce(json_agg(json_build_object('id', t.id, 'assignmentId', a.id,
                'unitId', u.id, 'unitName', u.name, 'cityId', u.city_id, 'role', t.role,
                'origin', t.origin, 'groupId', t.group_id, 'groupName', gu.name,
                'startsOn', t.starts_on, 'endsOn', t.ends_on)
                ORDER BY t.starts_on DESC, u.official_order, t.id DESC), '[]')
         FROM assignments a
         JOIN assignment_terms t ON t.assignment_id = a.id
         JOIN units u ON u.id = a.unit_id
         LEFT JOIN assignments ga ON ga.id = t.group_id
         LEFT JOIN units gu ON gu.id = ga.unit_id
        WHERE a.point_id = wp.id) AS terms,
      (SELECT json_build_object('on', newest.business_on, 'hash', newest.hash,
                'ended', newest.ended, 'started', newest.started)
         FROM ((SELECT ae.sequence, ae.business_on, ae.after->>'hash' AS hash,
                       ae.before->'ended' AS ended, ae.after->'started' AS started
                  FROM audit_entries ae
                 WHERE ae.subject = 'work-point:' || wp.id AND ae.action = 'assignment.change'
                 ORDER BY ae.sequence DESC LIMIT 1)
               UNION ALL
               (SELECT ae.sequence, ae.business_on, own.value->>'hash', was.value->'ended',
                       own.value->'started'
                  FROM audit_entries ae
                 CROSS JOIN LATERAL jsonb_array_elements(ae.after) own
                 CROSS JOIN LATERAL jsonb_array_elements(ae.before) was
                 WHERE ae.action = 'assignment.change-many' AND ae.subject = 'plan:' || wp.plan_id
                   AND own.value->'pointId' = to_jsonb(wp.id)
                   AND was.value->'pointId' = own.value->'pointId'
                 ORDER BY ae.sequence DESC LIMIT 1)) newest
        ORDER BY newest.sequence DESC LIMIT 1) AS change
    FROM work_points wp WHERE wp.plan_id = ${actor.plan.id} AND wp.number = ${number}
       AND wp.removed_on IS NULL`;
  if (!row) throw notFound();
  return panelOf(row);
}

function panelOf({
  point: { body, ...point },
  directory,
  planCities,
  terms,
  change,
}: PanelRow): AssignmentPanel {
  const open = terms.filter((term) => term.endsOn === null);
  const stands = change !== null && change.hash === standingHash(open.map(entryOf));
  const present = new Map(open.map((term) => [term.unitId, term]));
  const groups = directory.flatMap((unit) => {
    const term = present.get(unit.id);
    if (unit.kind !== "GROUP" || !term) return [];
    return [groupOf(unit, term, body, directory, present, planCities)];
  });
  const grouped = new Set(
    groups.flatMap(({ line, members, others }) =>
      [line, ...members, ...others].map(({ id }) => id),
    ),
  );
  const units = directory.flatMap((unit) => {
    const term = present.get(unit.id);
    return term && !grouped.has(unit.id) ? [lineOf(unit, term, null)] : [];
  });
  const near = ({ cityId }: DirectoryUnit) => cityId === null || planCities.includes(cityId);
  const free = directory.filter((u) => near(u) && !present.has(u.id) && !grouped.has(u.id));
  return {
    point,
    seal: assignmentsSeal(open.map(entryOf)),
    units,
    groups,
    available: byCity(free),
    history: terms.map(({ assignmentId: _, unitId: __, groupId: ___, ...term }) => term),
    lastChange: stands
      ? {
          on: change.on,
          ended: change.ended.length,
          started: change.started.length,
          before: takenBack(open.map(entryOf), change).map(entryText),
        }
      : null,
  };
}

function byCity(units: DirectoryUnit[]): AssignmentPanel["available"] {
  const cities = new Map<string, UnitChoice[]>();
  for (const { id, name, cityId, cityName } of units) {
    const key = cityName ?? "所属城市待明确";
    const held = cities.get(key);
    if (held) held.push({ id, name, cityId });
    else cities.set(key, [{ id, name, cityId }]);
  }
  return [...cities].map(([cityName, own]) => ({ cityName, units: own }));
}

function groupOf(
  group: DirectoryUnit,
  { assignmentId, ...term }: Term,
  body: string,
  directory: DirectoryUnit[],
  present: Map<number, Term>,
  planCities: readonly number[],
): GroupChoice {
  const isMember = (unit: DirectoryUnit) => present.get(unit.id)?.groupId === assignmentId;
  const cityNames = directory.flatMap(({ cityId, cityName }) =>
    cityId !== null && planCities.includes(cityId) ? [cityName] : [],
  );
  const here = group.cityName ?? cityStationedIn(group.name, cityNames);
  const candidates = directory
    .filter(
      (unit) => isMember(unit) || (!present.has(unit.id) && isCandidate(group, unit, planCities)),
    )
    .sort((a, b) => Number(b.cityName === here) - Number(a.cityName === here));
  const resolved = candidates.some(isMember);
  // The whole directory is offered: the other city's names must not be read as this one's.
  const scope = SCOPES[group.scope ?? "NONE"];
  const suggested = new Set(
    resolved ? [] : suggestMembers({ ...group, cityName: here, scope }, body, directory),
  );
  const lines = candidates.map((unit) => {
    const proposed = suggested.has(unit.name) ? term.role : null;
    return { ...lineOf(unit, present.get(unit.id), proposed), groupId: assignmentId };
  });
  return {
    line: lineOf(group, term, null),
    assignmentId,
    scope: group.scope,
    resolved,
    members: lines.filter((line) => line.proposed !== null),
    others: lines.filter((line) => line.proposed === null),
  };
}

const SCOPES = { CONCERNED: "有关", EVERY: "各", NONE: null } as const;

function lineOf(
  { id, name, cityId }: UnitChoice,
  term: Pick<Term, "role"> | undefined,
  proposed: AssignmentRole | null,
): UnitLine {
  const role = term?.role ?? null;
  return { id, name, cityId, role, proposed: role ?? proposed, groupId: null };
}

function entryOf({ unitId, role, groupId }: Term): AssignmentEntry {
  return { unitId, role, groupId };
}
