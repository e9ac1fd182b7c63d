import { describe, expect, test } from "vitest";
import { awaitsFirstAdmin, makeSetupToken, setUpFirstAdmin } from "@/lib/accounts/first-run";
import { ADDRESS_FAILURES } from "@/lib/accounts/rules";
import { signIn } from "@/lib/accounts/sign-in";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
const password = "Chun-Feng-88";
const ask = (token: string, name = "office", address = "10.0.0.7", secret = password) =>
  setUpFirstAdmin({ token, name, post: "管理员", password: secret, again: secret }, address, now);

describe("an empty real installation", () => {
  test("lets nobody guess the token, nor take a bad password", async () => {
    expect(await awaitsFirstAdmin()).toBe(true);
    const token = (await makeSetupToken(systemNow())) ?? "";
    expect(await refusalOf(ask("guess"))).toBe("SIGN_IN");
    expect(await refusalOf(ask(token, "office", "10.0.0.7", "weak"))).toBe("INVALID");
    for (let guess = 0; guess <= ADDRESS_FAILURES; guess += 1) {
      await ask("guess", "office", "10.6.6.6").catch(() => undefined);
    }
    await expect(ask(token, "office", "10.6.6.6")).rejects.toThrow(/失败次数过多/);
    expect(await db().account.count()).toBe(0);
  });

  test("makes one administrator, of two who ask at the same moment, and the page is closed", async () => {
    const token = (await makeSetupToken(systemNow())) ?? "";
    const ends = await race([ask(token, "one"), ask(token, "two")]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const [made, ...more] = await db().account.findMany();
    expect(more).toEqual([]);
    expect(made).toMatchObject({ role: "ADMIN", oneTime: false });
    await signIn({ username: made?.name ?? "", password }, "10.0.0.7", systemNow());
    expect(await awaitsFirstAdmin()).toBe(false);
    expect(await makeSetupToken(systemNow())).toBeNull();
    expect(await refusalOf(ask(token, "three"))).toBe("NOT_FOUND");
    expect(await db().setupToken.count()).toBe(0);
  });
});
