import { beforeAll, expect, test } from "vitest";
import { listPlaces, listWaitingRoleChanges } from "@/lib/accounts/listing";
import { addAccount, moveAccount } from "@/lib/accounts/managing";
import { changeRole, decideRoleChange } from "@/lib/accounts/role-changes";
import { addAccountInput } from "@/lib/accounts/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire, unitNamed } from "../support/people";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let admin: Actor;
let unitId = 0;
let accountId = 0;

beforeAll(async () => {
  admin = await hire("first", "ADMIN");
  unitId = (await unitNamed("济南市教育局")).id;
  ({ accountId } = await hire("mover", "STAFF", { unit: "济南市教育局" }));
});

test("a unit that was abolished gets no account: none made, none moved, no role in it, none from a change that waited", async () => {
  const [gone, heir] = [await unitNamed("临沂市水利局"), await unitNamed("临沂市林业局")];
  const staffOf = (name: string, of: number) =>
    addAccount(
      admin,
      addAccountInput.parse({ name, post: "填报员", role: "STAFF", unitId: of }),
      now,
    );
  await staffOf("before-merger", gone.id);
  await db().unit.update({
    where: { id: gone.id },
    data: { abolishedOn: new Date("2024-09-01"), successorId: heir.id },
  });
  const sentence = "临沂市水利局已并入临沂市林业局，请改选临沂市林业局。";
  const refused = { code: "INVALID", fields: { unitId: sentence } };
  await expect(staffOf("too-late", gone.id)).rejects.toMatchObject(refused);
  await expect(moveAccount(admin, { accountId, unitId: gone.id }, now)).rejects.toMatchObject(
    refused,
  );
  const role = { accountId, role: "STAFF" as const, post: "填报员", cityId: null };
  await expect(changeRole(admin, { ...role, unitId: gone.id }, now)).rejects.toMatchObject(refused);
  await db().unit.update({ where: { id: gone.id }, data: { successorId: null } });
  await expect(staffOf("too-late", gone.id)).rejects.toThrow(
    "临沂市水利局已撤销，请改选别的单位。",
  );
  const change = await db().roleChange.create({
    data: {
      ...{ accountId, fromRole: "STAFF", role: "STAFF", post: "填报员", unitId: gone.id },
      askedById: (await hire("asker", "ADMIN")).accountId,
      askedAt: now,
    },
  });
  const confirm = { roleChangeId: change.id, decision: "CONFIRM" as const };
  await expect(decideRoleChange(admin, confirm, now)).rejects.toMatchObject({ code: "INVALID" });
  expect(await db().account.findUnique({ where: { id: accountId } })).toMatchObject({ unitId });
  expect(await db().account.findUnique({ where: { name: "too-late" } })).toBeNull();
  // It is offered no more, and a change that waits still says where it would lead.
  expect((await listPlaces(admin)).units.map(({ name }) => name)).not.toContain(gone.name);
  const waiting = await listWaitingRoleChanges(admin);
  expect(waiting.find(({ id }) => id === change.id)?.place).toBe(gone.name);
  await moveAccount(admin, { accountId, unitId: heir.id }, now);
});
