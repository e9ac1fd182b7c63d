import "server-only";
import type { ViewSharing } from "../../prisma/generated/enums";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { mayOpen } from "./rules";

export type View = {
  id: number;
  name: string;
  path: string;
  sharing: ViewSharing;
  cityId: number | null;
  /** 领导（leader）, of a shared one */
  owner: string;
};

/**
 * The actor's own views in their order, and those others share with everybody or with the actor's
 * city, as far as their pages open for the actor. Who works for both cities is of each. One statement.
 */
export async function listViews(actor: Actor): Promise<{ own: View[]; shared: View[] }> {
  if (!may(actor, "view.keep")) throw notFound();
  const ofBoth = actor.role !== "STAFF" && actor.cityId === null;
  const rows = await db().$queryRaw<(View & { mine: boolean })[]>`
    SELECT v.id, v.name, v.path, v.sharing, v.city_id AS "cityId",
           account.post || '（' || account.name || '）' AS owner,
           v.account_id = ${actor.accountId} AS mine
      FROM saved_views v
      JOIN accounts account ON account.id = v.account_id
     WHERE v.removed_at IS NULL
       AND (v.account_id = ${actor.accountId}
            OR (account.active AND (v.sharing = 'EVERYBODY' OR (v.sharing = 'CITY' AND (
                 ${ofBoth} OR v.city_id = ${actor.cityId}::int
                 OR EXISTS (SELECT FROM units u WHERE u.id = ANY (${actor.unitIds}) AND u.city_id = v.city_id))))))
     ORDER BY v.position, v.id`;
  const views = rows.map(({ mine, ...view }) => ({ mine, view }));
  return {
    own: views.filter(({ mine }) => mine).map(({ view }) => view),
    shared: views
      .filter(({ mine, view }) => !mine && mayOpen(actor, view.path))
      .map(({ view }) => view),
  };
}
