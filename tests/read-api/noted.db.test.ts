import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { noteApiRead } from "@/lib/read-api/commands";
import { openApi } from "../support/api";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";

withDatabase({ template: "plan" });

const POINTS = "/api/v1/plans/{year}/points";
let ask: Awaited<ReturnType<typeof openApi>>;

beforeAll(async () => {
  ask = await openApi(await hire("admin", "ADMIN"));
});

afterEach(() => {
  vi.useRealTimers();
});

const noted = async () =>
  (
    await db().auditEntry.findMany({
      where: { action: "api-token.read" },
      orderBy: { sequence: "asc" },
    })
  ).map(({ accountName, subject, after }) => ({ accountName, subject, after }));

test("what a token reads is in the audit log with its label: once a day each resource and plan", async () => {
  const token = await db().apiToken.findFirstOrThrow();
  const entry = (resource: string, more = {}) => ({
    accountName: "接口令牌 · 测试",
    subject: `api-token:${token.id}`,
    after: { resource, ...more },
  });
  for (const address of [POINTS, `${POINTS}?limit=1`, POINTS]) {
    expect((await ask(POINTS, address.replace("{year}", "2024"))).status).toBe(200);
  }
  const first = entry(POINTS, { year: "2024" });
  expect(await noted()).toEqual([first]);
  await ask("/api/v1/plans");
  expect(await noted()).toEqual([first, entry("/api/v1/plans")]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
  await ask(POINTS, POINTS.replace("{year}", "2024"));
  expect(await noted()).toEqual([first, entry("/api/v1/plans"), first]);
});

test("what is not there, and who may not ask, leaves no such entry", async () => {
  const before = await noted();
  expect((await ask(POINTS, POINTS.replace("{year}", "1999"))).status).toBe(404);
  const nobody = { authorization: "Bearer nonsense" };
  expect((await ask(POINTS, POINTS.replace("{year}", "2024"), nobody)).status).toBe(401);
  expect(await noted()).toEqual(before);
});

test("a person's own reading is noted under the account; many at the same moment are one", async () => {
  const leader = await hire("leader", "LEADER");
  const now = at("2024-09-20");
  await Promise.all(
    Array.from({ length: 8 }, () =>
      noteApiRead(leader, POINTS, { year: "2024" }, now, systemNow()),
    ),
  );
  const own = (await noted()).filter(({ subject }) => subject === `account:${leader.accountId}`);
  expect(own).toHaveLength(1);
});
