import "server-only";
import { refuseAbolished } from "../assignments/checks";
import { type AuditActor, recordEntry } from "../audit/commands";
import { type IsoDate, toDbDate } from "../dates";
import { monthsOf } from "../periods/rules";
import type { Transaction } from "../platform/db";
import { DEFAULT_THRESHOLDS } from "../status/rules";
import type { City } from "../units/rules";
import type { UnitProposal } from "./directory";
import type { IndicatorProposal } from "./indicators";
import type { PointText } from "./points";
import type { Role } from "./roles";

/** A point as it is to stand in the database. */
export type PointToWrite = PointText & {
  number: number;
  dueOn: IsoDate;
  /** by the names the directory holds; each once */
  units: readonly { name: string; role: Role }[];
  actionItems: readonly string[];
  indicators: readonly IndicatorProposal[];
};

export type ChapterToWrite = {
  number: number;
  marker: string;
  title: string;
  titleEnd: string;
  foreword: string;
  points: readonly PointToWrite[];
};

export type PlanToWrite = {
  title: string;
  documentNumber: string;
  issuedOn: IsoDate;
  year: number;
  dueOn: IsoDate;
  /** first day of the month from which reports are asked for; of the issue date unless it says otherwise */
  reportsFrom?: IsoDate | undefined;
  foreword: string;
  afterword: string;
  cities: readonly City[];
  chapters: readonly ChapterToWrite[];
};

/** What a plan brought along that was not there before. */
export type Written = { planId: number; cityIds: number[]; unitIds: number[] };

/**
 * The one way a plan comes into the database: cities, units, chapters, points, assignments, periods,
 * thresholds and the audit entry, in the caller's transaction. Roles hold from the issue date on,
 * origin DOCUMENT. Cities and units that are there already stay as they are.
 */
export async function writePlan(
  tx: Transaction,
  actor: AuditActor,
  plan: PlanToWrite,
  units: readonly UnitProposal[],
  now: Date,
): Promise<Written> {
  const cities = await ensureCities(tx, plan.cities);
  const known = await ensureUnits(tx, units, cities.ids);
  const unitIds = await idsOfUnits(tx, plan.chapters);
  const { id: planId } = await tx.plan.create({
    data: {
      year: plan.year,
      title: plan.title,
      documentNumber: plan.documentNumber,
      issuedOn: toDbDate(plan.issuedOn),
      startsOn: toDbDate(plan.issuedOn),
      dueOn: toDbDate(plan.dueOn),
      foreword: plan.foreword,
      afterword: plan.afterword,
      cities: {
        create: plan.cities.map((city, displayOrder) => ({
          cityId: cities.ids.get(city.name) ?? 0,
          displayOrder,
        })),
      },
      periods: {
        create: monthsOf(plan.reportsFrom ?? plan.issuedOn, plan.dueOn).map((period) => ({
          month: toDbDate(period.month),
          dueOn: toDbDate(period.dueOn),
        })),
      },
      thresholds: { create: { ...DEFAULT_THRESHOLDS, effectiveOn: toDbDate(plan.issuedOn) } },
    },
  });
  for (const chapter of plan.chapters) {
    const chapterId = await writeChapter(tx, planId, chapter);
    for (const point of chapter.points) {
      await writePoint(tx, { planId, chapterId, startsOn: plan.issuedOn }, point, unitIds);
    }
  }
  const points = plan.chapters.flatMap((chapter) => chapter.points);
  await recordEntry(
    tx,
    actor,
    {
      action: "plan.import",
      subject: `plan:${planId}`,
      after: {
        documentNumber: plan.documentNumber,
        chapters: plan.chapters.length,
        points: points.length,
        assignments: points.reduce((sum, point) => sum + point.units.length, 0),
      },
      planId,
      anyPlan: true,
    },
    now,
  );
  return { planId, cityIds: cities.created, unitIds: known };
}

export async function writeChapter(
  tx: Transaction,
  planId: number,
  { number, marker, title, titleEnd, foreword }: Omit<ChapterToWrite, "points">,
): Promise<number> {
  const data = { planId, number, marker, title, titleEnd, foreword };
  return (await tx.chapter.create({ data, select: { id: true } })).id;
}

