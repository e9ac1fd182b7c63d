import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAccount } from "@/lib/accounts/commands";
import { ADDRESS_FAILURES, ADDRESS_TIME, LOCK_TIME } from "@/lib/accounts/rules";
import { signIn } from "@/lib/accounts/sign-in";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "empty" });

const PASSWORD = "right and long enough";
const began = new Date("2024-09-06T01:00:00Z");
const later = (ms: number) => new Date(began.getTime() + ms);

beforeAll(async () => {
  for (const name of ["one", "two", "three", "four", "five", "gone"]) {
    const account = { name, post: "领导", role: "LEADER" as const, unitId: null, cityId: null };
    await createAccount(SYSTEM_ACTOR, { ...account, password: PASSWORD }, began);
  }
  await db().account.update({ where: { name: "gone" }, data: { active: false } });
});

// What one test guesses from the address is no other test's business.
beforeEach(() => db().signInAddress.deleteMany());

function attempt(username: string, password: string, now = began, address = "10.0.0.1") {
  return signIn({ username, password }, address, now);
}

async function sentenceOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "signed in",
    (error: Error) => error.message,
  );
}

async function fail(username: string, times: number, now = began) {
  for (let count = 0; count < times; count += 1) {
    expect(await sentenceOf(attempt(username, "wrong", now))).toBe(
      "账号或密码不正确，请核对后重试。",
    );
  }
}

describe("signing in", () => {
  test("with the right password opens a session of 256 random bits", async () => {
    const [one, other] = [await attempt("one", PASSWORD), await attempt("one", PASSWORD)];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(other).not.toBe(one);
    const account = await db().account.findUniqueOrThrow({ where: { name: "one" } });
    expect(await db().session.findUniqueOrThrow({ where: { id: one } })).toEqual({
      id: one,
      accountId: account.id,
      createdAt: began,
      lastSeenAt: began,
      revokedAt: null,
      planId: null,
      secondFactorAt: null,
      byIdentity: false,
    });
  });

  test("with a wrong password, to no account or to one no longer active is refused in the same words", async () => {
    const sentences = [
      await sentenceOf(attempt("one", "wrong")),
      await sentenceOf(attempt("nobody", PASSWORD)),
      await sentenceOf(attempt("gone", PASSWORD)),
    ];
    expect(new Set(sentences)).toEqual(new Set(["账号或密码不正确，请核对后重试。"]));
    expect(await refusalOf(attempt("nobody", PASSWORD))).toBe("SIGN_IN");
  });

  test("leaves an entry in the audit log, accepted or not, with the address and never a password", async () => {
    const newest = () => db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    await attempt("one", PASSWORD);
    expect(await newest()).toMatchObject({
      action: "sign-in.accept",
      accountName: "领导 · one",
      address: "10.0.0.1",
    });
    await sentenceOf(attempt("one", "not the password"));
    expect(await newest()).toMatchObject({
      action: "sign-in.refused",
      accountName: "未登录 · one",
    });
    await sentenceOf(attempt("typed-my-password-here", "x"));
    expect(await newest()).toMatchObject({ accountName: "未登录 · 未知账号" });
    const all = JSON.stringify(await db().auditEntry.findMany());
    expect(all).not.toContain("not the password");
    expect(all).not.toContain("typed-my-password-here");
  });

  test("keeps neither a password nor a wrongly typed name in the list of failures", async () => {
    await sentenceOf(attempt("my-secret-in-the-wrong-field", "x"));
    const rows = JSON.stringify(await db().signInFailure.findMany());
    expect(rows).not.toContain("my-secret");
  });
});

const LOCKED = "登录失败次数过多，该账号名已锁定 15 分钟，请稍后再试。";

