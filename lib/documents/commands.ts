import "server-only";
import { type AuditActor, recordEntry } from "../audit/commands";
import { type IsoDate, toDbDate } from "../dates";
import { monthsOf } from "../periods/rules";
import { type Transaction, transact } from "../platform/db";
import { Refusal } from "../platform/refusal";
import { DEFAULT_THRESHOLDS } from "../status/rules";
import type { Directory } from "./directory";
import { proposeUnits } from "./directory";
import { type NoticeReading, pointsOf } from "./notice";

/**
 * Puts a notice that was read into the database as the plan of its year: cities, units, chapters,
 * points, assignments, periods, in one transaction. Units the directory does not know are created
 * all the same. Roles are RESPONSIBLE, origin DOCUMENT, from the issue date on. Returns the plan's
 * id; Refusal when the notice is in the database already or lacks what a plan needs.
 */
export async function importNotice(
  actor: AuditActor,
  reading: NoticeReading,
  directory: Directory,
  now: Date,
): Promise<number> {
  if (reading.issuedOn === "" || reading.year === 0 || pointsOf(reading).length === 0) {
    throw new Refusal("INVALID", reading.warnings[0]?.message ?? "文件不完整，不能导入。");
  }
  return transact(
    (tx) => write(tx, actor, reading, directory, now),
    `${reading.documentNumber} 已经导入，不重复导入。`,
  );
}

async function write(
  tx: Transaction,
  actor: AuditActor,
  reading: NoticeReading,
  directory: Directory,
  now: Date,
): Promise<number> {
  const cityIds = await ensureCities(tx, reading);
  const unitIds = await ensureUnits(tx, reading, directory, cityIds);
  const dueOn: IsoDate = `${reading.year}-12-31`;
  const plan = await tx.plan.create({
    data: {
      year: reading.year,
      title: reading.title,
      documentNumber: reading.documentNumber,
      issuedOn: toDbDate(reading.issuedOn),
      startsOn: toDbDate(reading.issuedOn),
      dueOn: toDbDate(dueOn),
      foreword: reading.foreword,
      afterword: reading.afterword,
      cities: {
        create: reading.cities.map((city, displayOrder) => ({
          cityId: cityIds.get(city.name) ?? 0,
          displayOrder,
        })),
      },
      periods: {
        create: monthsOf(reading.issuedOn, dueOn).map((period) => ({
          month: toDbDate(period.month),
          dueOn: toDbDate(period.dueOn),
        })),
      },
      thresholds: { create: { ...DEFAULT_THRESHOLDS, effectiveOn: toDbDate(reading.issuedOn) } },
    },
  });
  const counts = { points: 0, assignments: 0 };
  // A plan has each number once; points that begin again in a chapter are counted through.
  const chapterNumbers = numbersOf(reading.chapters);
  const pointNumbers = numbersOf(pointsOf(reading));
  for (const [index, chapter] of reading.chapters.entries()) {
    const { id: chapterId } = await tx.chapter.create({
      data: {
        planId: plan.id,
        number: chapterNumbers[index] ?? chapter.number,
        marker: chapter.marker,
        title: chapter.title,
        titleEnd: chapter.titleEnd,
        foreword: chapter.foreword,
      },
    });
    for (const point of chapter.points) {
      counts.points += 1;
      counts.assignments += point.units.length;
      await tx.workPoint.create({
        data: {
          planId: plan.id,
          chapterId,
          number: pointNumbers[counts.points - 1] ?? point.number,
          section: point.section,
          before: point.before,
          marker: point.marker,
          title: point.title,
          titleEnd: point.titleEnd,
          body: point.body,
          clauseStart: point.clauseStart,
          clause: point.clause,
          clauseEnd: point.clauseEnd,
          startsOn: toDbDate(reading.issuedOn),
          dueOn: toDbDate(dueOn),
          actionItems: {
            create: point.actionItems.map((text, index) => ({ position: index + 1, text })),
          },
          indicators: {
            create: point.indicators.map((indicator, index) => ({
              position: index + 1,
              ...indicator,
            })),
          },
          assignments: {
            create: point.units.map((unit) => ({
              planId: plan.id,
              unitId: unitIds.get(unit.name) ?? 0,
              terms: {
                create: {
                  role: unit.role,
                  origin: "DOCUMENT",
                  startsOn: toDbDate(reading.issuedOn),
                },
              },
            })),
          },
        },
      });
    }
  }
  await recordEntry(
    tx,
    actor,
    {
      action: "plan.import",
      subject: `plan:${plan.id}`,
      after: {
        documentNumber: reading.documentNumber,
        chapters: reading.chapters.length,
        ...counts,
      },
      planId: plan.id,
      anyPlan: true,
    },
    now,
  );
  return plan.id;
}

/** Numbers as published where each is there once, else 1, 2, 3 … */
function numbersOf(items: readonly { number: number }[]): number[] {
  const numbers = items.map((item) => item.number);
  return new Set(numbers).size === numbers.length && !numbers.includes(0)
    ? numbers
    : numbers.map((_, index) => index + 1);
}

async function ensureCities(tx: Transaction, reading: NoticeReading): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const [displayOrder, city] of reading.cities.entries()) {
    const row = await tx.city.upsert({
      where: { name: city.name },
      create: { name: city.name, shortName: city.shortName, displayOrder },
      update: {},
    });
    ids.set(city.name, row.id);
  }
  return ids;
}

/** Every unit the notice names and every place the directory offers to groups; known ones stay as they are. */
async function ensureUnits(
  tx: Transaction,
  reading: NoticeReading,
  directory: Directory,
  cityIds: Map<string, number>,
): Promise<Map<string, number>> {
  const units = proposeUnits(reading, directory);
  const ids = new Map<string, number>();
  for (const unit of units) {
    const row = await tx.unit.upsert({
      where: { name: unit.name },
      create: {
        name: unit.name,
        shortName: unit.shortName,
        pinyinInitials: unit.pinyinInitials,
        aliases: unit.aliases,
        kind: unit.kind,
        groupScope: unit.scope === null ? null : unit.scope === "各" ? "EVERY" : "CONCERNED",
        cityId: unit.cityName === null ? null : (cityIds.get(unit.cityName) ?? null),
        officialOrder: unit.order,
      },
      update: {},
    });
    ids.set(unit.name, row.id);
  }
  for (const unit of units) {
    const counterpartId = unit.counterpart && ids.get(unit.counterpart);
    if (!counterpartId) continue;
    await tx.unit.updateMany({
      where: { name: unit.name, counterpartId: null },
      data: { counterpartId },
    });
  }
  return ids;
}