export async function writePoint(
  tx: Transaction,
  place: { planId: number; chapterId: number; startsOn: IsoDate; startedById?: number | null },
  point: PointToWrite,
  unitIds: ReadonlyMap<string, number>,
): Promise<number> {
  const { planId, chapterId, startedById = null } = place;
  const startsOn = toDbDate(place.startsOn);
  const { units, actionItems, indicators, dueOn, ...text } = point;
  await refuseAbolished(
    tx,
    units.flatMap(({ name }) => unitIds.get(name) ?? []),
  );
  const { id } = await tx.workPoint.create({
    data: {
      ...text,
      planId,
      chapterId,
      startsOn,
      dueOn: toDbDate(dueOn),
      actionItems: { create: actionItems.map((each, at) => ({ position: at + 1, text: each })) },
      indicators: { create: indicators.map((each, at) => ({ position: at + 1, ...each })) },
      assignments: {
        create: units.map(({ name, role }) => ({
          planId,
          unitId: unitIds.get(name) ?? 0,
          terms: { create: { role, origin: "DOCUMENT", startsOn, startedById } },
        })),
      },
    },
    select: { id: true },
  });
  return id;
}

async function ensureCities(tx: Transaction, cities: readonly City[]) {
  const ids = new Map<string, number>();
  const created: number[] = [];
  const { _max: last } = await tx.city.aggregate({ _max: { displayOrder: true } });
  for (const { name, shortName } of cities) {
    const there = await tx.city.findUnique({ where: { name }, select: { id: true } });
    const displayOrder = (last.displayOrder ?? 0) + created.length + 1;
    const { id } = there ?? (await tx.city.create({ data: { name, shortName, displayOrder } }));
    ids.set(name, id);
    if (!there) created.push(id);
  }
  return { ids, created };
}

/** Creates the units that are missing, after those that are there; known ones stay as they are. Returns the new ids. */
export async function ensureUnits(
  tx: Transaction,
  units: readonly UnitProposal[],
  cityIds: ReadonlyMap<string, number>,
): Promise<number[]> {
  const names = units.map((unit) => unit.name);
  const there = await tx.unit.findMany({ where: { name: { in: names } }, select: { name: true } });
  const { _max: last } = await tx.unit.aggregate({ _max: { officialOrder: true } });
  const missing = units.filter((unit) => !there.some(({ name }) => name === unit.name));
  const created = await tx.unit.createManyAndReturn({
    data: missing.map((unit, at) => ({
      name: unit.name,
      shortName: unit.shortName,
      pinyinInitials: unit.pinyinInitials,
      aliases: unit.aliases,
      kind: unit.kind,
      groupScope: unit.scope === null ? null : unit.scope === "各" ? "EVERY" : "CONCERNED",
      cityId: unit.cityName === null ? null : (cityIds.get(unit.cityName) ?? null),
      officialOrder: (last.officialOrder ?? 0) + at + 1,
    })),
    select: { id: true },
  });
  const pairs = units.flatMap(({ name, counterpart }) =>
    counterpart === null
      ? []
      : [
          { name, counterpart },
          { name: counterpart, counterpart: name },
        ],
  );
  await tx.$executeRaw`
    UPDATE units u SET counterpart_id = other.id
      FROM unnest(${pairs.map(({ name }) => name)}::text[],
                  ${pairs.map(({ counterpart }) => counterpart)}::text[]) pair(name, counterpart)
      JOIN units other ON other.name = pair.counterpart
     WHERE u.name = pair.name AND u.counterpart_id IS NULL`;
  return created.map(({ id }) => id);
}

export async function idsOfUnits(
  tx: Transaction,
  chapters: readonly Pick<ChapterToWrite, "points">[],
): Promise<Map<string, number>> {
  const names = chapters.flatMap(({ points }) =>
    points.flatMap(({ units }) => units.map(({ name }) => name)),
  );
  const rows = await tx.unit.findMany({
    where: { name: { in: [...new Set(names)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [name, id]));
}
