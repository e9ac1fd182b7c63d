import "server-only";
import { type AuditActor, SYSTEM_ACTOR } from "../audit/commands";
import { toDbDate } from "../dates";
import { importNotice, numbersOf } from "../documents/commands";
import type { Directory } from "../documents/directory";
import { type NoticeReading, readNotice } from "../documents/notice";
import { linesOfFile } from "../documents/source-text";
import { db } from "../platform/db";
import { contentOf } from "./content";
import { asRead } from "./start";
import { takeBack } from "./undo";

/**
 * The plan a new portal comes with, put in force as an import of its own, so that another pair of cities
 * takes it back and begins with its own notice. Null where a plan is there, or was: what was taken back
 * does not return.
 */
export async function importFirst(
  file: { name: string; bytes: Uint8Array },
  directory: Directory,
  now: Date,
): Promise<NoticeReading | null> {
  const [plans, imports] = [await db().plan.count(), await db().import.count()];
  if (plans + imports > 0) return null;
  const source = linesOfFile(file.name, file.bytes);
  const reading = readNotice(source);
  const present = await db().unit.findMany({ select: { id: true } });
  const planId = await importNotice(SYSTEM_ACTOR, reading, directory, now);
  const units = await db().unit.findMany({
    where: { id: { notIn: present.map(({ id }) => id) } },
    select: { id: true },
  });
  const cities = await db().planCity.findMany({ where: { planId }, select: { cityId: true } });
  const content = { ...contentOf(reading, numbersOf), target: "NEW" as const };
  await db().import.create({
    data: {
      state: "PUBLISHED",
      ...asRead(file.name, file.bytes, source, content),
      planId,
      traces: { cityIds: cities.map(({ cityId }) => cityId), unitIds: units.map(({ id }) => id) },
      createdAt: now,
      // In force as the notice itself is, whatever day the portal was set up.
      publishedAt: toDbDate(reading.issuedOn),
    },
  });
  return reading;
}

/** The import of the plan a portal came with, while it is in force; null otherwise. */
export function findFirstImport(): Promise<{ id: number; title: string } | null> {
  return db().import.findFirst({
    where: { createdById: null, state: "PUBLISHED" },
    orderBy: { id: "asc" },
    select: { id: true, title: true },
  });
}

/** Takes that plan back for an office that begins with a notice of its own. */
export async function beginWithout(by: AuditActor, now: Date): Promise<void> {
  const first = await findFirstImport();
  if (first) await takeBack(by, { id: first.id }, now);
}
