import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accountState,
  isCommonPassword,
  isOneTimeOver,
  isOnlyContext,
  ONE_TIME_DAYS,
  PASSWORD_DAYS,
  passwordDue,
  passwordFault,
  placeFault,
} from "@/lib/accounts/rules";

const now = new Date("2026-11-24T08:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe("等级保护", () => {
  test.each([
    ["Ab3$xyz", /至少 8 位，现在只有 7 位/],
    ["abcdxyz9", /三种/],
    ["ABCDXYZ-", /三种/],
    ["Zhang-jn-jyj-9", /账号名/],
    ["Passw0rd!", /常见/],
    ["Admin@2024", /常见/],
    ["Qwerty123!", /常见/],
  ])("refuses %s", (password, sentence) => {
    expect(passwordFault("djbh", password, "jn-jyj")).toMatch(sentence);
  });

  test.each(["Kf7m-Q2xd", "济南Spring2026", "春风又绿江南岸a1B"])("takes %s", (password) => {
    expect(passwordFault("djbh", password, "jn-jyj")).toBeNull();
  });

  test("whatever has eight signs of three kinds and is no common word is taken", () => {
    const of = (signs: string) => fc.constantFrom(...signs);
    fc.assert(
      fc.property(
        fc.array(of("kmtvx"), { minLength: 3, maxLength: 9 }),
        fc.array(of("KMTVX"), { minLength: 3, maxLength: 9 }),
        fc.array(of("!@#"), { minLength: 2, maxLength: 9 }),
        (small, large, other) => {
          const password = [...small, ...other, ...large].join("");
          fc.pre(!isCommonPassword(password));
          expect(passwordFault("djbh", password, "jn-jyj")).toBeNull();
        },
      ),
    );
  });
});

describe("ASVS 5", () => {
  test.each([
    ["short-one", /至少 12 位/],
    ["password1234", /常见/],
    ["111111111111", /常见/],
    ["abcabcabcabc", /常见/],
    ["1234567890123", /常见/],
    ["qwertyuiop12", /常见/],
    ["x".repeat(129), /不超过 128/],
  ])("refuses %s", (password, sentence) => {
    expect(passwordFault("asvs", password, "leader")).toMatch(sentence);
  });

  test("asks for no mixture of signs", () => {
    expect(passwordFault("asvs", "correct horse battery staple", "leader")).toBeNull();
    expect(passwordFault("asvs", "明月松间照清泉石上流山居秋暝", "leader")).toBeNull();
  });
});

describe("names anybody here would try first", () => {
  const CONTEXT = ["duban", "jinan", "linyi", "济南", "jyj", "jiaoyuju"];

  test.each(["duban-Jinan-2026", "JinanLinyi20261125", "jiaoyuju@Jinan1", "2026济南2026jyj!!"])(
    "with figures are no password: %s",
    (password) => {
      expect(isOnlyContext(password, CONTEXT)).toBe(true);
      expect(passwordFault("asvs", password.padEnd(12, "1"), "leader", CONTEXT)).toMatch(
        /名称加上数字/,
      );
    },
  );

  test.each(["jinan spring in the rain", "济南的春天来得早一些2026", "kestrel-orchard-42"])(
    "among other words are one: %s",
    (password) => {
      expect(passwordFault("asvs", password, "leader", CONTEXT)).toBeNull();
    },
  );
});

describe("a password has to be changed", () => {
  const facts = { oneTime: false, passwordSetAt: ago(PASSWORD_DAYS), demonstration: false };
  test("when it is one-time, and after 90 days under 等级保护 only", () => {
    expect(passwordDue("djbh", facts, now)).toBe("AGED");
    expect(
      passwordDue("djbh", { ...facts, passwordSetAt: ago(PASSWORD_DAYS - 1) }, now),
    ).toBeNull();
    expect(passwordDue("asvs", facts, now)).toBeNull();
    expect(passwordDue("djbh", { ...facts, demonstration: true }, now)).toBeNull();
    expect(passwordDue("asvs", { ...facts, oneTime: true }, now)).toBe("ONE_TIME");
  });

  test("and a one-time one that waited a week opens nothing", () => {
    const one = { ...facts, oneTime: true, passwordSetAt: ago(ONE_TIME_DAYS) };
    expect(isOneTimeOver(one, now)).toBe(true);
    expect(isOneTimeOver({ ...one, passwordSetAt: ago(ONE_TIME_DAYS - 1) }, now)).toBe(false);
    expect(isOneTimeOver({ ...one, oneTime: false }, now)).toBe(false);
  });
});

test("a role asks for its place and no other", () => {
  expect(placeFault({ role: "STAFF", unitId: null, cityId: null })?.field).toBe("unitId");
  expect(placeFault({ role: "STAFF", unitId: 1, cityId: null })).toBeNull();
  expect(placeFault({ role: "ADMIN", unitId: 1, cityId: null })?.field).toBe("unitId");
  expect(placeFault({ role: "AUDITOR", unitId: null, cityId: 1 })?.field).toBe("cityId");
  expect(placeFault({ role: "REVIEWER", unitId: null, cityId: 1 })).toBeNull();
  expect(placeFault({ role: "LEADER", unitId: null, cityId: null })).toBeNull();
});

test("an account is in one state", () => {
  const lockedAt = now;
  expect(accountState({ active: true, lockedAt: null, waitingNew: false })).toBe("ACTIVE");
  expect(accountState({ active: true, lockedAt, waitingNew: false })).toBe("LOCKED");
  expect(accountState({ active: false, lockedAt: null, waitingNew: true })).toBe("WAITING");
  expect(accountState({ active: false, lockedAt, waitingNew: false })).toBe("CLOSED");
});
