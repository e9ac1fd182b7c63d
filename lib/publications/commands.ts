import "server-only";
import { recordEntry } from "../audit/commands";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { ClosePublicationInput, OpenPublicationInput } from "./schema";

const TAKEN = "公开的内容刚被他人调整，页面已更新，请核对后再保存。";

/** Opens the 公开页 with the named fields, in the place of what stood open. */
export async function openPublication(
  actor: Actor,
  input: OpenPublicationInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const planId = planOf(actor);
    const before = await close(tx, actor, planId, input.standing, now);
    await tx.publication.create({
      data: { planId, fields: input.fields, openedById: actor.accountId, openedAt: now },
    });
    await recordEntry(
      tx,
      actor,
      {
        action: "publication.open",
        subject: `publication:${planId}`,
        before: before && { fields: before },
        after: { fields: input.fields },
      },
      now,
    );
  }, TAKEN);
}

/** From now on nothing of the plan is public. */
export async function closePublication(
  actor: Actor,
  input: ClosePublicationInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const planId = planOf(actor);
    const before = await close(tx, actor, planId, input.standing, now);
    const event = { action: "publication.close", subject: `publication:${planId}` };
    await recordEntry(tx, actor, { ...event, before: { fields: before } }, now);
  }, TAKEN);
}

function planOf(actor: Actor): number {
  if (!may(actor, "year.manage") || !actor.plan) throw notFound();
  return actor.plan.id;
}

/** Closes what stands, which must be what the person saw; the fields it had. */
async function close(
  tx: Transaction,
  actor: Actor,
  planId: number,
  standing: number,
  now: Date,
): Promise<string[] | null> {
  await tx.$executeRaw`SELECT 1 FROM plans WHERE id = ${planId} FOR UPDATE`;
  const row = await tx.publication.findFirst({ where: { planId, closedAt: null } });
  if ((row?.id ?? 0) !== standing) throw new Refusal("STALE", TAKEN);
  if (!row) return null;
  await tx.publication.update({
    where: { id: row.id },
    data: { closedAt: now, closedById: actor.accountId },
  });
  return row.fields;
}
