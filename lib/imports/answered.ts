import "server-only";
import type { Transaction } from "../platform/db";
import type { Actor } from "../policy";
import { leaveOut, takenOutIn } from "./by-hand";
import type { ImportContent } from "./content";
import { plansAtHand } from "./plan-as-it-is";
import { plansWithin, targetOf } from "./rules";

// What an administrator answered about a notice is not asked again when it is read again.

/** What was read, with the paragraphs left out that were no points when its plan was imported. */
export async function answeredBefore(
  tx: Transaction,
  actor: Pick<Actor, "planIds">,
  content: ImportContent,
): Promise<ImportContent> {
  const planId = await planOf(tx, actor, content);
  return planId === null ? content : leaveOut(content, await takenOutOf(tx, planId));
}

/** A draft after an edit; where that made it an update of a plan, the answers given with that plan hold. */
export async function answeredSince(
  tx: Transaction,
  actor: Pick<Actor, "planIds">,
  id: number,
  before: ImportContent,
  after: ImportContent,
): Promise<ImportContent> {
  const planId = await planOf(tx, actor, after);
  if (planId === null || planId === (await planOf(tx, actor, before))) return after;
  const said = await takenOutOf(tx, planId);
  const row = await tx.import.findUniqueOrThrow({ where: { id }, select: { reading: true } });
  // What was read with it: nothing of this was set by hand in this draft.
  const reading = leaveOut(row.reading as unknown as ImportContent, said);
  await tx.import.update({ where: { id }, data: { reading } });
  return leaveOut(after, said);
}

async function planOf(
  tx: Transaction,
  actor: Pick<Actor, "planIds">,
  content: ImportContent,
): Promise<number | null> {
  const { within } = plansWithin(actor, await plansAtHand(tx), content.documentNumber);
  const { target } = targetOf(content, within);
  return typeof target === "number" ? target : null;
}

async function takenOutOf(tx: Transaction, planId: number): Promise<ReadonlySet<string>> {
  const imports = await tx.import.findMany({
    where: { planId, state: "PUBLISHED" },
    orderBy: { publishedAt: "asc" },
    select: { reading: true, content: true },
  });
  const present = await tx.workPoint.findMany({ where: { planId, removedOn: null } });
  return takenOutIn(imports as unknown as Parameters<typeof takenOutIn>[0], present);
}
