import "server-only";
import { readBoard } from "../dashboards/board-cache";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { PUBLIC_FIELDS, type PublicField, type PublicPage, publicPage } from "./rules";

export type StandingPublication = { id: number; fields: PublicField[]; openedAt: string };

/** Plans that stand public, for the way from one to the other. */
export type PublicPlan = { id: number; title: string };

/**
 * The 公开页 of a plan, the newest unless told, as anybody reads it: there is no actor. Null while
 * nothing is open, which is the rule, and for a plan that is not.
 */
export async function getPublicPage(
  today: IsoDate,
  planId?: number,
): Promise<{ page: PublicPage; plans: PublicPlan[] } | null> {
  const open = await db().$queryRaw<
    { id: number; year: number; revision: number; title: string; fields: string[] }[]
  >`
    SELECT p.id, p.year, p.revision, p.title, pub.fields
      FROM publications pub JOIN plans p ON p.id = pub.plan_id
     WHERE pub.closed_at IS NULL
     ORDER BY p.year DESC, p.id`;
  const plan = planId === undefined ? open[0] : open.find(({ id }) => id === planId);
  if (!plan) return null;
  const fields = PUBLIC_FIELDS.filter((field) => plan.fields.includes(field));
  const { board } = await readBoard(plan, today);
  return {
    page: publicPage(board, fields),
    plans: open.map(({ id, title }) => ({ id, title })),
  };
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
