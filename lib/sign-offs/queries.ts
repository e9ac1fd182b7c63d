import "server-only";
import { requireWithinCities } from "../accounts/reach";
import { db } from "../platform/db";
import { notFound } from "../platform/refusal";
import { type Actor, may } from "../policy";

export type SignOffArrangement = {
  required: boolean;
  accounts: { id: number; name: string; post: string; signsOff: boolean }[];
};

/** How a unit's 审签 is arranged, for who may arrange it. */
export async function getSignOffArrangement(
  actor: Actor,
  unitId: number,
): Promise<SignOffArrangement> {
  if (!may(actor, "sign-off.arrange")) throw notFound();
  await requireWithinCities(actor, { unitId, cityId: null });
  const [row] = await db().$queryRaw<SignOffArrangement[]>`
    SELECT u.requires_sign_off AS required,
      (SELECT coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'post', a.post,
                'signsOff', a.signs_off) ORDER BY a.id), '[]')
         FROM accounts a WHERE a.unit_id = u.id AND a.role = 'STAFF' AND a.active) AS accounts
      FROM units u WHERE u.id = ${unitId} AND u.kind <> 'GROUP'`;
  if (!row) throw notFound();
  return row;
}
