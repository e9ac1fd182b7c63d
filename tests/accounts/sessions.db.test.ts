import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createAccount,
  createApiToken,
  endSession,
  revokeApiToken,
  signOut,
} from "@/lib/accounts/commands";
import { listDemonstrationAccounts } from "@/lib/accounts/listing";
import {
  demonstrationActor,
  getActorByApiToken,
  getActorBySession,
  listApiTokens,
} from "@/lib/accounts/queries";
import { SESSION_IDLE, SESSION_MAX } from "@/lib/accounts/rules";
import { signIn } from "@/lib/accounts/sign-in";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { db } from "@/lib/platform/db";
import { may } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire, unitNamed } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const began = at("2024-09-06");
const later = (ms: number) => new Date(began.getTime() + ms);
const seen = (id: string, now = began) => getActorBySession(id, "10.0.0.1", now);
let session = "";

beforeAll(async () => {
  const { id: unitId } = await unitNamed("济南市教育局");
  const account = { name: "jn-jyj", post: "填报员", role: "STAFF" as const, unitId, cityId: null };
  await createAccount(SYSTEM_ACTOR, { ...account, password: "right and long" }, began);
});

beforeEach(async () => {
  session = await signIn({ username: "jn-jyj", password: "right and long" }, "10.0.0.1", began);
});

describe("a session", () => {
  test("tells who asks, for which units, and which plan is in force", async () => {
    const unit = await unitNamed("济南市教育局");
    const plan = await db().plan.findFirstOrThrow();
    expect(await seen(session)).toEqual({
      accountId: expect.any(Number),
      name: "jn-jyj",
      post: "填报员",
      role: "STAFF",
      unitIds: [unit.id],
      unitName: "济南市教育局",
      cityId: null,
      signsOff: false,
      unread: 0,
      demonstration: false,
      sessionId: session,
      planIds: [plan.id],
      plan: { id: plan.id, revision: plan.revision, several: false, demonstration: false },
      address: "10.0.0.1",
      waiting: { completions: 0, objections: 0, nudges: [] },
    });
  });

  test("ends after 30 minutes without a request, and lasts while somebody works", async () => {
    expect(await seen(session, later(SESSION_IDLE))).toBeNull();
    for (let now = 0; now < 3 * SESSION_IDLE; now += SESSION_IDLE - 60_000) {
      expect(await seen(session, later(now))).not.toBeNull();
    }
  });

  test("ends 12 hours after signing in, however busy", async () => {
    for (let now = 0; now < SESSION_MAX; now += SESSION_IDLE - 1) {
      expect(await seen(session, later(now))).not.toBeNull();
    }
    expect(await seen(session, later(SESSION_MAX))).toBeNull();
  });

  test("once it was idle too long is not woken by a request", async () => {
    expect(await seen(session, later(SESSION_IDLE))).toBeNull();
    expect(await seen(session, later(SESSION_IDLE + 1))).toBeNull();
  });

  test("is over on the server once signed out, with an entry in the audit log, once", async () => {
    const actor = await seen(session);
    if (!actor) throw new Error("not signed in");
    await signOut(actor, later(1));
    expect(await seen(session, later(2))).toBeNull();
    await signOut(actor, later(3));
    const subject = `account:${actor.accountId}`;
    expect(await db().auditEntry.count({ where: { action: "sign-out", subject } })).toBe(1);
  });

  test("revoked by the server opens nothing", async () => {
    await endSession(session, began);
    expect(await seen(session)).toBeNull();
  });

  test("unknown, empty or with a character no database keeps opens nothing", async () => {
    for (const id of ["", "nobody", `${session} `, `${session}'--`])
      expect(await seen(id)).toBeNull();
  });

  test("shows the account as it is now: role, post and unit count from the next request", async () => {
    const unit = await unitNamed("临沂市教育局");
    await db().account.update({ where: { name: "jn-jyj" }, data: { unitId: unit.id } });
    expect(await seen(session)).toMatchObject({ unitIds: [unit.id], unitName: "临沂市教育局" });
    await db().account.update({
      where: { name: "jn-jyj" },
      data: { role: "LEADER", post: "领导" },
    });
    expect(await seen(session)).toMatchObject({ role: "LEADER", post: "领导", unitIds: [] });
    await db().account.update({ where: { name: "jn-jyj" }, data: { role: "STAFF" } });
  });

  test("of an account that was deactivated is over at once", async () => {
    await db().account.update({ where: { name: "jn-jyj" }, data: { active: false } });
    expect(await seen(session)).toBeNull();
    await db().account.update({ where: { name: "jn-jyj" }, data: { active: true } });
    expect(await seen(session)).not.toBeNull();
  });

  test("of a unit with sub-units speaks for them too", async () => {
    const [own, child] = [await unitNamed("临沂市教育局"), await unitNamed("临沂市科技局")];
    await db().unit.update({ where: { id: child.id }, data: { parentId: own.id } });
    const actor = await seen(session);
    expect(actor?.unitIds.toSorted()).toEqual([own.id, child.id].sort());
    await db().unit.update({ where: { id: child.id }, data: { parentId: null } });
  });
});

