import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnAccount } from "@/lib/accounts/managing";
import { openSession, personOf } from "@/lib/accounts/sign-in";
import { systemNow } from "@/lib/platform/clock";
import { db, transact } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { sealSession } from "@/lib/web/auth";
import type { Role } from "@/prisma/generated/enums";
import { withDatabase } from "../support/database";
import {
  actorIn,
  back,
  begin,
  COOKIE,
  type Jar,
  logIn,
  PORTAL,
  signIn,
  trust,
} from "../support/identity-portal";
import { startProvider } from "../support/identity-provider";
import { hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "empty" });

let provider: Awaited<ReturnType<typeof startProvider>>;
let boss: Actor;
/** subject → what the provider calls the account */
const names: Record<string, string> = { nameless: "" };

beforeAll(async () => {
  provider = await startProvider(PORTAL, names);
  trust(provider.issuer);
  boss = await hire("boss", "ADMIN");
});
afterAll(() => provider.stop());

async function entries(action: string) {
  return db().auditEntry.findMany({ where: { action }, orderBy: { sequence: "asc" } });
}

let count = 0;
/** An account and whom the provider knows under its name. */
async function person(role: Role = "REVIEWER") {
  count += 1;
  const [name, subject] = [`person-${count}`, `subject-${count}`];
  names[subject] = name;
  const { accountId } = await hire(name, role);
  return { name, subject, accountId };
}

/** A browser in which the account's own password, or an identity, has opened a session. */
async function signedIn(accountId: number, byIdentity = false): Promise<Jar> {
  const account = await db().account.findUniqueOrThrow({ where: { id: accountId } });
  const who = personOf({ ...account, unit: null }, "10.0.0.1");
  const id = await transact((tx) => openSession(tx, who, systemNow(), byIdentity));
  return { [COOKIE]: await sealSession(id) };
}

describe("signing in by 统一身份认证", () => {
  test("links the identity to the account of its name the first time, and stays with it whatever the name says later", async () => {
    const { name, subject, accountId } = await person();
    names[subject] = name.toUpperCase();
    const { jar } = await signIn(subject);
    expect(await actorIn(jar)).toMatchObject({ accountId });
    const links = await entries("account.link-identity");
    expect(links.at(-1)).toMatchObject({
      subject: `account:${accountId}`,
      after: { issuer: provider.issuer, subject },
    });
    expect((await entries("sign-in.accept")).at(-1)).toMatchObject({
      after: { way: "IDENTITY" },
      address: "10.0.0.1",
    });
    names[subject] = "staff";
    expect(await actorIn((await signIn(subject)).jar)).toMatchObject({ accountId });
    expect(await entries("account.link-identity")).toHaveLength(links.length);
  });

  test("puts nothing into the cookie but the session's id", async () => {
    const { subject } = await person();
    const { jar } = await signIn(subject);
    const { decode } = await import("next-auth/jwt");
    const token = await decode({ token: jar[COOKIE], secret: env().SESSION_SECRET ?? "" });
    expect(Object.keys(token ?? {}).sort()).toEqual(["exp", "iat", "jti", "sessionId"]);
  });

  test("does not ask for a new password, which was not used, but does ask for the 动态口令", async () => {
    const { subject, accountId } = await person("LEADER");
    await signIn(subject, await signedIn(accountId));
    await db().account.update({ where: { id: accountId }, data: { oneTime: true } });
    expect(await actorIn((await signIn(subject)).jar)).not.toHaveProperty("passwordDue");
    env().SECOND_FACTOR = "leaders";
    try {
      expect(await actorIn((await signIn(subject)).jar)).toMatchObject({
        secondFactorDue: "ENROL",
      });
    } finally {
      env().SECOND_FACTOR = "off";
    }
  });

  test("of two browsers at once for the first time links once and lets both in", async () => {
    const { subject, accountId } = await person();
    const jars: Jar[] = [{}, {}];
    const queries: Record<string, string>[] = [];
    for (const jar of jars) queries.push(await logIn(await begin(jar), subject));
    await race(jars.map((jar, index) => back(jar, queries[index] ?? {})));
    for (const jar of jars) expect(await actorIn(jar)).toMatchObject({ accountId });
    expect(await db().accountIdentity.count({ where: { accountId } })).toBe(1);
  });
});

