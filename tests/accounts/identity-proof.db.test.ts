import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Role } from "@/prisma/generated/enums";
import { withDatabase } from "../support/database";
import { actorIn, type Jar, PORTAL, signedIn, signIn, trust } from "../support/identity-portal";
import { startProvider } from "../support/identity-provider";
import { hire } from "../support/people";

withDatabase({ template: "empty" });

let provider: Awaited<ReturnType<typeof startProvider>>;
/** subject → what the provider calls the account */
const names: Record<string, string> = {};

beforeAll(async () => {
  provider = await startProvider(PORTAL, names);
  trust(provider.issuer);
});
afterAll(() => provider.stop());

const entries = (action: string) =>
  db().auditEntry.findMany({ where: { action }, orderBy: { sequence: "asc" } });

let count = 0;
async function person(role: Role) {
  count += 1;
  const [name, subject] = [`person-${count}`, `subject-${count}`];
  names[subject] = name;
  return { subject, accountId: (await hire(name, role)).accountId };
}

describe("the account of an administrator, an auditor or a leader", () => {
  const roles = ["ADMIN", "AUDITOR", "LEADER"] as const;
  const refusedAs = async (subject: string, jar: Jar) => {
    const { location } = await signIn(subject, jar);
    return location?.split("4999").at(-1);
  };

  test.each(roles)("is linked only in a browser its own password opened: %s", async (role) => {
    const { subject, accountId } = await person(role);
    const other = await person("ADMIN");
    const linked = () => db().accountIdentity.count({ where: { accountId } });
    expect(await refusedAs(subject, {})).toBe("/sign-in?refused=PROOF");
    // Neither somebody else's password nor another identity speaks for it, nor what is left of a session.
    const foreign = await signedIn(other.accountId);
    expect(await refusedAs(subject, foreign)).toBe("/password?refused=PROOF");
    expect(await actorIn(foreign)).toMatchObject({ accountId: other.accountId });
    expect(await refusedAs(subject, await signedIn(accountId, true))).toBe(
      "/password?refused=PROOF",
    );
    const over = await signedIn(accountId);
    await db().session.updateMany({ where: { accountId }, data: { revokedAt: systemNow() } });
    expect(await refusedAs(subject, over)).toBe("/sign-in?refused=PROOF");
    expect(await linked()).toBe(0);
    expect((await entries("sign-in.identity-refused")).at(-1)).toMatchObject({
      after: { reason: "PROOF" },
    });

    await signIn(subject, await signedIn(accountId));
    expect(await linked()).toBe(1);
    expect(await db().notification.findMany({ where: { accountId } })).toMatchObject([
      { kind: "ACCOUNT", text: expect.stringContaining("已关联统一身份"), path: "/password" },
    ]);
    // From then on the identity is enough, and nobody is told twice.
    expect(await actorIn((await signIn(subject)).jar)).toMatchObject({ accountId });
    expect(await db().notification.count({ where: { accountId } })).toBe(1);
  });

  test("is not linked before the 动态口令 was entered, where one is asked for", async () => {
    const { subject, accountId } = await person("LEADER");
    env().SECOND_FACTOR = "leaders";
    try {
      expect(await refusedAs(subject, await signedIn(accountId))).toBe("/password?refused=PROOF");
    } finally {
      env().SECOND_FACTOR = "off";
    }
    expect(await db().accountIdentity.count({ where: { accountId } })).toBe(0);
  });

  test.each([...roles, "REVIEWER"] as const)(
    "whose one-time password was not changed, or is too old, is not linked: %s",
    async (role) => {
      const { subject, accountId } = await person(role);
      for (const passwordSetAt of [systemNow(), new Date("2020-01-01")]) {
        await db().account.update({
          where: { id: accountId },
          data: { oneTime: true, passwordSetAt },
        });
        expect(await refusedAs(subject, {})).toBe("/sign-in?refused=ONE_TIME");
      }
      expect(await db().accountIdentity.count({ where: { accountId } })).toBe(0);
      expect((await entries("sign-in.identity-refused")).at(-1)).toMatchObject({
        after: { reason: "ONE_TIME" },
      });
    },
  );
});
