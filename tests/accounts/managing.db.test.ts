import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getAccount, listAccounts } from "@/lib/accounts/listing";
import { actOnAccount, addAccount, moveAccount } from "@/lib/accounts/managing";
import { changePassword } from "@/lib/accounts/passwords";
import { getActorBySession } from "@/lib/accounts/queries";
import type { AccountAct } from "@/lib/accounts/schema";
import { addAccountInput } from "@/lib/accounts/schema";
import { signIn } from "@/lib/accounts/sign-in";
import { renewPasswords } from "@/lib/accounts/slips";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire, unitNamed } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let admin: Actor;
let unitId: number;
let count = 0;

beforeAll(async () => {
  admin = await hire("first", "ADMIN");
  await hire("second", "ADMIN");
  unitId = (await unitNamed("济南市教育局")).id;
});

let name = "";
let accountId = 0;
let password = "";
beforeEach(async () => {
  count += 1;
  name = `person-${count}`;
  const input = addAccountInput.parse({ name, post: "填报员", role: "STAFF", unitId });
  ({ password } = await addAccount(admin, input, now));
  accountId = (await db().account.findUniqueOrThrow({ where: { name } })).id;
});

const enter = (secret = password) =>
  signIn({ username: name, password: secret }, "10.0.0.9", systemNow());
const seen = (session: string) => getActorBySession(session, "10.0.0.9", systemNow());
const act = (what: AccountAct, by = admin, id = accountId) =>
  actOnAccount(by, { accountId: id, act: what }, now);
const renew = (accountIds: number[]) => renewPasswords(admin, { accountIds }, now);
const lastAction = async () =>
  (await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } })).action;

describe("a one-time password", () => {
  test("opens the page on which it is changed, and then the portal", async () => {
    expect(password).toMatch(/^[\w]{4}-[\w]{4}-[\w]{4}$/);
    const session = await enter();
    const actor = (await seen(session)) as Actor;
    expect(actor.passwordDue).toBe("ONE_TIME");
    const other = await enter();
    const change = { current: password, next: "Chun-Feng-88", again: "Chun-Feng-88" };
    await changePassword(actor, change, now);
    expect(await seen(session)).not.toHaveProperty("passwordDue");
    expect(await seen(other)).toBeNull();
    expect(await refusalOf(enter())).toBe("SIGN_IN");
    await enter("Chun-Feng-88");
  });

  test("is not taken for the next one, nor is any of the last five, nor what breaks the rules", async () => {
    const actor = (await seen(await enter())) as Actor;
    const change = (current: string, next: string) =>
      changePassword(actor, { current, next, again: next }, now);
    let current = password;
    for (const next of ["Mei-Lan-01", "Mei-Lan-02", "Mei-Lan-03", "Mei-Lan-04"]) {
      await change(current, next);
      current = next;
    }
    for (const former of [password, "Mei-Lan-01", "Mei-Lan-04"]) {
      await expect(change(current, former)).rejects.toThrow(/最近 5 次/);
    }
    await expect(change(current, "short")).rejects.toThrow(/至少 8 位/);
    await expect(change("wrong", "Mei-Lan-05")).rejects.toThrow(/现在的密码不对/);
    await change(current, "Mei-Lan-05");
    // The sixth from the end may be taken again.
    await change("Mei-Lan-05", password);
  });

  test("of an old password is counted like signing in", async () => {
    const actor = (await seen(await enter())) as Actor;
    const wrong = { current: "x", next: "Mei-Lan-05", again: "Mei-Lan-05" };
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await refusalOf(changePassword(actor, wrong, now))).toBe("INVALID");
    }
    expect(await refusalOf(changePassword(actor, wrong, now))).toBe("LOCKED");
  });

  test("opens nothing once it waited a week", async () => {
    const passwordSetAt = new Date(Date.now() - 8 * 86_400_000);
    await db().account.update({ where: { name }, data: { passwordSetAt } });
    await expect(enter()).rejects.toThrow(/一次性密码超过 7 天/);
    await expect(enter("wrong")).rejects.toThrow(/账号或密码不正确/);
  });

  test("is given anew to who lost theirs, and ends what was open", async () => {
    const session = await enter();
    const [slip] = await renew([accountId]);
    if (!slip) throw new Error("no slip");
    expect(slip).toMatchObject({ name, unit: "济南市教育局" });
    expect(await seen(session)).toBeNull();
    expect(await refusalOf(enter())).toBe("SIGN_IN");
    expect((await seen(await enter(slip.password)))?.passwordDue).toBe("ONE_TIME");
  });
});

