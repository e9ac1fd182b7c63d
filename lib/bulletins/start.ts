import "server-only";
import { recordEntry } from "../audit/commands";
import { getBoard } from "../dashboards/queries";
import { shanghaiDate, toDbDate } from "../dates";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { issuingOfficeOn, writtenNow } from "./queries";
import { defaultRecipients, defaultTitle } from "./rules";
import type { CreateBulletinInput } from "./schema";

/** Starts a draft from the board of a day; its id. */
export async function createBulletin(
  actor: Actor,
  { kind, form = "FULL", asOf }: CreateBulletinInput,
  now: Date,
): Promise<number> {
  if (!may(actor, "bulletin.write") || !actor.plan) throw notFound();
  const planId = actor.plan.id;
  const board = await getBoard(actor, asOf);
  const last = shanghaiDate(now);
  if (asOf < board.plan.issuedOn || asOf > last) {
    const sentence = `统计截止日期应在 ${board.plan.issuedOn} 至 ${last} 之间。`;
    throw new Refusal("INVALID", sentence, { asOf: sentence });
  }
  const sections = await writtenNow(actor, { form, asOf });
  const saved = { savedById: actor.accountId, savedAt: now };
  const title = defaultTitle(kind, board.plan.title, asOf);
  const issuingOffice = await issuingOfficeOn(planId, shanghaiDate(now));
  return transact(async (tx) => {
    const { id } = await tx.bulletin.create({
      data: {
        ...saved,
        planId,
        kind,
        form,
        title,
        asOf: toDbDate(asOf),
        recipients: defaultRecipients(board.cities),
        issuingOffice,
        createdById: actor.accountId,
        createdAt: now,
        demonstration: actor.demonstration,
        sections: {
          create: sections.map((section, position) => ({
            ...section,
            ...saved,
            position,
            writtenVersion: 1,
          })),
        },
      },
    });
    const entry = {
      action: "bulletin.create",
      subject: `bulletin:${id}`,
      after: { kind, form, title, asOf },
    };
    await recordEntry(tx, actor, entry, now);
    return id;
  });
}
