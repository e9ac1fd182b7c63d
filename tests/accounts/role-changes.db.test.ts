import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { listPlaces, listWaitingRoleChanges } from "@/lib/accounts/listing";
import { actOnAccount, addAccount, moveAccount } from "@/lib/accounts/managing";
import { changeRole, decideRoleChange } from "@/lib/accounts/role-changes";
import { addAccountInput, changeRoleInput } from "@/lib/accounts/schema";
import { toDbDate } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire, unitNamed } from "../support/people";
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

  test("is not confirmed once the account stands elsewhere than when it was asked for", async () => {
    await ask(first, "LEADER");
    const id = (await waiting())?.id ?? 0;
    const { id: unitId } = await unitNamed("济南市水务局");
    await moveAccount(second, { accountId: person.accountId, unitId }, now);
    expect(await refusalOf(decide(second, id, "CONFIRM"))).toBe("STALE");
    expect(await roleOf()).toBe("STAFF");
    await decide(second, id, "REFUSE");
    await ask(first, "LEADER");
    const anew = (await waiting())?.id ?? 0;
    await actOnAccount(first, { accountId: person.accountId, act: "CLOSE" }, now);
    expect(await refusalOf(decide(second, anew, "CONFIRM"))).toBe("STALE");
    expect(await roleOf()).toBe("STAFF");
  });

  test("is not confirmed into a unit that was abolished meanwhile; nobody else gets in there either", async () => {
    const leader = await hire(`leader-${count}`, "LEADER");
    const { id: unitId } = await db().unit.create({
      data: {
        ...{ name: `临时机构${count}`, shortName: `临时${count}`, kind: "GOVERNMENT" },
        ...{ officialOrder: 900 + count, pinyinInitials: "ls" },
      },
    });
    const wanted = { role: "STAFF", post: "填报员", unitId: String(unitId) };
    const askFor = (accountId: number) =>
      changeRole(first, changeRoleInput.parse({ accountId, ...wanted }), now);
    await askFor(leader.accountId);
    await db().unit.update({
      where: { id: unitId },
      data: { abolishedOn: toDbDate("2024-09-05") },
    });
    const change = (await listWaitingRoleChanges(second)).find(
      ({ accountId }) => accountId === leader.accountId,
    );
    expect(change).toMatchObject({ place: `临时机构${count}`, abolished: true });
    expect(await refusalOf(decide(second, change?.id ?? 0, "CONFIRM"))).toBe("STALE");
    expect(await roleOf(leader.accountId)).toBe("LEADER");
    await decide(second, change?.id ?? 0, "REFUSE");
    expect(await refusalOf(askFor(leader.accountId))).toBe("INVALID");
    expect(await refusalOf(moveAccount(first, { accountId: person.accountId, unitId }, now))).toBe(
      "INVALID",
    );
    const { units } = await listPlaces(first);
    expect(units.map(({ id }) => id)).not.toContain(unitId);
  });

  test("is confirmed by an administrator of some cities only within them, and gives nobody more", async () => {
    const jinan = await hire(`jinan-${count}`, "ADMIN");
    const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
    await db().accountCity.create({ data: { accountId: jinan.accountId, cityId } });
    const linyi = await db().city.findUniqueOrThrow({ where: { name: "临沂市" } });
    const place = { role: "REVIEWER", post: "审核员", cityId: String(linyi.id) };
    const { accountId } = person;
    await changeRole(first, changeRoleInput.parse({ accountId, ...place }), now);
    const own = (await listWaitingRoleChanges(jinan)).find((each) => each.accountId === accountId);
    expect(own).toMatchObject({ mayConfirm: false, place: "临沂市" });
    expect(await refusalOf(decide(jinan, own?.id ?? 0, "CONFIRM"))).toBe("FORBIDDEN");
    expect(await roleOf()).toBe("STAFF");
    await decide(first, own?.id ?? 0, "REFUSE");
    await ask(first, "LEADER");
    const limits = () => db().accountCity.findMany({ where: { accountId } });
    expect(await limits()).toEqual([]);
    await decide(jinan, (await waiting())?.id ?? 0, "CONFIRM");
    expect((await limits()).map((each) => each.cityId)).toEqual([cityId]);
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