describe("an administrator", () => {
  test("locks and unlocks: nobody gets in meanwhile, nor is told why", async () => {
    const session = await enter();
    await act("LOCK");
    expect(await seen(session)).toBeNull();
    await expect(enter()).rejects.toThrow("账号或密码不正确");
    expect(await refusalOf(act("LOCK"))).toBe("STALE");
    expect(await getAccount(admin, accountId)).toMatchObject({ state: "LOCKED" });
    await act("UNLOCK");
    expect(await lastAction()).toBe("account.unlock");
    expect(await seen(await enter())).not.toBeNull();
  });

  test("ends somebody's sessions, and closes an account for good", async () => {
    const session = await enter();
    await act("END_SESSIONS");
    expect(await seen(session)).toBeNull();
    await act("CLOSE");
    expect(await refusalOf(enter())).toBe("SIGN_IN");
    expect(await refusalOf(act("UNLOCK"))).toBe("STALE");
    expect((await listAccounts(admin, { q: name, state: "CLOSED" })).length).toBe(1);
  });

  test("moves somebody to another unit, where nothing of the old one is with them", async () => {
    const to = await unitNamed("临沂市教育局");
    const assignment = await db().assignment.findFirstOrThrow({ where: { unitId } });
    await db().assignment.update({ where: { id: assignment.id }, data: { handlerId: accountId } });
    await moveAccount(admin, { accountId, unitId: to.id }, now);
    expect((await seen(await enter()))?.unitIds).toEqual([to.id]);
    expect(await db().assignment.count({ where: { handlerId: accountId } })).toBe(0);
    const again = moveAccount(admin, { accountId, unitId: to.id }, now);
    expect(await refusalOf(again)).toBe("STALE");
    const group = await db().unit.findFirstOrThrow({ where: { kind: "GROUP" } });
    const toGroup = moveAccount(admin, { accountId, unitId: group.id }, now);
    expect(await refusalOf(toGroup)).toBe("INVALID");
  });

  test("does nothing of it to themselves", async () => {
    const id = admin.accountId;
    expect(await refusalOf(act("LOCK", admin, id))).toBe("FORBIDDEN");
    expect(await refusalOf(renew([id]))).toBe("FORBIDDEN");
  });

  test("does not take a unit's only signer away while its reports need one", async () => {
    await db().unit.update({ where: { id: unitId }, data: { requiresSignOff: true } });
    await db().account.update({ where: { id: accountId }, data: { signsOff: true } });
    const to = await unitNamed("临沂市教育局");
    await expect(act("CLOSE")).rejects.toThrow(/唯一的审签人/);
    await expect(moveAccount(admin, { accountId, unitId: to.id }, now)).rejects.toThrow(/审签人/);
    await db().unit.update({ where: { id: unitId }, data: { requiresSignOff: false } });
  });

  test("of two who lock each other at the same moment, one is left", async () => {
    const left = await hire("left", "ADMIN");
    const right = await hire("right", "ADMIN");
    await db().account.updateMany({
      where: { role: "ADMIN", name: { notIn: ["left", "right"] } },
      data: { active: false },
    });
    const ends = await race([
      act("LOCK", left, right.accountId),
      act("CLOSE", right, left.accountId),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    const standing = { role: "ADMIN", active: true, lockedAt: null } as const;
    expect(await db().account.count({ where: standing })).toBe(1);
    await db().account.updateMany({
      where: { role: "ADMIN" },
      data: { active: true, lockedAt: null },
    });
  });
});

test("an administrator of some cities sees and gives no more than those", async () => {
  const jinan = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
  const local = await hire(`local-${count}`, "ADMIN");
  await db().accountCity.create({ data: { accountId: local.accountId, cityId: jinan.id } });
  const there = await hire(`there-${count}`, "STAFF", { unit: "临沂市教育局" });
  const wide = await hire(`wide-${count}`, "LEADER");
  for (const { accountId: id } of [there, wide, admin]) {
    expect(await refusalOf(act("LOCK", local, id))).toBe("NOT_FOUND");
    expect(await refusalOf(getAccount(local, id))).toBe("NOT_FOUND");
  }
  const names = (await listAccounts(local, {})).map((row) => row.name);
  expect(names).toContain(name);
  expect(names).not.toContain(`wide-${count}`);
  const made = addAccountInput.parse({ name: `made-${count}`, post: "x", role: "LEADER" });
  await addAccount(local, made, now);
  const { cities } = await db().account.findUniqueOrThrow({
    where: { name: made.name },
    include: { cities: true },
  });
  expect(cities.map(({ cityId }) => cityId)).toEqual([jinan.id]);
  const to = await unitNamed("临沂市教育局");
  expect(await refusalOf(moveAccount(local, { accountId, unitId: to.id }, now))).toBe("NOT_FOUND");
});

describe("nobody else", () => {
  test.each(["STAFF", "REVIEWER", "LEADER", "AUDITOR"] as const)(
    "%s manages accounts",
    async (role) => {
      const other = { ...admin, role };
      const input = addAccountInput.parse({ name: "x1", post: "x", role: "LEADER" });
      expect(await refusalOf(addAccount(other, input, now))).toBe("NOT_FOUND");
      expect(await refusalOf(act("LOCK", other))).toBe("NOT_FOUND");
      expect(await refusalOf(moveAccount(other, { accountId, unitId }, now))).toBe("NOT_FOUND");
      expect(await refusalOf(renewPasswords(other, { accountIds: [accountId] }, now))).toBe(
        "NOT_FOUND",
      );
      expect(await refusalOf(listAccounts(other, {}))).toBe("NOT_FOUND");
      expect(await refusalOf(getAccount(other, accountId))).toBe("NOT_FOUND");
    },
  );
});
