import { afterEach, beforeAll, expect, test } from "vitest";
import { handOver } from "@/lib/hand-overs/commands";
import { markRead, notify } from "@/lib/notifications/commands";
import { openMessageStream } from "@/lib/notifications/live";
import { listMessages } from "@/lib/notifications/queries";
import { systemNow } from "@/lib/platform/clock";
import { db, transact } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, hire } from "../support/people";

withDatabase({ template: "plan" });

let staff: Actor;
let other: Actor;
let reviewer: Actor;

beforeAll(async () => {
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  other = await hire("other", "STAFF", { unit: "临沂市教育局" });
  reviewer = await hire("reviewer", "REVIEWER");
});

const pages: { close(): void }[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await db().notification.deleteMany();
});

/** A page that listens, with every count it was told and whether it was ended. */
function listen(actor: Actor, beat = 60_000) {
  const abort = new AbortController();
  const session = { ...actor, sessionId: actor.sessionId ?? "" };
  const reader = openMessageStream(session, abort.signal, beat).getReader();
  const page = {
    counts: [] as number[],
    plans: [] as string[],
    beats: 0,
    ended: false,
    close: () => abort.abort(),
  };
  pages.push(page);
  void (async () => {
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const text = decoder.decode(value);
      for (const [, count] of text.matchAll(/^event: unread\ndata: (\d+)$/gm)) {
        page.counts.push(Number(count));
      }
      for (const [, news = ""] of text.matchAll(/^event: plan\ndata: (.+)$/gm)) {
        page.plans.push(String(JSON.parse(news).revision));
      }
      if (text.startsWith(": ")) page.beats += 1;
    }
    page.ended = true;
  })();
  return page;
}

let serial = 0;
const tell = (to: Actor[], by: Actor | null = reviewer, sameAs = `one:${serial++}`) =>
  transact((tx) =>
    notify(
      tx,
      by,
      {
        to: to.map(({ accountId }) => accountId),
        kind: "APPROVED",
        text: "通过",
        path: "/points/3",
        sameAs,
      },
      systemNow(),
    ),
  );

const listeners = async () => {
  const rows = await db().$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
     WHERE application_name = 'duban-listen' AND datname = current_database()`;
  return rows.map(({ pid }) => pid);
};

test("an open page is told at once how many messages are not read, and again at every change; others are not", async () => {
  const [own, tab, foreign] = [listen(staff), listen(staff), listen(other)];
  await expect
    .poll(() => [own, tab, foreign].every(({ counts }) => counts.length === 1))
    .toBe(true);
  await expect.poll(async () => (await listeners()).length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await tell([staff]);
  await tell([staff]);
  await expect.poll(() => own.counts.at(-1)).toBe(2);
  await expect.poll(() => tab.counts.at(-1)).toBe(2);
  await markRead(staff, { id: (await listMessages(staff)).messages[0]?.id }, systemNow());
  await expect.poll(() => own.counts.at(-1)).toBe(1);
  expect(foreign.counts).toEqual([0]);
});

test("after the database cut the connection it is made anew, and nothing said meanwhile is lost", async () => {
  const page = listen(staff);
  await expect.poll(async () => (await listeners()).length).toBe(1);
  const [before] = await listeners();
  await db().$executeRaw`SELECT pg_terminate_backend(${before}::int)`;
  await tell([staff]);
  await expect.poll(() => page.counts.at(-1), { timeout: 5_000 }).toBe(1);
  const [after] = await listeners();
  expect(after).not.toBe(before);
  await tell([staff]);
  await expect.poll(() => page.counts.at(-1)).toBe(2);
});

test("what is written before the connection listens is told once it does, and nothing twice", async () => {
  for (let round = 1; round <= 5; round += 1) {
    const page = listen(staff);
    // No listening connection stands yet: the page is the first.
    expect(await listeners()).toEqual([]);
    await tell([staff]);
    await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
    const { revision } = await db().plan.findFirstOrThrow();
    await expect.poll(() => page.counts.at(-1)).toBe(round);
    await expect.poll(() => page.plans.at(-1)).toBe(String(revision));
    await expect.poll(async () => (await listeners()).length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(new Set(page.plans).size).toBe(page.plans.length);
    expect(page.counts.every((count, at) => at === 0 || count !== page.counts[at - 1])).toBe(true);
    page.close();
    await expect.poll(async () => (await listeners()).length).toBe(0);
  }
});

test("the connection is given up with the last page", async () => {
  const [one, two] = [listen(staff), listen(other)];
  await expect.poll(async () => (await listeners()).length).toBe(1);
  one.close();
  await expect.poll(() => one.ended).toBe(true);
  expect(await listeners()).toHaveLength(1);
  two.close();
  await expect.poll(async () => (await listeners()).length).toBe(0);
});

test("a page is ended when its session is, and not before; listening does not keep a session alive", async () => {
  const [ending, staying] = [await actorNamed("staff"), await actorNamed("staff")];
  const [gone, kept] = [listen(ending, 80), listen(staying, 80)];
  await expect.poll(() => gone.beats > 0 && kept.beats > 0).toBe(true);
  const before = await db().session.findUniqueOrThrow({ where: { id: staying.sessionId ?? "" } });
  await db().session.update({
    where: { id: ending.sessionId ?? "" },
    data: { revokedAt: systemNow() },
  });
  await expect.poll(() => gone.ended).toBe(true);
  expect(kept.ended).toBe(false);
  const after = await db().session.findUniqueOrThrow({ where: { id: staying.sessionId ?? "" } });
  expect(after.lastSeenAt).toEqual(before.lastSeenAt);
  const now = systemNow().getTime();
  await db().session.updateMany({ data: { lastSeenAt: new Date(now - 3_600_000) } });
  await expect.poll(() => kept.ended).toBe(true);
  await db().session.updateMany({ data: { lastSeenAt: new Date(now) } });
});

test("one session keeps twelve pages open at the most: the oldest makes room", async () => {
  const open = Array.from({ length: 14 }, () => listen(staff));
  await expect.poll(() => open.filter(({ ended }) => ended).length).toBe(2);
  expect(open.slice(0, 2).every(({ ended }) => ended)).toBe(true);
});

test("a message of a transaction that fails is neither written nor told", async () => {
  const page = listen(staff);
  await expect.poll(() => page.counts.length).toBe(1);
  const failing = transact(async (tx) => {
    await notify(
      tx,
      reviewer,
      { to: [staff.accountId], kind: "APPROVED", text: "x", path: "/", sameAs: "failed" },
      systemNow(),
    );
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await tell([staff]);
  await expect.poll(() => page.counts.at(-1)).toBe(1);
});

test("the bell of who gives work away falls, that of who takes it over rises", async () => {
  const taker = await hire("taker", "STAFF", { unit: "济南市教育局" });
  await tell([staff]);
  const [giving, taking] = [listen(staff), listen(taker)];
  await expect.poll(() => [giving, taking].map(({ counts }) => counts.at(-1))).toEqual([1, 0]);
  await expect.poll(async () => (await listeners()).length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await handOver(staff, { fromId: staff.accountId, toId: taker.accountId }, systemNow());
  await expect.poll(() => giving.counts.at(-1)).toBe(0);
  // The message that moved, and the one that says so.
  await expect.poll(() => taking.counts.at(-1)).toBe(2);
});
