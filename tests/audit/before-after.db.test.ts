import { beforeAll, expect, test } from "vitest";
import { createApiToken, revokeApiToken } from "@/lib/accounts/commands";
import { actOnAccount } from "@/lib/accounts/managing";
import { renewPasswords } from "@/lib/accounts/slips";
import { createFeed, revokeFeed } from "@/lib/calendar-feeds/commands";
import { stateConfidence } from "@/lib/confidences/commands";
import { restoreUnit } from "@/lib/directory/commands";
import { getDirectory } from "@/lib/directory/queries";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnit } from "@/lib/directory/succession";
import { discardImport } from "@/lib/imports/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { keepWatch } from "@/lib/watches/commands";
import { begin, draft, NOTICE } from "../imports/notices";
import { withDatabase } from "../support/database";
import { unitIn } from "../support/directory";
import { endPause, startPause } from "../support/pauses";
import { at, hire } from "../support/people";

withDatabase({ template: "plan" });

const NOW = at("2024-09-06");
let admin: Actor;
let leader: Actor;
let accountId = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  leader = await hire("leader", "LEADER");
  accountId = (await hire("person", "STAFF", { unit: "济南市教育局" })).accountId;
});

async function entryOf(work: Promise<unknown>) {
  await work;
  return db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
}

test("what is done to an account says how it stood and how it stands", async () => {
  const act = (name: "LOCK" | "UNLOCK" | "END_SESSIONS" | "CLOSE") =>
    entryOf(actOnAccount(admin, { accountId, act: name }, NOW));
  expect(await act("LOCK")).toMatchObject({
    action: "account.lock",
    before: { state: "ACTIVE" },
    after: { state: "LOCKED", sessions: 1 },
  });
  expect(await act("UNLOCK")).toMatchObject({
    before: { state: "LOCKED" },
    after: { state: "ACTIVE" },
  });
  expect(await entryOf(renewPasswords(admin, { accountIds: [accountId] }, NOW))).toMatchObject({
    before: { oneTime: false },
    after: { oneTime: true },
  });
  expect(await act("END_SESSIONS")).toMatchObject({
    before: { state: "ACTIVE", secondFactor: false, identity: null },
    after: { state: "ACTIVE" },
  });
  expect(await act("CLOSE")).toMatchObject({
    before: { state: "ACTIVE" },
    after: { state: "CLOSED" },
  });
});

test("what opens something for others, and its end, say what it was", async () => {
  await createApiToken(admin, { label: "大屏" }, NOW);
  const { id } = await db().apiToken.findFirstOrThrow();
  expect(await entryOf(revokeApiToken(admin, { id }, NOW))).toMatchObject({
    action: "api-token.revoke",
    before: { label: "大屏" },
  });
  const first = await entryOf(createFeed(leader, {}, NOW));
  expect(first).toMatchObject({ before: null, after: { createdAt: expect.any(String) } });
  const second = await entryOf(createFeed(leader, {}, NOW));
  expect(second.before).toEqual(first.after);
  expect((await entryOf(revokeFeed(leader, {}, NOW))).before).toEqual(second.after);
});

test("what begins and ends says both", async () => {
  const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { number: 5 } });
  const follow = (yes: "yes" | "no") => entryOf(keepWatch(leader, { pointId, follow: yes }, NOW));
  expect(await follow("yes")).toMatchObject({
    before: { watched: false },
    after: { watched: true },
  });
  expect(await follow("no")).toMatchObject({
    before: { watched: true },
    after: { watched: false },
  });
  const reviewer = await hire("reviewer", "REVIEWER");
  const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
  const state = (level: "HIGH" | "LOW", sentence: string) =>
    entryOf(stateConfidence(reviewer, { pointId, cityId, level, sentence }, NOW));
  expect(await state("HIGH", "如期")).toMatchObject({ before: null, after: { level: "HIGH" } });
  expect(await state("LOW", "资金未到")).toMatchObject({
    before: { level: "HIGH", sentence: "如期" },
    after: { level: "LOW" },
  });
  await startPause(reviewer, { pointId, reason: "规划调整", basis: "会议纪要" }, NOW);
  const { id: pauseId } = await db().pause.findFirstOrThrow({ where: { pointId } });
  expect(await entryOf(endPause(reviewer, { pauseId }, at("2024-09-09")))).toMatchObject({
    before: { startsOn: "2024-09-06" },
    after: { endsOn: "2024-09-09" },
  });
});

test("a unit that comes back, and an import that is given up, say from what to what", async () => {
  const { units } = await getDirectory(admin);
  const idle = units.find(({ points, kind }) => points === 0 && kind === "COUNTY");
  if (!idle) throw new Error("no county without work");
  const end = { unitId: idle.id, seal: unitSeal(await unitIn(admin, idle.name)) };
  expect(await entryOf(abolishUnit(admin, end, NOW))).toMatchObject({
    before: { name: idle.name },
    after: { abolishedOn: "2024-09-06" },
  });
  expect(await entryOf(restoreUnit(admin, { unitId: idle.id }, NOW))).toMatchObject({
    before: { abolishedOn: "2024-09-06" },
    after: { abolishedOn: null },
  });
  const view = await begin(admin, NOTICE, NOW);
  expect(await entryOf(discardImport(admin, draft(view), NOW))).toMatchObject({
    before: { state: "DRAFT", documentNumber: "青政办字〔2025〕8号" },
    after: { state: "DISCARDED" },
  });
});
