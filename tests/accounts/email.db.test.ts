import { expect, test } from "vitest";
import { setEmail } from "@/lib/accounts/commands";
import { setEmailInput } from "@/lib/accounts/schema";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

test("an account's mail address is kept, cleared, and noted in the audit log", async () => {
  await hire("leader", "LEADER");
  const set = (email: string) =>
    setEmail(SYSTEM_ACTOR, setEmailInput.parse({ name: "Leader", email }), at("2024-09-06"));
  const kept = async () =>
    (await db().account.findUniqueOrThrow({ where: { name: "leader" } })).email;
  await set("office@example.gov.cn");
  expect(await kept()).toBe("office@example.gov.cn");
  await set("");
  expect(await kept()).toBeNull();
  expect(await db().auditEntry.count({ where: { action: "account.set-email" } })).toBe(2);
});

test("what is no address, and whose account is unknown, is refused with a sentence", async () => {
  expect(() => setEmailInput.parse({ name: "leader", email: "office" })).toThrow(/邮箱地址写错了/);
  const nobody = setEmail(SYSTEM_ACTOR, { name: "nobody", email: null }, at("2024-09-06"));
  expect(await refusalOf(nobody)).toBe("NOT_FOUND");
});
