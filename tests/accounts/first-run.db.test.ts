import { describe, expect, test } from "vitest";
import {
  awaitsFirstAdmin,
  makeSetupToken,
  setUpFaults,
  setUpFirstAdmin,
} from "@/lib/accounts/first-run";
import { ADDRESS_FAILURES } from "@/lib/accounts/rules";
import { setUpInput } from "@/lib/accounts/schema";
import { signIn } from "@/lib/accounts/sign-in";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { fieldErrors } from "@/lib/web/form-action";
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

  test("says all that is wrong at once, and the token only to who may try it", async () => {
    const token = (await makeSetupToken(systemNow())) ?? "";
    const faults = (given: string, secret: string) =>
      setUpFaults({ token: given, name: "office", password: secret }, "10.0.0.8");
    expect(Object.keys(await faults("guess", "weak")).sort()).toEqual(["password", "token"]);
    expect(Object.keys(await faults("guess", password))).toEqual(["token"]);
    expect(Object.keys(await faults(token, "weak"))).toEqual(["password"]);
    expect(await faults(token, password)).toEqual({});
    const parsed = setUpInput.safeParse({
      ...{ token: "", name: "Büro", post: "", password: "one", again: "other" },
    });
    const wrong = parsed.success ? {} : fieldErrors(parsed.error);
    expect(Object.keys(wrong).sort()).toEqual(["again", "name", "post", "token"]);
    expect(wrong.again).toBe("两次填写的密码不一样，请重新填写。");
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
