import { beforeAll, expect, test } from "vitest";
import { addAccount, moveAccount } from "@/lib/accounts/managing";
import { changeRole } from "@/lib/accounts/role-changes";
import { addAccountInput, changeRoleInput } from "@/lib/accounts/schema";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnit } from "@/lib/directory/succession";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { unitIn } from "../support/directory";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const NOW = at("2024-09-10");
const INTO = "济南市财政局";
let admin: Actor;
let names: string[] = [];

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  names = (
    await db().unit.findMany({
      where: { name: { startsWith: "济南市", not: INTO }, kind: { not: "GROUP" } },
      orderBy: { id: "asc" },
    })
  ).map(({ name }) => name);
});

/** A unit of its own for each try, merged into another in the very moment of what is done with it. */
async function whileMerging(work: (unitId: number, number: number) => Promise<unknown>) {
  const ends: (string | undefined)[] = [];
  for (let number = 0; number < 5; number += 1) {
    const unit = await unitIn(admin, names.pop() ?? "");
    const { id: successorId } = await unitIn(admin, INTO);
    const merge = abolishUnit(admin, { unitId: unit.id, seal: unitSeal(unit), successorId }, NOW);
    const [merged, other] = await race([merge, work(unit.id, number)]);
    expect(merged).toBeUndefined();
    ends.push(other);
    expect(await db().account.count({ where: { unitId: unit.id } })).toBe(0);
  }
  // Either somebody was first and went over with the unit, or was told that it is no more.
  expect(ends.filter((end) => end !== undefined && end !== "INVALID")).toEqual([]);
}

test("an account made in the moment its unit is merged goes over with it, or is refused", async () => {
  await whileMerging((unitId, number) =>
    addAccount(
      admin,
      addAccountInput.parse({ name: `new-${number}`, post: "填报员", role: "STAFF", unitId }),
      NOW,
    ),
  );
});

test("an account moved there in that moment likewise", async () => {
  const people = await Promise.all(
    [0, 1, 2, 3, 4].map((number) => hire(`moved-${number}`, "STAFF", { unit: "临沂市教育局" })),
  );
  await whileMerging((unitId, number) =>
    moveAccount(admin, { accountId: people[number]?.accountId ?? 0, unitId }, NOW),
  );
});

test("and an account that becomes the unit's 填报员 by a change of role", async () => {
  const people = await Promise.all(
    [0, 1, 2, 3, 4].map((number) => hire(`role-${number}`, "LEADER")),
  );
  await whileMerging((unitId, number) =>
    changeRole(
      admin,
      changeRoleInput.parse({
        ...{ accountId: people[number]?.accountId, role: "STAFF", post: "填报员", unitId },
      }),
      NOW,
    ),
  );
});

test("afterwards nobody comes to a unit that is no more", async () => {
  const gone = await db().unit.findFirstOrThrow({ where: { abolishedOn: { not: null } } });
  const person = await hire("late", "STAFF", { unit: "临沂市教育局" });
  const moved = moveAccount(admin, { accountId: person.accountId, unitId: gone.id }, NOW);
  expect(await refusalOf(moved)).toBe("INVALID");
});
