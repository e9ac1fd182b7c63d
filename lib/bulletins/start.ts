import "server-only";
import { recordEntry } from "../audit/commands";
import { getBoard } from "../dashboards/queries";
import { shanghaiDate, toDbDate } from "../dates";
import { readHead } from "../documents/head";
import { demonstrationDate } from "../platform/clock";
import { db, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { writtenNow } from "./queries";
import { defaultRecipients, defaultTitle } from "./rules";
import { type CreateBulletinInput, MAX_OFFICE } from "./schema";

/** Starts a draft from the board of a day; its id. */
export async function createBulletin(
  actor: Actor,
  { kind, asOf }: CreateBulletinInput,
  now: Date,
): Promise<number> {
  if (!may(actor, "bulletin.write") || !actor.plan) throw notFound();
  const planId = actor.plan.id;
  const board = await getBoard(actor, asOf);
  const last = demonstrationDate() === null ? shanghaiDate(now) : board.plan.dueOn;
  if (asOf < board.plan.issuedOn || asOf > last) {
    const sentence = `统计截止日期应在 ${board.plan.issuedOn} 至 ${last} 之间。`;
    throw new Refusal("INVALID", sentence, { asOf: sentence });
  }
  const sections = await writtenNow(actor, asOf);
  const saved = { savedById: actor.accountId, savedAt: now };
  const title = defaultTitle(kind, board.plan.title, asOf);
  const issuingOffice = await noticeOffice(planId);
  return transact(async (tx) => {
    const { id } = await tx.bulletin.create({
      data: {
        ...saved,
        planId,
        kind,
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
      after: { kind, title, asOf },
    };
    await recordEntry(tx, actor, entry, now);
    return id;
  });
}

/** Who issued the notice, as its first lines or its signature name them; empty where neither does. */
async function noticeOffice(planId: number): Promise<string> {
  const select = { foreword: true, afterword: true };
  const plan = await db().plan.findUniqueOrThrow({ where: { id: planId }, select });
  const [head, tail] = [plan.foreword, plan.afterword].map((text) =>
    text.split("\n").map((text, index) => ({ line: index + 1, text })),
  );
  return readHead(head ?? [], tail)
    .issuer.replace(/\s+/gu, "　")
    .slice(0, MAX_OFFICE);
}
