import { afterEach, beforeAll, expect, test } from "vitest";
import { markRead, notify, notifyEach, openMessage } from "@/lib/notifications/commands";
import { countUnread, listMessages } from "@/lib/notifications/queries";
import { systemNow } from "@/lib/platform/clock";
import { db, transact } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let other: Actor;
let reviewer: Actor;

beforeAll(async () => {
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  other = await hire("other", "STAFF", { unit: "临沂市教育局" });
  reviewer = await hire("reviewer", "REVIEWER");
});
afterEach(async () => {
  await db().notification.deleteMany();
});

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

test("the same message is written once, however often and by however many at once", async () => {
  await Promise.all(Array.from({ length: 6 }, () => tell([staff, staff, other], reviewer, "same")));
  expect(await db().notification.count({ where: { sameAs: { startsWith: "same" } } })).toBe(2);
  const fresh = await transact((tx) =>
    notifyEach(
      tx,
      [staff, reviewer].map(({ accountId }) => ({
        accountId,
        kind: "APPROVED" as const,
        text: "x",
        path: "/",
        sameAs: "same",
        demonstration: false,
      })),
      systemNow(),
    ),
  );
  expect(fresh.map(({ accountId }) => accountId)).toEqual([reviewer.accountId]);
});

test("nobody is told of what they did themselves", async () => {
  await tell([staff, other], staff);
  expect(await countUnread([staff.accountId, other.accountId])).toEqual(
    new Map([
      [staff.accountId, 0],
      [other.accountId, 1],
    ]),
  );
});

test("a person reads, opens and marks only their own messages", async () => {
  await tell([staff]);
  const [message] = (await listMessages(staff)).messages;
  const id = message?.id ?? 0;
  expect((await listMessages(other)).messages).toEqual([]);
  expect(await refusalOf(openMessage(other, { id }, systemNow()))).toBe("NOT_FOUND");
  await markRead(other, { id }, systemNow());
  await markRead(other, { upTo: id }, systemNow());
  expect((await listMessages(staff, { unread: true })).messages).toHaveLength(1);
  const first = new Date("2024-09-20T02:00:00Z");
  expect(await openMessage(staff, { id }, first)).toBe("/points/3");
  expect(await openMessage(staff, { id }, systemNow())).toBe("/points/3");
  expect((await listMessages(staff)).messages[0]?.readAt).toEqual(first);
});

test("marking all read leaves what came after the page was drawn; reading twice keeps the first time", async () => {
  for (let count = 0; count < 3; count += 1) await tell([staff]);
  const upTo = (await listMessages(staff)).messages[0]?.id ?? 0;
  await tell([staff]);
  const first = new Date("2024-09-20T02:00:00Z");
  await markRead(staff, { upTo }, first);
  await markRead(staff, { upTo }, systemNow());
  const { messages } = await listMessages(staff);
  expect(messages.map(({ readAt }) => readAt)).toEqual([null, first, first, first]);
  await markRead(staff, {}, systemNow());
  expect((await listMessages(staff, { unread: true })).messages).toHaveLength(1);
});

test("many messages come in pages", async () => {
  for (let count = 0; count < 5; count += 1) await tell([staff]);
  const page = await listMessages(staff, {}, 3);
  expect(page.messages).toHaveLength(3);
  const rest = await listMessages(staff, { before: page.next ?? 0 }, 3);
  expect(rest.messages).toHaveLength(2);
  expect(rest.next).toBeNull();
});
