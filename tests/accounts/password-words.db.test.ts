import { describe, expect, test } from "vitest";
import { faultOfPassword, isLeaked } from "@/lib/accounts/password-words";
import { env } from "@/lib/platform/env";
import { withDatabase } from "../support/database";
import { unitNamed } from "../support/people";

withDatabase({ template: "plan" });

describe("leaked passwords", () => {
  test.each([
    "iloveyou123",
    "Zhongguo2026!!",
    "5201314",
    "password1234",
    "QWERTYUIOP",
    "dragon#2026#2026",
    "--princess--2026",
  ])("%s is one, with whatever figures and signs about it", (password) => {
    expect(isLeaked(password)).toBe(true);
  });

  test.each(["kestrel-orchard-42", "明月松间照清泉石上流山居秋暝", "Kf7m-Q2xd-9vTw"])(
    "%s is none",
    (password) => {
      expect(isLeaked(password)).toBe(false);
    },
  );
});

describe("a new password", () => {
  const of = async (password: string) => {
    const { id } = await unitNamed("济南市教育局");
    return faultOfPassword(password, { name: "jn-office", unitId: id });
  };

  test.each([
    ["iloveyou1234", /泄露|常见/],
    ["duikouhezuo2026", /名称加上数字/],
    ["JinanshiLinyishi2026", /名称加上数字/],
    ["jnsjyj-jinan-2026", /名称加上数字/],
    ["济南市教育局2026!!!!", /名称加上数字/],
    ["office20262026", /名称加上数字/],
  ])("%s is refused under ASVS", async (password, sentence) => {
    env().PASSWORD_PROFILE = "asvs";
    try {
      expect(await of(password)).toMatch(sentence);
      expect(await of("kestrel orchard 42")).toBeNull();
    } finally {
      env().PASSWORD_PROFILE = "djbh";
    }
  });

  test("is looked up under 等级保护 too", async () => {
    expect(await of("Dragon2026!")).toMatch(/泄露|常见/);
    expect(await of("Jinan@2026")).toMatch(/名称加上数字/);
    expect(await of("Kf7m-Q2xd")).toBeNull();
  });
});