describe("the account of an administrator, an auditor or a leader", () => {
  const roles = ["ADMIN", "AUDITOR", "LEADER"] as const;
  const refusedAs = async (subject: string, jar: Jar) => {
    const { location } = await signIn(subject, jar);
    return location?.split("4999").at(-1);
  };

  test.each(roles)("is linked only in a browser its own password opened: %s", async (role) => {
    const { subject, accountId } = await person(role);
    const other = await person("ADMIN");
    const linked = () => db().accountIdentity.count({ where: { accountId } });
    expect(await refusedAs(subject, {})).toBe("/sign-in?refused=PROOF");
    // Neither somebody else's password nor another identity speaks for it, nor what is left of a session.
    const foreign = await signedIn(other.accountId);
    expect(await refusedAs(subject, foreign)).toBe("/password?refused=PROOF");
    expect(await actorIn(foreign)).toMatchObject({ accountId: other.accountId });
    expect(await refusedAs(subject, await signedIn(accountId, true))).toBe(
      "/password?refused=PROOF",
    );
    const over = await signedIn(accountId);
    await db().session.updateMany({ where: { accountId }, data: { revokedAt: systemNow() } });
    expect(await refusedAs(subject, over)).toBe("/sign-in?refused=PROOF");
    expect(await linked()).toBe(0);
    expect((await entries("sign-in.identity-refused")).at(-1)).toMatchObject({
      after: { reason: "PROOF" },
    });

    await signIn(subject, await signedIn(accountId));
    expect(await linked()).toBe(1);
    expect(await db().notification.findMany({ where: { accountId } })).toMatchObject([
      { kind: "ACCOUNT", text: expect.stringContaining("已关联统一身份"), path: "/password" },
    ]);
    // From then on the identity is enough, and nobody is told twice.
    expect(await actorIn((await signIn(subject)).jar)).toMatchObject({ accountId });
    expect(await db().notification.count({ where: { accountId } })).toBe(1);
  });

  test("is not linked before the 动态口令 was entered, where one is asked for", async () => {
    const { subject, accountId } = await person("LEADER");
    env().SECOND_FACTOR = "leaders";
    try {
      expect(await refusedAs(subject, await signedIn(accountId))).toBe("/password?refused=PROOF");
    } finally {
      env().SECOND_FACTOR = "off";
    }
    expect(await db().accountIdentity.count({ where: { accountId } })).toBe(0);
  });

  test.each([...roles, "REVIEWER"] as const)(
    "whose one-time password was not changed, or is too old, is not linked: %s",
    async (role) => {
      const { subject, accountId } = await person(role);
      for (const passwordSetAt of [systemNow(), new Date("2020-01-01")]) {
        await db().account.update({
          where: { id: accountId },
          data: { oneTime: true, passwordSetAt },
        });
        expect(await refusedAs(subject, {})).toBe("/sign-in?refused=ONE_TIME");
      }
      expect(await db().accountIdentity.count({ where: { accountId } })).toBe(0);
      expect((await entries("sign-in.identity-refused")).at(-1)).toMatchObject({
        after: { reason: "ONE_TIME" },
      });
    },
  );
});

describe("统一身份认证 is refused", () => {
  const refused = async (jar: Jar, location: string | undefined, sentence: string) => {
    expect(location).toContain(sentence);
    expect(jar[COOKIE]).toBeUndefined();
  };

  test.each([
    ["whose name no account has", "stranger", "nobody-here"],
    ["that tells no name", "nameless", ""],
  ])("to an identity %s, which makes no account", async (_, subject, name) => {
    names[subject] = name;
    const accounts = await db().account.count();
    const { jar, location } = await signIn(subject);
    await refused(jar, location, "/sign-in?refused=UNKNOWN");
    expect(await db().account.count()).toBe(accounts);
    expect((await entries("sign-in.identity-refused")).at(-1)).toMatchObject({
      accountName: "未登录 · 未知账号",
      after: { reason: "UNKNOWN" },
    });
  });

  test("to an account that is locked or closed, linked or not", async () => {
    const { subject, accountId } = await person();
    const act = (what: "LOCK" | "UNLOCK" | "CLOSE") =>
      actOnAccount(boss, { accountId, act: what }, systemNow());
    await act("LOCK");
    const first = await signIn(subject);
    await refused(first.jar, first.location, "/sign-in?refused=CLOSED");
    expect(await db().accountIdentity.count({ where: { accountId } })).toBe(0);
    await act("UNLOCK");
    expect(await actorIn((await signIn(subject)).jar)).not.toBeNull();
    await act("CLOSE");
    const last = await signIn(subject);
    await refused(last.jar, last.location, "/sign-in?refused=CLOSED");
  });

  test("to another identity that was given a name already linked, until an administrator lets it go", async () => {
    const { name, subject, accountId } = await person();
    await signIn(subject);
    names.successor = name;
    const { jar, location } = await signIn("successor");
    await refused(jar, location, "/sign-in?refused=TAKEN");
    const unlink = () =>
      actOnAccount(boss, { accountId, act: "UNLINK_IDENTITY" as const }, systemNow());
    await unlink();
    expect(await refusalOf(unlink())).toBe("STALE");
    expect(await entries("account.unlink-identity")).toHaveLength(1);
    expect(await actorIn((await signIn("successor")).jar)).toMatchObject({ accountId });
  });

  test("when the same answer comes a second time; the session it opened goes on", async () => {
    const { subject } = await person();
    const jar: Jar = {};
    const query = await logIn(await begin(jar), subject);
    const before = { ...jar };
    await back(jar, query);
    const again = await back(jar, query);
    expect(again.location).toContain("error=OAuthCallback");
    expect(await actorIn(jar)).not.toBeNull();
    // Also with the first request's cookies: the provider gives nothing for a code twice.
    const replay = await back(before, query);
    expect(replay.location).toContain("error=OAuthCallback");
    expect(before[COOKIE]).toBeUndefined();
  });

  test("in another browser than the one that asked", async () => {
    const { subject } = await person();
    const query = await logIn(await begin({}), subject);
    const other: Jar = {};
    await begin(other);
    for (const jar of [{} as Jar, other]) {
      expect((await back(jar, query)).location).toContain("error=OAuthCallback");
      expect(jar[COOKIE]).toBeUndefined();
    }
  });

  test("when the person says no at the provider", async () => {
    const jar: Jar = {};
    const state = (await begin(jar)).searchParams.get("state");
    const { location } = await back(jar, { error: "access_denied", state });
    expect(location).toContain("error=");
    expect(jar[COOKIE]).toBeUndefined();
  });
});
