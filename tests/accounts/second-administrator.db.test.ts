import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reachText } from "@/components/accounts/reach";
import { getConfirmation, listAccounts, listWaitingRoleChanges } from "@/lib/accounts/listing";
import { actOnAccount, addAccount } from "@/lib/accounts/managing";
import { changeRole, decideRoleChange } from "@/lib/accounts/role-changes";
import { addAccountInput, changeRoleInput } from "@/lib/accounts/schema";
import { signIn } from "@/lib/accounts/sign-in";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let alone: Actor;
let person: Actor;
let count = 0;

beforeAll(async () => {
  env().ROLE_CONFIRMATION = true;
  alone = await hire("alone", "ADMIN");
});
afterAll(() => {
  env().ROLE_CONFIRMATION = false;
});
beforeEach(async () => {
  count += 1;
  person = await hire(`person-${count}`, "STAFF", { unit: "济南市教育局" });
});

const ask = (role: string) =>
  changeRole(
    alone,
    changeRoleInput.parse({ accountId: person.accountId, role, post: "新岗位" }),
    now,
  );

describe("with the setting and one administrator", () => {
  const add = (name: string, role: string) =>
    addAccount(alone, addAccountInput.parse({ name, post: "x", role }), now);
  const stateOf = (name: string) => db().account.findUniqueOrThrow({ where: { name } });

  test("other posts wait and say so; the first second administrator takes effect at once, of two one", async () => {
    expect(await getConfirmation(alone)).toBe("NOBODY_YET");
    expect(await add("auditor", "AUDITOR")).toMatchObject({ waiting: true });
    const slips = await Promise.all([add("other-a", "ADMIN"), add("other-b", "ADMIN")]);
    expect(slips.map(({ waiting }) => waiting).sort()).toEqual([false, true]);
    const [made, waits] = [...slips].sort((a, b) => Number(a.waiting) - Number(b.waiting));
    expect((await stateOf(made?.name ?? "")).active).toBe(true);
    expect((await stateOf(waits?.name ?? "")).active).toBe(false);
    const entry = await db().auditEntry.findFirstOrThrow({
      where: { subject: `account:${(await stateOf(made?.name ?? "")).id}` },
    });
    expect(entry.after).toMatchObject({ reason: expect.stringContaining("只有一名管理员") });
    expect(await getConfirmation(alone)).toBe("OTHERS");
    expect(await add("third", "ADMIN")).toMatchObject({ waiting: true });
  });

  test("who closes the second gets no third alone", async () => {
    const { id } = await db().account.findFirstOrThrow({
      where: { role: "ADMIN", active: true, name: { startsWith: "other-" } },
    });
    await actOnAccount(alone, { accountId: id, act: "CLOSE" }, now);
    expect(await getConfirmation(alone)).toBe("NOBODY_LEFT");
    expect(await add("puppet", "ADMIN")).toMatchObject({ waiting: true });
    expect(await ask("ADMIN")).toBe("WAITING");
  });

  test("a role changes to the first second administrator at once too", async () => {
    await db().account.updateMany({
      where: { role: "ADMIN", NOT: { id: alone.accountId } },
      data: { role: "LEADER" },
    });
    expect(await ask("LEADER")).toBe("WAITING");
    const open = (await listWaitingRoleChanges(alone)).find(
      ({ accountId }) => accountId === person.accountId,
    );
    await decideRoleChange(alone, { roleChangeId: open?.id ?? 0, decision: "REFUSE" }, now);
    expect(await ask("ADMIN")).toBe("CHANGED");
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry.after).toMatchObject({ reason: expect.stringContaining("即时生效") });
    await db().account.update({ where: { id: person.accountId }, data: { role: "LEADER" } });
  });

  test("an account that waits says so to who knows its password, and to nobody else", async () => {
    const slip = await add(`waits-${count}`, "AUDITOR");
    expect(slip.waiting).toBe(true);
    const enter = (password: string) =>
      signIn({ username: slip.name, password }, "10.0.0.9", systemNow());
    await expect(enter("wrong")).rejects.toThrow(/账号或密码不正确/);
    await expect(enter(slip.password)).rejects.toThrow(/待另一个管理员确认/);
    const { id } = await stateOf(slip.name);
    const change = (await listWaitingRoleChanges(alone)).find((each) => each.accountId === id);
    await decideRoleChange(alone, { roleChangeId: change?.id ?? 0, decision: "REFUSE" }, now);
    await expect(enter(slip.password)).rejects.toThrow(/账号或密码不正确/);
  });

  test("whom an account is limited to stands in the list and beside what waits", async () => {
    const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
    const input = addAccountInput.parse({
      ...{ name: `limited-${count}`, post: "x", role: "LEADER", cityIds: [cityId] },
    });
    await addAccount(alone, input, now);
    const limits = [{ id: cityId, name: "济南市" }];
    const [row] = await listAccounts(alone, { q: `limited-${count}` });
    expect(row).toMatchObject({ place: null, limits });
    const change = (await listWaitingRoleChanges(alone)).find(({ name }) => name === row?.name);
    expect(change).toMatchObject({ limits });
    expect(reachText({ place: null, limits })).toBe("限济南市");
    expect(reachText({ place: null, limits: [] })).toBe("全部");
    expect(reachText({ place: "济南市", limits })).toBe("限济南市");
    expect(reachText({ place: "济南市教育局", limits })).toBe("济南市教育局（限济南市）");
  });
});
