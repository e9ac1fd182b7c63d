import "server-only";
import { SESSION_IDLE, SESSION_MAX } from "../accounts/rules";
import { systemNow } from "../platform/clock";
import { db } from "../platform/db";
import { listen } from "../platform/listen";
import { log } from "../platform/log";
import { type Actor, may } from "../policy";
import { countUnread } from "./queries";
import { MESSAGE_CHANNEL, PLAN_CHANNEL } from "./rules";

type Stream = {
  accountId: number;
  sessionId: string;
  /** the plan it is told of when that moves on; null: of none */
  planId: number | null;
  /** what it was told last of each kind: the same is not said twice */
  told: { unread?: number; plan?: string };
  send(text: string): void;
  close(): void;
};

type Hub = { streams: Set<Stream>; stop: () => void };

// Both halves of Next's server share one listening connection, made for the first open page and
// given up after the last.
const store = globalThis as { dubanMessages?: Hub | undefined };

/** How often an open page hears that it is still connected, and its session is checked again. */
const BEAT = 20_000;
/** Open pages of one session; the oldest makes room. */
const MOST = 12;
/** Many changes of a plan at once are one piece of news in this time. */
const GATHER = 200;
/** Pages that read a plan anew are spread over so many ms each, that they do not come all at once. */
const SPREAD = 5;
/** Never further than this, so that with the gathering all of them are new within a second. */
const SPREAD_MOST = 500;

/**
 * The count of a person's unread messages and the plan's revision as server-sent events, now and
 * whenever they change. Nothing of messages or plan goes over it: the page asks again, and is
 * answered by what the person may see then. It ends with the page, and with the session.
 */
export function openMessageStream(
  actor: Actor & { sessionId: string },
  signal: AbortSignal,
  beat = BEAT,
): ReadableStream<Uint8Array> {
  let end = () => {};
  return new ReadableStream({
    start(controller) {
      const encoder = new TextEncoder();
      const stream: Stream = {
        accountId: actor.accountId,
        sessionId: actor.sessionId,
        planId: may(actor, "plan.read") ? (actor.plan?.id ?? null) : null,
        told: {},
        send: (text) => controller.enqueue(encoder.encode(text)),
        close: () => controller.close(),
      };
      end = () => remove(stream);
      signal.addEventListener("abort", end, { once: true });
      stream.send("retry: 3000\n\n");
      add(stream, beat);
      void sendAll([stream]);
      if (signal.aborted) end();
    },
    cancel: () => end(),
  });
}

function add(stream: Stream, beat: number) {
  store.dubanMessages ??= openHub(beat);
  const { streams } = store.dubanMessages;
  const own = [...streams].filter(({ sessionId }) => sessionId === stream.sessionId);
  if (own.length >= MOST && own[0]) remove(own[0]);
  streams.add(stream);
}

function openHub(beat: number): Hub {
  const streams = new Set<Stream>();
  const timer = setInterval(() => void keepAlive(streams), beat);
  timer.unref();
  const plans = gathered((plan, revision) => sendPlan([...streams], { plan, revision }));
  const unlisten = listen({
    channels: {
      [MESSAGE_CHANNEL]: (payload) => {
        const ids = new Set(payload.split(",").map(Number));
        void sendCounts([...streams].filter(({ accountId }) => ids.has(accountId)));
      },
      [PLAN_CHANNEL]: (payload) => {
        const [plan = 0, revision = 0] = payload.split(",").map(Number);
        plans.tell(plan, revision);
      },
    },
    onResync: () => void sendAll([...streams]),
  });
  return {
    streams,
    stop: () => {
      clearInterval(timer);
      plans.stop();
      unlisten();
    },
  };
}

function remove(stream: Stream) {
  const hub = store.dubanMessages;
  if (!hub?.streams.delete(stream)) return;
  try {
    stream.close();
  } catch {
    // The page has closed it already.
  }
  if (hub.streams.size > 0) return;
  store.dubanMessages = undefined;
  hub.stop();
}

/** Passes on the first piece of news of a plan at once, of those that follow closely only the last. */
function gathered(pass: (plan: number, revision: number) => void) {
  const resting = new Map<number, { timer: NodeJS.Timeout; last: number | null }>();
  function tell(plan: number, revision: number) {
    const rest = resting.get(plan);
    if (rest) {
      rest.last = revision;
      return;
    }
    pass(plan, revision);
    const timer = setTimeout(() => {
      const last = resting.get(plan)?.last ?? null;
      resting.delete(plan);
      if (last !== null) tell(plan, last);
    }, GATHER);
    timer.unref();
    resting.set(plan, { timer, last: null });
  }
  return {
    tell,
    stop: () => {
      for (const { timer } of resting.values()) clearTimeout(timer);
    },
  };
}

async function sendAll(streams: Stream[]): Promise<void> {
  await Promise.all([sendCounts(streams), sendRevision(streams)]);
}

/** Where the plans stand that are being read: for a page just opened, and after news may have been lost. */
async function sendRevision(streams: Stream[]): Promise<void> {
  const read = [...new Set(streams.flatMap(({ planId }) => planId ?? []))];
  if (read.length === 0) return;
  try {
    const rows = await db().$queryRaw<{ plan: number; revision: number }[]>`
      SELECT id AS plan, revision FROM plans WHERE id = ANY (${read})`;
    for (const row of rows) sendPlan(streams, row);
  } catch (error) {
    log().warn({ err: error }, "the plan's revision could not be read");
  }
}

function sendPlan(streams: Stream[], news: { plan: number; revision: number }) {
  const readers = streams.filter(({ planId }) => planId === news.plan);
  const data = JSON.stringify({ ...news, spread: Math.min(SPREAD_MOST, readers.length * SPREAD) });
  const standing = `${news.plan}.${news.revision}`;
  for (const stream of readers) {
    if (stream.told.plan === standing) continue;
    stream.told.plan = standing;
    send(stream, `event: plan\ndata: ${data}\n\n`);
  }
}

async function sendCounts(streams: Stream[]): Promise<void> {
  if (streams.length === 0) return;
  try {
    const counts = await countUnread([...new Set(streams.map(({ accountId }) => accountId))]);
    for (const stream of streams) {
      const unread = counts.get(stream.accountId) ?? 0;
      if (stream.told.unread === unread) continue;
      stream.told.unread = unread;
      send(stream, `event: unread\ndata: ${unread}\n\n`);
    }
  } catch (error) {
    // The count comes again with the next message, or when listening is taken up again.
    log().warn({ err: error }, "unread messages could not be counted");
  }
}

/** Ends the streams of sessions that are over; being open does not count as using the portal. */
async function keepAlive(streams: Set<Stream>): Promise<void> {
  try {
    const now = systemNow().getTime();
    const rows = await db().$queryRaw<{ id: string }[]>`
      SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id AND a.active AND a.locked_at IS NULL
       WHERE s.id = ANY(${[...streams].map(({ sessionId }) => sessionId)})
         AND s.revoked_at IS NULL AND s.last_seen_at > ${new Date(now - SESSION_IDLE)}
         AND s.created_at > ${new Date(now - SESSION_MAX)}`;
    const live = new Set(rows.map(({ id }) => id));
    for (const stream of [...streams]) {
      if (live.has(stream.sessionId)) send(stream, ": still here\n\n");
      else remove(stream);
    }
  } catch (error) {
    log().warn({ err: error }, "open pages could not be checked");
  }
}

function send(stream: Stream, text: string) {
  if (!store.dubanMessages?.streams.has(stream)) return;
  try {
    stream.send(text);
  } catch {
    remove(stream);
  }
}
