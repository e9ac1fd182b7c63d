import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { listWaitingRoleChanges } from "@/lib/accounts/listing";
import { addAccount } from "@/lib/accounts/managing";
import { changeRole, decideRoleChange } from "@/lib/accounts/role-changes";
import { addAccountInput, changeRoleInput } from "@/lib/accounts/schema";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let first: Actor;
let second: Actor;
let person: Actor;
let count = 0;

beforeAll(async () => {
  first = await hire("first", "ADMIN");
  second = await hire("second", "ADMIN");
});

beforeEach(async () => {
  count += 1;
  person = await hire(`person-${count}`, "STAFF", { unit: "济南市教育局" });
});

afterEach(() => vi.restoreAllMocks());

/** The setting, as the operator writes it. */
function confirmation(on: boolean) {
  env().ROLE_CONFIRMATION = on;
}

const ask = (by: Actor, role: string, accountId = person.accountId) =>
  changeRole(by, changeRoleInput.parse({ accountId, role, post: "新岗位" }), now);
const roleOf = async (id = person.accountId) =>
  (await db().account.findUniqueOrThrow({ where: { id } })).role;
const waiting = async () =>
  (await listWaitingRoleChanges(second)).find(({ accountId }) => accountId === person.accountId);
const decide = (by: Actor, roleChangeId: number, decision: "CONFIRM" | "REFUSE") =>
  decideRoleChange(by, { roleChangeId, decision }, now);

describe("without the setting", () => {
  test("a role changes at once, with before and after, and the sessions end", async () => {
    confirmation(false);
    expect(await ask(first, "LEADER")).toBe("CHANGED");
    expect(await roleOf()).toBe("LEADER");
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry).toMatchObject({
      action: "account.change-role",
      before: { role: "STAFF" },
      after: { role: "LEADER", unitId: null, sessions: 1 },
    });
  });

  test("nobody changes their own, and the last administrator stays one", async () => {
    confirmation(false);
    expect(await refusalOf(ask(first, "AUDITOR", first.accountId))).toBe("FORBIDDEN");
    const ends = await race([
      ask(first, "AUDITOR", second.accountId),
      ask(second, "AUDITOR", first.accountId),
    ]);
    expect(ends.filter((end) => end === undefined || end === null)).toHaveLength(1);
    expect(await db().account.count({ where: { role: "ADMIN" } })).toBe(1);
    await db().account.updateMany({
      where: { id: { in: [first.accountId, second.accountId] } },
      data: { role: "ADMIN" },
    });
  });

  test("a role without its place is refused at the field", async () => {
    const input = changeRoleInput.parse({ accountId: person.accountId, role: "STAFF", post: "x" });
    await expect(changeRole(first, input, now)).rejects.toMatchObject({
      code: "INVALID",
      fields: { unitId: expect.any(String) },
    });
  });
});

describe("with the setting", () => {
  beforeEach(() => confirmation(true));

  test("a change waits for another administrator than the one who asked", async () => {
    expect(await ask(first, "REVIEWER")).toBe("WAITING");
    expect(await roleOf()).toBe("STAFF");
    expect(await refusalOf(ask(second, "LEADER"))).toBe("STALE");
    const change = await waiting();
    expect(change).toMatchObject({ fromRole: "STAFF", role: "REVIEWER", askedBy: "first" });
    const id = change?.id ?? 0;
    expect(await refusalOf(decide(first, id, "CONFIRM"))).toBe("FORBIDDEN");
    expect(await refusalOf(decide({ ...second, role: "LEADER" }, id, "CONFIRM"))).toBe("NOT_FOUND");
    await decide(second, id, "CONFIRM");
    expect(await roleOf()).toBe("REVIEWER");
    expect(await refusalOf(decide(second, id, "REFUSE"))).toBe("STALE");
  });

  test("is taken back by who asked, or refused by the other, and changes nothing then", async () => {
    for (const by of [first, second]) {
      await ask(first, "ADMIN");
      await decide(by, (await waiting())?.id ?? 0, "REFUSE");
      expect(await roleOf()).toBe("STAFF");
      expect(await waiting()).toBeUndefined();
    }
  });

  test("of two decisions at the same moment one holds", async () => {
    const third = await hire(`third-${count}`, "ADMIN");
    await ask(first, "LEADER");
    const id = (await waiting())?.id ?? 0;
    const ends = await race([decide(second, id, "CONFIRM"), decide(third, id, "REFUSE")]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });

  test("a new account of any post but 填报员 opens nothing until it is confirmed", async () => {
    const name = `new-${count}`;
    await addAccount(first, addAccountInput.parse({ name, post: "x", role: "ADMIN" }), now);
    const { id, active } = await db().account.findUniqueOrThrow({ where: { name } });
    expect(active).toBe(false);
    const change = (await listWaitingRoleChanges(second)).find((each) => each.accountId === id);
    expect(change).toMatchObject({ fromRole: null, mayConfirm: true });
    await decide(second, change?.id ?? 0, "CONFIRM");
    expect((await db().account.findUniqueOrThrow({ where: { name } })).active).toBe(true);
  });

  test("the database itself lets nobody confirm what they asked for, nor change what was decided", async () => {
    await ask(first, "LEADER");
    const id = (await waiting())?.id;
    const forged = db().$executeRaw`UPDATE role_changes SET confirmed = true, decided_at = now(),
      decided_by_id = asked_by_id WHERE id = ${id}`;
    await expect(forged).rejects.toThrow(/role_changes_second/);
    const rewritten = db().$executeRaw`UPDATE role_changes SET role = 'ADMIN' WHERE id = ${id}`;
    await expect(rewritten).rejects.toThrow(/immutable/);
  });
});
