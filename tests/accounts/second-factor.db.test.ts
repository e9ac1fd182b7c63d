import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actOnAccount } from "@/lib/accounts/managing";
import { getActorBySession } from "@/lib/accounts/queries";
import { needsSecondFactor, secondFactorDue } from "@/lib/accounts/rules";
import { enrolSecondFactor, enterSecondFactor, getEnrolment } from "@/lib/accounts/second-factor";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "empty" });

const now = at("2024-09-06");
let count = 0;
let name = "";
let boss: Actor;

beforeAll(async () => {
  boss = await hire("boss", "ADMIN");
  env().SECOND_FACTOR = "leaders";
});
afterAll(() => {
  env().SECOND_FACTOR = "off";
});
beforeEach(async () => {
  count += 1;
  name = `leader-${count}`;
  await hire(name, "LEADER");
});

/** The code the person's app shows, some half minutes away from now. */
function codeOf(secret: string, away = 0): string {
  const timestamp = Date.now() + away * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}
const again = (actor: Actor) => getActorBySession(actor.sessionId ?? "", "", systemNow());
const enter = (actor: Actor, code: string) => enterSecondFactor(actor, { code }, now);

async function enrolled() {
  const actor = await actorNamed(name);
  const { secret } = getEnrolment(actor);
  // The code before this one, so that the one shown now is still to be used.
  const codes = await enrolSecondFactor(actor, { code: codeOf(secret, -1) }, now);
  return { actor, secret, codes };
}

describe("a second factor", () => {
  test("is set up at the first sign-in of those who need one, with a right code and not before", async () => {
    const actor = await actorNamed(name);
    expect(actor.secondFactorDue).toBe("ENROL");
    const { secret, qr } = getEnrolment(actor);
    expect(getEnrolment(actor).secret).toBe(secret);
    expect(qr).toMatch(/^<svg/);
    expect(await refusalOf(enrolSecondFactor(actor, { code: "000000" }, now))).toBe("INVALID");
    const codes = await enrolSecondFactor(actor, { code: codeOf(secret) }, now);
    expect(new Set(codes).size).toBe(10);
    expect(await again(actor)).not.toHaveProperty("secondFactorDue");
    expect(JSON.stringify(await db().recoveryCode.findMany())).not.toContain(codes[0]);
  });

  test("is asked of every later session, and each code opens once", async () => {
    const { secret } = await enrolled();
    const later = await actorNamed(name);
    expect(later.secondFactorDue).toBe("ENTER");
    const code = codeOf(secret);
    const other = await actorNamed(name);
    const ends = await race([enter(later, code), enter(other, code)]);
    expect(ends.sort()).toEqual(["INVALID", undefined]);
    expect(await refusalOf(enter(await actorNamed(name), code))).toBe("INVALID");
  });

  test("is stood in for by a 备用码, each of them once", async () => {
    const { codes } = await enrolled();
    const [first = ""] = codes;
    const later = await actorNamed(name);
    await enter(later, ` ${first.toUpperCase()} `);
    expect(await again(later)).not.toHaveProperty("secondFactorDue");
    expect(await refusalOf(enter(await actorNamed(name), first))).toBe("INVALID");
  });

  test("cannot be guessed: five wrong ones lock it, and each is in the audit log", async () => {
    const { secret } = await enrolled();
    const later = await actorNamed(name);
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await refusalOf(enter(later, "000000"))).toBe("INVALID");
    }
    expect(await refusalOf(enter(later, codeOf(secret)))).toBe("LOCKED");
    const subject = `account:${later.accountId}`;
    const noted = { action: "sign-in.second-factor-refused", subject };
    expect(await db().auditEntry.count({ where: noted })).toBe(5);
  });

  test("is taken away by another administrator for who lost it, and set up anew", async () => {
    const { actor } = await enrolled();
    const act = { accountId: actor.accountId, act: "RESET_SECOND_FACTOR" } as const;
    expect(await refusalOf(actOnAccount({ ...boss, role: "LEADER" }, act, now))).toBe("NOT_FOUND");
    await actOnAccount(boss, act, now);
    expect(await again(actor)).toBeNull();
    expect((await actorNamed(name)).secondFactorDue).toBe("ENROL");
    expect(await refusalOf(actOnAccount(boss, act, now))).toBe("STALE");
  });
});

test("who needs one follows the setting; who has one is asked whatever it says", () => {
  const roles = ["STAFF", "REVIEWER", "LEADER", "ADMIN", "AUDITOR"];
  const needing = (setting: "off" | "admins" | "leaders") =>
    roles.filter((role) => needsSecondFactor(setting, role));
  expect(needing("off")).toEqual([]);
  expect(needing("admins")).toEqual(["ADMIN", "AUDITOR"]);
  expect(needing("leaders")).toEqual(["LEADER", "ADMIN", "AUDITOR"]);
  const facts = { role: "STAFF", demonstration: false, totpSince: now, secondFactorAt: null };
  expect(secondFactorDue("off", facts)).toBe("ENTER");
  expect(secondFactorDue("off", { ...facts, secondFactorAt: now })).toBeNull();
  const shown = { role: "ADMIN", demonstration: true, totpSince: null, secondFactorAt: null };
  expect(secondFactorDue("leaders", shown)).toBeNull();
});
