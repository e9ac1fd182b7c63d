import { describe, expect, test } from "vitest";
import {
  isSessionLive,
  LOCK_TIME,
  MAX_FAILURES,
  SESSION_IDLE,
  SESSION_MAX,
} from "@/lib/accounts/rules";
import { createAccountInput, signInInput } from "@/lib/accounts/schema";

const began = new Date("2024-09-06T00:00:00Z");
const later = (ms: number) => new Date(began.getTime() + ms);
const session = (seen: number) => ({ createdAt: began, lastSeenAt: later(seen), revokedAt: null });

describe("a session", () => {
  test("ends after 30 minutes without a request", () => {
    expect(SESSION_IDLE).toBe(30 * 60_000);
    expect(isSessionLive(session(0), later(SESSION_IDLE - 1))).toBe(true);
    expect(isSessionLive(session(0), later(SESSION_IDLE))).toBe(false);
  });

  test("ends after 12 hours however busy it is", () => {
    expect(SESSION_MAX).toBe(12 * 3_600_000);
    expect(isSessionLive(session(SESSION_MAX - 1_000), later(SESSION_MAX - 1))).toBe(true);
    expect(isSessionLive(session(SESSION_MAX - 1_000), later(SESSION_MAX))).toBe(false);
  });

  test("once revoked admits nobody, not even at the same moment", () => {
    expect(isSessionLive({ ...session(0), revokedAt: began }, began)).toBe(false);
  });
});

test("five wrong passwords lock a name for 15 minutes", () => {
  expect([MAX_FAILURES, LOCK_TIME]).toEqual([5, 15 * 60_000]);
});

describe("what is typed to sign in", () => {
  test("is the same name in capitals and with blanks around it, and a password as it is", () => {
    expect(signInInput.parse({ username: " JN-JYJ ", password: " Secret " })).toEqual({
      username: "jn-jyj",
      password: " Secret ",
    });
  });

  test.each([
    ["", "x", "请填写账号。"],
    ["  ", "x", "请填写账号。"],
    ["a".repeat(65), "x", "账号不超过 64 个字符。"],
    ["jn\u0000jyj", "x", "请删去其中的控制字符。"],
    ["jn-jyj", "", "请填写密码。"],
    ["jn-jyj", "x".repeat(257), "密码不超过 256 个字符。"],
  ])("%j with %j is refused: %s", (username, password, message) => {
    const { error } = signInInput.safeParse({ username, password });
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe("a new account", () => {
  const input = { name: "li.si", post: "填报员", role: "STAFF", unitId: 1, password: "0123456789" };

  test("has a name of small letters, digits, dots, bars and dashes", () => {
    expect(createAccountInput.safeParse(input).success).toBe(true);
    for (const name of ["李四", "li si", ".li", "li/si", ""]) {
      expect(createAccountInput.safeParse({ ...input, name }).success).toBe(false);
    }
  });

  test("has a password of at least ten characters and one of the five roles", () => {
    expect(createAccountInput.safeParse({ ...input, password: "012345678" }).success).toBe(false);
    expect(createAccountInput.safeParse({ ...input, role: "API_TOKEN" }).success).toBe(false);
  });
});
