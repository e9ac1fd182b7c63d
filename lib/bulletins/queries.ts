import "server-only";
import { createHash } from "node:crypto";
import type { BulletinKind } from "../../prisma/generated/enums";
import { problemRows } from "../dashboards/open-problems";
import { getBoard } from "../dashboards/queries";
import { pointRows } from "../dashboards/rows";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import { ledgerColumns } from "../ledgers/rules";
import { db, type Prisma } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type NextSteps, type SectionDraft, sealOf, sectionsOf } from "./rules";

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
  recipients: string;
  issuingOffice: string;
  version: number;
  sections: SectionView[];
  seal: string;
  /** headings of a draft's sections whose figures have moved on since they were written */
  changed: string[];
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
  const now = row.issuedAt === null ? await writtenNow(actor, fromDbDate(row.asOf)) : [];
  return {
    ...rowView(row),
    changed: changedSections(row.sections, now).map(({ heading }) => heading),
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

/** Every section of a bulletin as it would be written now. One statement beyond the board. */
export async function writtenNow(actor: Actor, asOf: IsoDate): Promise<Written[]> {
  const board = await getBoard(actor, asOf);
  const steps = await readNextSteps(board.plan.id, asOf);
  const columns = ledgerColumns(board.cities, false);
  return sectionsOf(board, steps, problemRows(board, {})).map((section) => {
    const chapter = Number(/^chapter-(\d+)$/.exec(section.key)?.[1]);
    const rows = Number.isNaN(chapter) ? [] : pointRows(board, { chapter });
    const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
    const basis = createHash("sha256")
      .update(JSON.stringify([section.text, cells]))
      .digest("hex");
    return { ...section, basis };
  });
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
  const rows = await db().$queryRaw<{ assignmentId: number; text: string }[]>`
    SELECT a.id AS "assignmentId", pu.next_step_text AS text
      FROM assignments a
      JOIN LATERAL standing_approval(a.id, ${toDbDate(asOf)}) r ON true
      JOIN progress_updates pu ON pu.id = r.update_id
     WHERE a.plan_id = ${planId} AND pu.next_step_text <> ''`;
  return new Map(rows.map(({ assignmentId, text }) => [assignmentId, text]));
}

/** 审核员（reviewer）, as screens name who saved. */
export function personName({ name, post }: { name: string; post: string }): string {
  return `${post}（${name}）`;
}

function rowView(row: Row): BulletinRow {
  return {
    id: row.id,
    kind: row.kind,
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
