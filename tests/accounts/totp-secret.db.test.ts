import { Secret, TOTP } from "otpauth";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { resetSecondFactor } from "@/lib/accounts/managing";
import { enrolSecondFactor, enterSecondFactor, getEnrolment } from "@/lib/accounts/second-factor";
import { resealTotp } from "@/lib/accounts/totp-secret";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { runUpkeep } from "@/lib/upkeep/commands";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "empty" });

const now = at("2024-09-06");
let own = "";
const OTHER = "another secret that is long enough for all";
let count = 0;
let name = "";
let accountId = 0;

beforeAll(() => {
  own = env().SESSION_SECRET ?? "";
  env().SECOND_FACTOR = "leaders";
});
beforeEach(async () => {
  count += 1;
  name = `leader-${count}`;
  ({ accountId } = await hire(name, "LEADER"));
});
afterEach(() => Object.assign(env(), { SESSION_SECRET: own, SESSION_SECRET_FORMER: [] }));

const codeOf = (secret: string, away = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + away * 30_000,
  });

async function enrol() {
  const actor = await actorNamed(name);
  const { secret } = getEnrolment(actor);
  const codes = await enrolSecondFactor(actor, { code: codeOf(secret, -1) }, now);
  return { secret, codes };
}

const kept = async () =>
  (await db().account.findUniqueOrThrow({ where: { id: accountId } })).totpSecret ?? "";
const enter = async (code: string) => enterSecondFactor(await actorNamed(name), { code }, now);

describe("the secret of a 动态口令", () => {
  test("stands sealed in the database and opens for the codes of its app", async () => {
    const { secret } = await enrol();
    expect(await kept()).toMatch(/^v1\./);
    expect(await kept()).not.toContain(secret);
    await enter(codeOf(secret));
  });

  test("kept open from before is sealed at its next use", async () => {
    const { secret } = await enrol();
    await db().account.update({ where: { id: accountId }, data: { totpSecret: secret } });
    await enter(codeOf(secret));
    expect(await kept()).toMatch(/^v1\./);
  });

  test("of everybody is sealed by the daily upkeep, and only once", async () => {
    const { secret } = await enrol();
    await db().account.update({ where: { id: accountId }, data: { totpSecret: secret } });
    await runUpkeep(now, new Date());
    expect(await kept()).toMatch(/^v1\./);
    expect(await resealTotp()).toBe(0);
    await enter(codeOf(secret));
  });

  test("moves over to a new server secret while the former one is named", async () => {
    const { secret } = await enrol();
    const before = await kept();
    Object.assign(env(), { SESSION_SECRET: OTHER, SESSION_SECRET_FORMER: [own] });
    expect(await resealTotp()).toBeGreaterThan(0);
    expect(await kept()).not.toBe(before);
    env().SESSION_SECRET_FORMER = [];
    await enter(codeOf(secret));
  });

  test("that no known server secret opens says so; a 备用码 still lets in, and the server's command frees the account", async () => {
    const { secret, codes } = await enrol();
    env().SESSION_SECRET = OTHER;
    expect(await refusalOf(enter(codeOf(secret)))).toBe("INVALID");
    await enter(codes[0] ?? "");
    expect(await resealTotp()).toBe(0);
    await resetSecondFactor(SYSTEM_ACTOR, name, now);
    expect(await actorNamed(name)).toMatchObject({ secondFactorDue: "ENROL" });
    expect(await refusalOf(resetSecondFactor(SYSTEM_ACTOR, name, now))).toBe("STALE");
    expect(await refusalOf(resetSecondFactor(SYSTEM_ACTOR, "nobody", now))).toBe("NOT_FOUND");
  });

  test("of one account, put into another's row, opens nothing", async () => {
    const { secret } = await enrol();
    const stolen = await kept();
    name = `leader-${count}-other`;
    ({ accountId } = await hire(name, "LEADER"));
    await enrol();
    await db().account.update({ where: { id: accountId }, data: { totpSecret: stolen } });
    expect(await refusalOf(enter(codeOf(secret)))).toBe("INVALID");
  });
});
