import "server-only";
import { readBoard } from "../dashboards/board-cache";
import { getPlanRevision } from "../dashboards/snapshot";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { PUBLIC_FIELDS, type PublicField, type PublicPage, publicPage } from "./rules";

export type StandingPublication = { id: number; fields: PublicField[]; openedAt: string };

/** The 公开页 as anybody reads it, without an actor; null while it is closed, which is the rule. */
export async function getPublicPage(today: IsoDate): Promise<PublicPage | null> {
  const plan = await getPlanRevision();
  const standing = plan && (await standingOf(plan.id));
  if (!plan || !standing) return null;
  const { board } = await readBoard(plan, today);
  return publicPage(board, standing.fields);
}

/** What stands public now, for whoever decides about it. */
export async function getPublication(actor: Actor): Promise<StandingPublication | null> {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  return standingOf(actor.plan.id);
}

async function standingOf(planId: number): Promise<StandingPublication | null> {
  const row = await db().publication.findFirst({
    where: { planId, closedAt: null },
    orderBy: { id: "desc" },
  });
  if (!row) return null;
  const fields = PUBLIC_FIELDS.filter((field) => row.fields.includes(field));
  return { id: row.id, fields, openedAt: row.openedAt.toISOString() };
}
