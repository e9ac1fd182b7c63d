import "server-only";
import { createHash } from "node:crypto";
import type { BulletinForm, BulletinKind } from "../../prisma/generated/enums";
import type { Board } from "../dashboards/board";
import { problemRows } from "../dashboards/open-problems";
import { getChanges } from "../dashboards/queries";
import { type PointRow, pointRows } from "../dashboards/rows";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import { readHead } from "../documents/head";
import { ledgerColumns } from "../ledgers/rules";
import { db, type Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { briefSections } from "./brief";
import { type NextSteps, type SectionDraft, sealOf, sectionsOf } from "./rules";
import { MAX_OFFICE } from "./schema";
import type { Since } from "./sentences";
import { titleLines } from "./title";

export type Issue = {
  number: number;
  issuedOn: IsoDate;
  issuedBy: string;
  fileName: string;
  /** bytes */
  size: number;
  sha256: string;
};

export type BulletinRow = {
  id: number;
  kind: BulletinKind;
  form: BulletinForm;
  title: string;
  asOf: IsoDate;
  savedBy: string;
  savedAt: Date;
  /** null for a draft */
  issue: Issue | null;
};

export type SectionView = {
  key: string;
  heading: string;
  text: string;
  version: number;
  savedBy: string;
  savedAt: Date;
};

export type BulletinView = BulletinRow & {
  /** the title in the lines it is printed in */
  titleLines: string[];
  recipients: string;
  issuingOffice: string;
  version: number;
  sections: SectionView[];
  seal: string;
  /** headings of a draft's sections whose figures have moved on since they were written */
  changed: string[];
  /** of a draft: others of its kind whose numbers would not follow their days if it were issued now */
  outOfTurn: { id: number; asOf: IsoDate; number: number | null }[];
  mayWrite: boolean;
};

const BY = { select: { name: true, post: true } } as const;
const ROW = { savedBy: BY, issuedBy: BY } as const;
type Row = Prisma.BulletinGetPayload<{ include: typeof ROW }>;

/** Drafts first, then what was issued, the newest of each in front. */
export async function listBulletins(actor: Actor): Promise<BulletinRow[]> {
  if (!may(actor, "bulletin.read") || !actor.plan) throw notFound();
  const rows = await db().bulletin.findMany({
    where: { planId: actor.plan.id },
    orderBy: [{ issuedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    include: ROW,
  });
  return rows.map(rowView);
}

/** One bulletin of the plan in force. */
export async function getBulletin(actor: Actor, id: number): Promise<BulletinView> {
  if (!may(actor, "bulletin.read") || !actor.plan) throw notFound();
  const row = await db().bulletin.findFirst({
    where: { id, planId: actor.plan.id },
    include: { ...ROW, sections: { orderBy: { position: "asc" }, include: { savedBy: BY } } },
  });
  if (!row) throw notFound();
  const now =
    row.issuedAt === null
      ? await writtenNow(actor, { form: row.form, asOf: fromDbDate(row.asOf) })
      : [];
  const others =
    row.issuedAt === null
      ? await db().bulletin.findMany({
          where: {
            planId: actor.plan.id,
            kind: row.kind,
            OR: [
              { issuedAt: null, asOf: { lt: row.asOf } },
              { issuedAt: { not: null }, asOf: { gt: row.asOf } },
            ],
          },
          orderBy: { asOf: "asc" },
          select: { id: true, asOf: true, number: true },
        })
      : [];
  return {
    ...rowView(row),
    outOfTurn: others.map((other) => ({ ...other, asOf: fromDbDate(other.asOf) })),
    changed: changedSections(row.sections, now).map(({ heading }) => heading),
    titleLines: titleLines(row.title),
    recipients: row.recipients,
    issuingOffice: row.issuingOffice,
    version: row.version,
    sections: row.sections.map(({ key, heading, text, version, savedBy, savedAt }) => ({
      key,
      heading,
      text,
      version,
      savedBy: personName(savedBy),
      savedAt,
    })),
    seal: sealOf(row),
    mayWrite: row.issuedAt === null && may(actor, "bulletin.write"),
  };
}

/** A section as the board of a day gives it now; `basis` says from what, the rows of the 附件 included. */
export type Written = SectionDraft & { basis: string };

/** Every section of a bulletin as it would be written now. Two statements beyond the boards of its two days. */
export async function writtenNow(
  actor: Actor,
  { form, asOf }: { form: BulletinForm; asOf: IsoDate },
): Promise<Written[]> {
  const since = await readSince(actor, asOf);
  const { board } = since;
  const steps = await readNextSteps(board.plan.id, asOf);
  const columns = ledgerColumns(board.cities, false);
  const sections =
    form === "BRIEF"
      ? briefSections(board, steps, since)
      : sectionsOf(board, steps, problemRows(board, {}), since);
  return sections.map((section) => {
    const rows = annexRows(board, form, section.key);
    const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
    const basis = createHash("sha256")
      .update(JSON.stringify([section.text, cells]))
      .digest("hex");
    return { ...section, basis };
  });
}

/** The rows of the 附件 that a section answers for: its chapter's, or where no section has a chapter's, all. */
function annexRows(board: Board, form: BulletinForm, key: string): PointRow[] {
  if (form === "BRIEF") return key === "overall" ? pointRows(board) : [];
  const chapter = Number(/^chapter-(\d+)$/.exec(key)?.[1]);
  return Number.isNaN(chapter) ? [] : pointRows(board, { chapter });
}

/** What changed since the last 月报 of an earlier day, or the last due date where there is none. */
async function readSince(actor: Actor, asOf: IsoDate): Promise<Since & { board: Board }> {
  if (!actor.plan) throw notFound();
  const last = await db().bulletin.findFirst({
    where: {
      planId: actor.plan.id,
      kind: "MONTHLY",
      issuedOn: { not: null },
      asOf: { lt: toDbDate(asOf) },
    },
    orderBy: { asOf: "desc" },
    select: { asOf: true },
  });
  const from = last ? fromDbDate(last.asOf) : undefined;
  const { board, changes, issued, ordered, choices } = await getChanges(actor, { from, to: asOf });
  const usual = choices.find(({ date }) => date === changes.from)?.name ?? "印发";
  return { board, name: last ? "上一期月报" : usual, changes, issued, ordered };
}

/** The sections that were written from other figures than those of now. */
export function changedSections<S extends { key: string; basis: string }>(
  sections: S[],
  now: Written[],
): S[] {
  const basis = new Map(now.map((section) => [section.key, section.basis]));
  return sections.filter((section) => (basis.get(section.key) ?? section.basis) !== section.basis);
}

/** 下步打算 of the report that stands for each share on a day. One statement. */
export async function readNextSteps(planId: number, asOf: IsoDate): Promise<NextSteps> {
  const rows = await db().$queryRaw<{ assignmentId: number; text: string; month: string }[]>`
    SELECT a.id AS "assignmentId", pu.next_step_text AS text, p.month::text
      FROM assignments a
      JOIN LATERAL standing_approval(a.id, ${toDbDate(asOf)}) r ON true
      JOIN progress_updates pu ON pu.id = r.update_id
      JOIN periods p ON p.id = pu.period_id
     WHERE a.plan_id = ${planId} AND pu.next_step_text <> ''`;
  return new Map(rows.map(({ assignmentId, ...step }) => [assignmentId, step]));
}

/**
 * 发文机关 of what the office writes about a plan on a day: that of the bulletin issued last by then; before
 * the first of them who issued the notice, as its first lines or its signature name them; empty where
 * neither does.
 */
export async function issuingOfficeOn(planId: number, day: IsoDate): Promise<string> {
  const last = await db().bulletin.findFirst({
    where: { planId, issuedOn: { lte: toDbDate(day) } },
    orderBy: { issuedAt: "desc" },
    select: { issuingOffice: true },
  });
  if (last) return last.issuingOffice;
  const select = { foreword: true, afterword: true };
  const plan = await db().plan.findUniqueOrThrow({ where: { id: planId }, select });
  const [head, tail] = [plan.foreword, plan.afterword].map((text) =>
    text.split("\n").map((text, index) => ({ line: index + 1, text })),
  );
  return readHead(head ?? [], tail)
    .issuer.replace(/\s+/gu, "　")
    .slice(0, MAX_OFFICE);
}

/** 审核员（reviewer）, as screens name who saved. */
export function personName({ name, post }: { name: string; post: string }): string {
  return `${post}（${name}）`;
}

function rowView(row: Row): BulletinRow {
  return {
    id: row.id,
    kind: row.kind,
    form: row.form,
    title: row.title,
    asOf: fromDbDate(row.asOf),
    savedBy: personName(row.savedBy),
    savedAt: row.savedAt,
    issue: issueOf(row),
  };
}

function issueOf(row: Row): Issue | null {
  const { number, issuedOn, issuedBy, fileName, size, sha256 } = row;
  if (number === null || !issuedOn || !issuedBy || !fileName || !size || !sha256) return null;
  const issued = { number, issuedOn: fromDbDate(issuedOn), issuedBy: personName(issuedBy) };
  return { ...issued, fileName, size, sha256 };
}
