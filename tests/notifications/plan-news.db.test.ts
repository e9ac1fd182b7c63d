import { spawn } from "node:child_process";
import { afterEach, beforeAll, expect, test } from "vitest";
import { cancelMeeting, closeMeeting, openMeeting } from "@/lib/meetings/commands";
import { openMeetingInput } from "@/lib/meetings/schema";
import { openMessageStream } from "@/lib/notifications/live";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, assignmentOf, at, hire } from "../support/people";
import { approve, submit } from "../support/reports";

const own = withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let leader: Actor;
let assignment = 0;

beforeAll(async () => {
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  reviewer = await hire("reviewer", "REVIEWER");
  leader = await hire("leader", "LEADER");
  await hire("auditor", "AUDITOR");
  assignment = await assignmentOf("济南市教育局", 20);
});

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type News = { plan: number; revision: number; spread: number };

/** What an open page is told of the plan, from its very first news. */
async function open(actor: Actor): Promise<{ news: News[]; text: () => string }> {
  const abort = new AbortController();
  closing.push(() => abort.abort());
  const stream = openMessageStream({ ...actor, sessionId: actor.sessionId ?? "" }, abort.signal);
  let text = "";
  const news: News[] = [];
  void (async () => {
    for await (const chunk of stream) {
      text += new TextDecoder().decode(chunk);
      news.splice(0, Infinity, ...newsIn(text));
    }
  })();
  await expect.poll(() => text).toContain("event: unread");
  await expect.poll(listeners).toHaveLength(1);
  return { news, text: () => text };
}

function newsIn(text: string): News[] {
  return [...text.matchAll(/^event: plan\ndata: (.+)$/gm)].map(([, data]) =>
    JSON.parse(data ?? ""),
  );
}

async function listeners() {
  const rows = await db().$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE application_name = 'duban-listen'
       AND datname = current_database() AND query LIKE 'LISTEN "portal_plans"'`;
  return rows.map(({ pid }) => pid);
}

async function revision(): Promise<number> {
  return (await db().plan.findFirstOrThrow()).revision;
}

test("an accepted report is told to every open page that may read the plan: ids, and nothing of the report", async () => {
  const page = await open(leader);
  const auditor = await open(await actorNamed("auditor"));
  expect(page.news).toHaveLength(1);
  const update = await submit(staff, assignment, "2024-09-20", { progressText: "机密的进展" });
  await approve(reviewer, update, "2024-09-20");
  await expect.poll(async () => page.news.at(-1)?.revision === (await revision())).toBe(true);
  expect(Object.keys(page.news.at(-1) ?? {}).sort()).toEqual(["plan", "revision", "spread"]);
  expect(page.text()).not.toContain("机密");
  expect(auditor.news).toEqual([]);
});

test("whatever is done in a meeting is told: opened, ended, cancelled", async () => {
  const page = await open(leader);
  const told = async () => page.news.at(-1)?.revision === (await revision());
  const moved = async (act: () => Promise<unknown>) => {
    const before = await revision();
    await act();
    expect(await revision()).toBe(before + 1);
    await expect.poll(told).toBe(true);
  };
  const start = async () => {
    const input = { title: "联席会议", heldOn: "2024-09-20", place: "济南", attendance: "" };
    const opened = openMeeting(reviewer, openMeetingInput.parse(input), at("2024-09-20"));
    return (await opened).meetingId;
  };
  let meetingId = 0;
  await moved(async () => {
    meetingId = await start();
  });
  await moved(() => closeMeeting(reviewer, { meetingId }, at("2024-09-20")));
  meetingId = await start();
  await moved(() => cancelMeeting(reviewer, { meetingId }, at("2024-09-20")));
});

test("what a transaction takes back is never told", async () => {
  const page = await open(leader);
  const before = await revision();
  const failing = db().$transaction(async (tx) => {
    await tx.plan.updateMany({ data: { revision: { increment: 1 } } });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await db().plan.updateMany({ data: { title: "改了题目" } });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(page.news.map((each) => each.revision)).toEqual([before]);
});

test("many changes at once are a few pieces of news, the last of them the newest revision", async () => {
  const page = await open(leader);
  for (let count = 0; count < 40; count += 1) {
    await db().plan.updateMany({ data: { revision: { increment: 1 } } });
  }
  await expect.poll(async () => page.news.at(-1)?.revision === (await revision())).toBe(true);
  expect(page.news.length).toBeLessThan(15);
});

test("the more pages are open, the further they spread their reading", async () => {
  const pages = await Promise.all([open(leader), open(staff), open(reviewer)]);
  await db().plan.updateMany({ data: { revision: { increment: 1 } } });
  await expect.poll(async () => pages[0]?.news.at(-1)?.revision === (await revision())).toBe(true);
  expect(pages[0]?.news.at(-1)?.spread).toBe(3 * (pages[0]?.news[0]?.spread ?? 0));
});

test("after the database cut the connection the newest revision is told, also what was missed", async () => {
  const page = await open(leader);
  const [cut] = await listeners();
  await db().$executeRaw`SELECT pg_terminate_backend(${cut}::int)`;
  await db().plan.updateMany({ data: { revision: { increment: 1 } } });
  await expect
    .poll(async () => page.news.at(-1)?.revision === (await revision()), { timeout: 5_000 })
    .toBe(true);
  await expect.poll(listeners).toHaveLength(1);
  expect(await listeners()).not.toEqual([cut]);
  await db().plan.updateMany({ data: { revision: { increment: 1 } } });
  await expect.poll(async () => page.news.at(-1)?.revision === (await revision())).toBe(true);
});

test("a page that another process of the portal serves hears of it too", async () => {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "tests/support/open-page.ts", "leader"],
    { env: { ...process.env, DATABASE_URL: own.url }, stdio: ["ignore", "pipe", "inherit"] },
  );
  closing.push(() => child.kill());
  let heard = "";
  child.stdout.on("data", (chunk) => {
    heard += chunk;
  });
  await expect.poll(() => newsIn(heard).length, { timeout: 20_000 }).toBe(1);
  await expect.poll(listeners).toHaveLength(1);
  const update = await submit(staff, assignment, "2024-10-20", { percent: 50 });
  await approve(reviewer, update, "2024-10-20");
  await expect
    .poll(async () => newsIn(heard).at(-1)?.revision === (await revision()), { timeout: 5_000 })
    .toBe(true);
}, 30_000);

test("a page that draws itself anew does not keep its session alive", async () => {
  const { getActorBySession } = await import("@/lib/accounts/queries");
  const actor = await actorNamed("leader");
  const id = actor.sessionId ?? "";
  const later = new Date(Date.now() + 10 * 60_000);
  const seen = async () => (await db().session.findUniqueOrThrow({ where: { id } })).lastSeenAt;
  const before = await seen();
  expect(await getActorBySession(id, "127.0.0.1", later, false)).not.toBeNull();
  expect(await seen()).toEqual(before);
  expect(await getActorBySession(id, "127.0.0.1", later)).not.toBeNull();
  expect(await seen()).toEqual(later);
});