describe("five wrong passwords in a row", () => {
  test.each([["two"], ["no-such-account"]])("lock the name %s for 15 minutes", async (name) => {
    await fail(name, 5);
    expect(await sentenceOf(attempt(name, "wrong", later(1)))).toBe(LOCKED);
    expect(await sentenceOf(attempt(name, PASSWORD, later(LOCK_TIME - 1)))).toBe(LOCKED);
    expect(await sentenceOf(attempt(name, "wrong", later(LOCK_TIME)))).toBe(
      "账号或密码不正确，请核对后重试。",
    );
  });

  test("keep out the right password too, until the lock is over", async () => {
    await fail("three", 5);
    expect(await sentenceOf(attempt("three", PASSWORD, later(60_000)))).toBe(LOCKED);
    expect(await attempt("three", PASSWORD, later(LOCK_TIME))).toBeTruthy();
  });

  test("do not lock longer because somebody goes on trying", async () => {
    await fail("four", 5);
    for (const minute of [5, 10, 14]) {
      expect(await sentenceOf(attempt("four", "wrong", later(minute * 60_000)))).toBe(LOCKED);
    }
    expect(await attempt("four", PASSWORD, later(LOCK_TIME))).toBeTruthy();
  });

  test("count from the start again after a success, and after 15 quiet minutes", async () => {
    await fail("five", 4);
    await attempt("five", PASSWORD);
    await fail("five", 4);
    await fail("five", 4, later(LOCK_TIME + 1));
    expect(await attempt("five", PASSWORD, later(LOCK_TIME + 2))).toBeTruthy();
  });

  test("lock nobody else", async () => {
    await fail("six", 5);
    expect(await attempt("one", PASSWORD)).toBeTruthy();
  });
});

test("of 20 guesses at the same moment no more than five passwords are checked", async () => {
  const refused = () => db().auditEntry.count({ where: { action: "sign-in.refused" } });
  const locked = () => db().auditEntry.count({ where: { action: "sign-in.locked" } });
  const before = [await refused(), await locked()];
  const ends = await race(Array.from({ length: 20 }, () => attempt("guessed", "wrong")));
  expect(new Set(ends)).toEqual(new Set(["SIGN_IN"]));
  expect([await refused(), await locked()]).toEqual([(before[0] ?? 0) + 5, (before[1] ?? 0) + 15]);
});

describe("50 wrong passwords within 15 minutes from one network address", () => {
  const guess = (from: number, to: number, now = began, address = "10.0.0.1") =>
    race(
      Array.from({ length: to - from }, (_, index) =>
        attempt(`spray-${from + index}`, "wrong", now, address),
      ),
    );

  test("stop it for whoever comes from there, in the same words whether or not the account exists", async () => {
    await guess(0, ADDRESS_FAILURES);
    const sentences = [
      await sentenceOf(attempt("one", PASSWORD)),
      await sentenceOf(attempt("one", "wrong")),
      await sentenceOf(attempt("no-such-one", "wrong")),
      await sentenceOf(attempt("gone", PASSWORD)),
    ];
    expect(new Set(sentences).size).toBe(1);
    expect(sentences[0]).toMatch(/^这个网络地址 15 分钟内登录失败次数过多.*15 分钟后再试/);
    expect(
      await db().auditEntry.count({ where: { action: "sign-in.address-locked" } }),
    ).toBeGreaterThanOrEqual(4);
  });

  test("stop no other address, and not this one after a quarter of an hour", async () => {
    await guess(100, 100 + ADDRESS_FAILURES);
    expect(await attempt("one", PASSWORD, later(1), "10.0.0.2")).toBeTruthy();
    expect(await sentenceOf(attempt("one", PASSWORD, later(ADDRESS_TIME - 1)))).toMatch(/网络地址/);
    expect(await attempt("one", PASSWORD, later(ADDRESS_TIME))).toBeTruthy();
  });

  test("lock no name of those who are refused because of the address", async () => {
    await guess(200, 200 + ADDRESS_FAILURES);
    for (let count = 0; count < 6; count += 1) await sentenceOf(attempt("one", "wrong"));
    expect(await attempt("one", PASSWORD, began, "10.0.0.3")).toBeTruthy();
  });

  test("are counted for all processes at once: of 80 at the same moment 50 passwords are looked at", async () => {
    const refused = () => db().auditEntry.count({ where: { action: "sign-in.refused" } });
    const before = await refused();
    await guess(300, 380);
    expect((await refused()) - before).toBe(ADDRESS_FAILURES);
  });

  test("do not come together from people who sign in, nor from one who tries a locked name again and again", async () => {
    for (let count = 0; count < 8; count += 1) await attempt("one", PASSWORD);
    expect(await db().signInAddress.findMany()).toMatchObject([{ failures: 0 }]);
    await fail("clumsy", 5);
    for (let count = 0; count < 20; count += 1) {
      expect(await sentenceOf(attempt("clumsy", "wrong"))).toBe(LOCKED);
    }
    expect(await db().signInAddress.findMany()).toMatchObject([{ failures: 5 }]);
    expect(await attempt("one", PASSWORD)).toBeTruthy();
  });
}, 120_000);

test("a password with a character no database keeps is wrong like any other", async () => {
  expect(await refusalOf(attempt("one", `${PASSWORD}\u0000`))).toBe("SIGN_IN");
});
