import "server-only";
import { randomBytes } from "node:crypto";
import { tokenHash } from "../accounts/queries";
import { recordEntry, recordOnceADay } from "../audit/commands";
import { systemNow } from "../platform/clock";
import { transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";

/** Makes the person's feed anew and returns its secret, shown once; an earlier one opens nothing any more. */
export async function createFeed(actor: Actor, _input: object, now: Date): Promise<string> {
  if (!may(actor, "calendar-feed.make")) throw notFound();
  const token = randomBytes(32).toString("base64url");
  await transact(async (tx) => {
    const { accountId } = actor;
    const open = { accountId, revokedAt: null };
    const former = await tx.calendarFeed.findFirst({ where: open, select: SAID });
    await tx.calendarFeed.updateMany({ where: open, data: { revokedAt: systemNow() } });
    const createdAt = systemNow();
    const { id } = await tx.calendarFeed.create({
      data: { accountId, tokenHash: tokenHash(token), createdAt },
    });
    const change = { before: said(former), after: said({ createdAt }) };
    const entry = { action: "calendar-feed.create", subject: `calendar-feed:${id}`, ...change };
    await recordEntry(tx, actor, entry, now);
  }, "订阅地址刚在别处生成过，请刷新页面再试。");
  return token;
}

export async function revokeFeed(actor: Actor, _input: object, now: Date): Promise<void> {
  if (!may(actor, "calendar-feed.make")) throw notFound();
  await transact(async (tx) => {
    const feed = await tx.calendarFeed.findFirst({
      where: { accountId: actor.accountId, revokedAt: null },
      select: { id: true, ...SAID },
    });
    if (!feed) throw new Refusal("STALE", "日历订阅已经停用。");
    await tx.calendarFeed.update({ where: { id: feed.id }, data: { revokedAt: systemNow() } });
    const subject = `calendar-feed:${feed.id}`;
    const entry = { action: "calendar-feed.revoke", subject, before: said(feed) };
    await recordEntry(tx, actor, entry, now);
  });
}

/** Notes that the person's feed was read: once a day, since calendar programs ask every few minutes. `clock` is real time. */
export async function noteFeedRead(actor: Actor, now: Date, clock: Date): Promise<void> {
  const entry = { action: "calendar-feed.read", subject: `account:${actor.accountId}`, after: {} };
  await recordOnceADay(actor, entry, now, clock);
}

const SAID = { createdAt: true } as const;
const said = (feed: { createdAt: Date } | null) =>
  feed && { createdAt: feed.createdAt.toISOString() };
