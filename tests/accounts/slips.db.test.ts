import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actOnAccount, addAccount } from "@/lib/accounts/managing";
import { isOneTimeOver, oneTimeUntil } from "@/lib/accounts/rules";
import { addAccountInput, renewPasswordsInput } from "@/lib/accounts/schema";
import { signIn } from "@/lib/accounts/sign-in";
import { renewPasswords } from "@/lib/accounts/slips";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire, unitNamed } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let admin: Actor;
let unitId = 0;
let count = 0;
let name = "";
let accountId = 0;

beforeAll(async () => {
  admin = await hire("first", "ADMIN");
  unitId = (await unitNamed("济南市教育局")).id;
});

async function added(as: string): Promise<number> {
  const input = addAccountInput.parse({ name: as, post: "填报员", role: "STAFF", unitId });
  await addAccount(admin, input, now);
  return (await db().account.findUniqueOrThrow({ where: { name: as } })).id;
}

beforeEach(async () => {
  count += 1;
  name = `person-${count}`;
  accountId = await added(name);
});

const renew = (accountIds: number[]) => renewPasswords(admin, { accountIds }, now);

describe("a one-time password", () => {
  test("is given anew to many at once, in the order of their names, or to none of them", async () => {
    const other = `also-${count}`;
    const id = await added(other);
    const entries = () => db().auditEntry.count({ where: { action: "account.set-password" } });
    const before = await entries();
    const hashes = () =>
      db().account.findMany({ orderBy: { id: "asc" }, select: { passwordHash: true } });
    const kept = await hashes();
    expect(await refusalOf(renew([id, admin.accountId]))).toBe("FORBIDDEN");
    expect(await refusalOf(renew([id, 999_999]))).toBe("NOT_FOUND");
    await actOnAccount(admin, { accountId, act: "CLOSE" }, now);
    expect(await refusalOf(renew([id, accountId]))).toBe("STALE");
    expect(await hashes()).toEqual(kept);
    expect(renewPasswordsInput.safeParse({ accountIds: [] }).success).toBe(false);
    await db().account.update({ where: { id: accountId }, data: { active: true } });
    const slips = await renew([accountId, id, id]);
    expect(slips.map((slip) => slip.name)).toEqual([other, name]);
    expect(await entries()).toBe(before + 2);
    await signIn({ username: name, password: slips[1]?.password ?? "" }, "10.0.0.9", systemNow());
    const both = await race([renew([accountId, id]), renew([id, accountId])]);
    expect(both.sort()).toEqual(["STALE", undefined]);
  });

  test("is printed with the portal's address, where that is known, and the moment it ends", async () => {
    const [bare] = await renew([accountId]);
    expect(bare?.address).toBeNull();
    env().PUBLIC_URL = "https://duban.example.gov.cn";
    const [slip] = await renew([accountId]);
    env().PUBLIC_URL = undefined;
    expect(slip?.address).toBe("https://duban.example.gov.cn");
    const { passwordSetAt } = await db().account.findUniqueOrThrow({ where: { name } });
    const until = new Date(slip?.until ?? 0);
    expect(Math.abs(until.getTime() - passwordSetAt.getTime() - 7 * 86_400_000)).toBeLessThan(
      5_000,
    );
    const facts = { oneTime: true, passwordSetAt };
    const ends = oneTimeUntil(passwordSetAt);
    expect(isOneTimeOver({ ...facts, demonstration: false }, ends)).toBe(true);
    expect(isOneTimeOver({ ...facts, demonstration: false }, new Date(ends.getTime() - 1))).toBe(
      false,
    );
  });
});