describe("an API token", () => {
  test("is shown once, kept as a hash only, and reads the plan and nothing more", async () => {
    const admin = await hire("admin", "ADMIN");
    const token = await createApiToken(admin, { label: "市大数据局" }, began);
    expect(JSON.stringify(await db().apiToken.findMany())).not.toContain(token);
    const program = await getActorByApiToken(token, "10.0.0.9", began);
    expect(program).toMatchObject({ role: "API_TOKEN", name: "市大数据局" });
    if (!program) throw new Error("not let in");
    expect([
      may(program, "plan.read"),
      may(program, "draft.read"),
      may(program, "audit.read"),
    ]).toEqual([true, false, false]);
    const [row] = await listApiTokens(admin);
    expect(row).toMatchObject({ label: "市大数据局", lastUsedAt: began, revokedAt: null });
  });

  test("revoked opens nothing, and is revoked once", async () => {
    const admin = await hire("admin2", "ADMIN");
    const token = await createApiToken(admin, { label: "旧系统" }, began);
    const { id } = await db().apiToken.findFirstOrThrow({ where: { label: "旧系统" } });
    await revokeApiToken(admin, { id }, began);
    expect(await getActorByApiToken(token, "", began)).toBeNull();
    expect(await refusalOf(revokeApiToken(admin, { id }, began))).toBe("STALE");
    expect(await refusalOf(revokeApiToken(admin, { id: 999_999 }, began))).toBe("STALE");
  });

  test("is made, listed and revoked by nobody but the admin", async () => {
    const leader = await hire("leader", "LEADER");
    expect(await refusalOf(createApiToken(leader, { label: "x" }, began))).toBe("NOT_FOUND");
    expect(await refusalOf(listApiTokens(leader))).toBe("NOT_FOUND");
    expect(await refusalOf(revokeApiToken(leader, { id: 1 }, began))).toBe("NOT_FOUND");
  });

  test("goes with the role of who made it, and with the demonstration", async () => {
    const admin = await hire("admin3", "ADMIN");
    const token = await createApiToken(admin, { label: "调岗前建的" }, began);
    const own = { where: { id: admin.accountId } };
    expect(await getActorByApiToken(token, "", began)).not.toBeNull();
    await db().account.update({ ...own, data: { role: "LEADER" } });
    expect(await getActorByApiToken(token, "", began)).toBeNull();
    await db().account.update({ ...own, data: { role: "ADMIN", demonstration: true } });
    expect(await getActorByApiToken(token, "", began)).toBeNull();
    await db().account.update({ ...own, data: { demonstration: false } });
    expect(await getActorByApiToken(token, "", began)).not.toBeNull();
  });

  test("that nobody made opens nothing", async () => {
    for (const token of ["", "duban_", "duban_'; DROP TABLE plans"]) {
      expect(await getActorByApiToken(token, "", began)).toBeNull();
    }
  });
});

describe("an account", () => {
  const account = { post: "填报员", role: "STAFF" as const, cityId: null, password: "0123456789" };

  test("of a name that is taken is refused", async () => {
    const unitId = (await unitNamed("济南市教育局")).id;
    const again = createAccount(SYSTEM_ACTOR, { ...account, name: "jn-jyj", unitId }, began);
    await expect(again).rejects.toThrow("账号 jn-jyj 已存在，请换一个账号名。");
  });

  test("of staff belongs to a unit", async () => {
    const without = createAccount(SYSTEM_ACTOR, { ...account, name: "x", unitId: null }, began);
    expect(await refusalOf(without)).toBe("INVALID");
  });

  test("that is no demonstration account is never offered or taken by the demonstration", async () => {
    expect(await listDemonstrationAccounts()).toEqual([]);
    await expect(demonstrationActor("jn-jyj")).rejects.toThrow();
  });
});
