import "server-only";
import type { ImportState } from "../../prisma/generated/enums";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { DiffPart } from "../progress/text-diff";
import { byHandIn } from "./by-hand";
import { type BareNames, bareNamesOf, type Choices, choicesOf } from "./choices";
import { type Compared, differencesFrom, previousOf } from "./compared";
import { type ImportContent, type ImportTarget, importedPoints } from "./content";
import type { KnownUnit } from "./known-units";
import type { Carried, YearDifference } from "./last-year";
import { planToWrite } from "./plan-to-write";
import type { Traces } from "./publish";
import { openQuestions, type PlanAtHand, type Question, targetOf } from "./rules";
import { within } from "./start";
import { dueWords } from "./stated-due";
import { undoObstacle } from "./undo";
import { matchesAtHand } from "./unit-answers";
import { matchUnits, type UnitMatch } from "./unit-matches";

export type ImportRow = {
  id: number;
  state: ImportState;
  title: string;
  documentNumber: string;
  fileName: string;
  updated: boolean;
  createdAt: Date;
  createdBy: string | null;
  publishedAt: Date | null;
  endedAt: Date | null;
};

const PERSON = { select: { name: true } } as const;

// The plan a portal came with, where its office began with its own: nobody ever took it up here.
const REFUSED_FIRST = { state: "UNDONE", createdById: null, endedById: null } as const;

/** Every import, the newest first. */
export async function listImports(actor: Actor): Promise<ImportRow[]> {
  if (!may(actor, "plan.import")) throw notFound();
  const rows = await db().import.findMany({
    where: { AND: [within(actor), { NOT: REFUSED_FIRST }] },
    orderBy: { id: "desc" },
    take: 100,
    select: {
      id: true,
      state: true,
      title: true,
      documentNumber: true,
      fileName: true,
      updated: true,
      createdAt: true,
      createdBy: PERSON,
      publishedAt: true,
      endedAt: true,
    },
  });
  return rows.map(({ createdBy, ...row }) => ({ ...row, createdBy: createdBy?.name ?? null }));
}

export type CityChoice = { id: number; name: string };

/** Cities a notice may be of. */
export async function listCityChoices(actor: Actor): Promise<CityChoice[]> {
  if (!may(actor, "plan.import")) throw notFound();
  return db().city.findMany({ orderBy: { displayOrder: "asc" }, select: { id: true, name: true } });
}

export type SourceLine = { line: number; text: string };

export type ImportView = ImportRow & {
  version: number;
  sha256: string;
  planId: number | null;
  publishedBy: string | null;
  endedBy: string | null;
  content: ImportContent;
  matches: UnitMatch[];
  /** by name, of those not known by themselves */
  choices: Record<string, Choices>;
  bare: BareNames;
  /** by the keys of points: the words their 办理时限 was read from */
  dueWords: Record<string, string>;
  /** units of the directory that stand, to choose from */
  known: KnownUnit[];
  questions: Question[];
  target: ImportTarget;
  candidates: PlanAtHand[];
  /** null for a new plan */
  differences: Compared | null;
  /** of one that somebody published: units the directory held then, and units it brought */
  atPublishing: { held: number; made: number } | null;
  /** the plan of the year before, where a draft is a new year's */
  previous: {
    title: string;
    year: number;
    list: (YearDifference & { parts: DiffPart[] })[];
    renumbered: number;
    carried: Carried[];
  } | null;
  /** why a published one can be undone no more */
  obstacle: string | null;
  /** what 撤销 would take back of a published one; null where it cannot */
  undo: Undo | null;
};

/** Counts; `accounts`: of its new units, whose people would lose the plan from their screens. */
export type Undo = Record<"points" | "differences" | "units" | "cities" | "accounts", number>;

export async function getImport(actor: Actor, id: number): Promise<ImportView> {
  if (!may(actor, "plan.import")) throw notFound();
  const row = await db().import.findFirst({
    where: { id, ...within(actor) },
    omit: { source: true },
    include: { createdBy: PERSON, publishedBy: PERSON, endedBy: PERSON },
  });
  if (!row) throw notFound();
  const content = row.content as unknown as ImportContent;
  const draft = row.state === "DRAFT";
  const {
    known,
    plans: own,
    foreign,
    remembered,
    matches,
  } = await matchesAtHand(db(), actor, content);
  // Beside last year's, an open name is whoever it was then: as itself it would differ from itself.
  const asLastYear = matchUnits(content, known, { applied: remembered.proposed, proposed: {} });
  const { target, candidates } = targetOf(content, own);
  const { traces, reading, ...shown } = row;
  const { planId, publishedAt, updated } = row;
  const obstacle =
    row.state === "PUBLISHED" && planId !== null && publishedAt !== null
      ? await undoObstacle(db(), { id, planId, publishedAt, updated })
      : null;
  return {
    ...shown,
    content,
    createdBy: row.createdBy?.name ?? null,
    publishedBy: row.publishedBy?.name ?? null,
    endedBy: row.endedBy?.name ?? null,
    matches,
    choices: choicesOf(matches, known, content.cities),
    bare: bareNamesOf(content, matches),
    atPublishing:
      publishedAt === null || row.createdById === null
        ? null
        : heldThen(content, matches, traces as unknown as Traces),
    dueWords: dueWords(importedPoints(content)),
    known: known.filter(({ end }) => end === undefined),
    questions: draft ? openQuestions(content, matches, own, foreign) : [],
    target,
    candidates,
    differences:
      draft && typeof target === "number"
        ? await differencesFrom(
            target,
            content,
            matches,
            byHandIn([{ reading: reading as unknown as ImportContent, content }]),
          )
        : null,
    previous:
      draft && target === "NEW" ? await previousOf(own, planToWrite(content, asLastYear)) : null,
    obstacle,
    undo:
      row.state === "PUBLISHED" && obstacle === null && planId !== null
        ? await undoOf(planId, traces as unknown as Traces)
        : null,
  };
}

/** By now the directory holds them all. */
function heldThen(content: ImportContent, matches: readonly UnitMatch[], { unitIds }: Traces) {
  const held = matches.filter(
    ({ name, unit }) => !(name in content.units) && !(unit && unitIds.includes(unit.id)),
  );
  return { held: held.length, made: unitIds.length };
}

async function undoOf(planId: number, traces: Traces): Promise<Undo> {
  const ofUnits = { unitId: { in: traces.unitIds } };
  const accounts = await db().account.count({ where: { ...ofUnits, active: true } });
  const units = traces.unitIds.length;
  if ("before" in traces) {
    const [points, differences] = [traces.added.length, traces.accepted.length];
    return { points, differences, units, cities: 0, accounts };
  }
  const points = await db().workPoint.count({ where: { planId } });
  return { points, differences: 0, units, cities: traces.cityIds.length, accounts };
}

/** The lines of the source with their numbers, and whose import it is. */
export async function getImportSource(
  actor: Actor,
  id: number,
): Promise<{ title: string; fileName: string; lines: SourceLine[] }> {
  if (!may(actor, "plan.import")) throw notFound();
  const row = await db().import.findFirst({
    where: { id, ...within(actor) },
    select: { title: true, fileName: true, source: true },
  });
  if (!row) throw notFound();
  return { ...row, lines: row.source as unknown as SourceLine[] };
}
