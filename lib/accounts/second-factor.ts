import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import { recordEntry } from "../audit/commands";
import { businessNow, systemNow } from "../platform/clock";
import { db, type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { notFound, Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { tokenHash } from "./queries";
import type { SecondFactorInput } from "./schema";
import { countAttempt, nameHashOf } from "./sign-in";
import { openTotp, resealOne, sealTotp } from "./totp-secret";

const PERIOD = 30;
const CODES = 10;

export type Enrolment = { secret: string; qr: string };

/**
 * What the person's app has to be given: the same for as long as the session lasts, so that looking
 * at the page again changes nothing and nothing is kept before it is confirmed.
 */
export function getEnrolment(actor: Actor): Enrolment {
  const secret = proposed(actor);
  const uri = totp(actor.name, secret).toString();
  return { secret: secret.base32, qr: renderSVG(uri, { border: 2 }) };
}

/** Sets up the second factor with a first right code; answers the 备用码, shown once. */
export async function enrolSecondFactor(
  actor: Actor,
  { code }: SecondFactorInput,
  now: Date,
): Promise<string[]> {
  if (actor.secondFactorDue !== "ENROL") throw notFound();
  const secret = proposed(actor);
  const step = await requireCode(actor, secret, code, now);
  const codes = Array.from({ length: CODES }, recoveryCode);
  await transact(async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: actor.accountId, totpSince: null },
      data: {
        totpSecret: sealTotp(actor.accountId, secret.base32),
        totpSince: systemNow(),
        totpStep: step,
      },
    });
    if (count === 0) throw new Refusal("STALE", "已经绑定过动态口令，请重新登录。");
    await tx.recoveryCode.createMany({
      data: codes.map((each) => ({ accountId: actor.accountId, codeHash: tokenHash(each) })),
    });
    await tx.signInFailure.deleteMany({ where: { nameHash: attemptsOf(actor) } });
    await pass(tx, actor);
    const subject = `account:${actor.accountId}`;
    const change = { before: { secondFactor: false }, after: { secondFactor: true } };
    await recordEntry(
      tx,
      actor,
      { action: "account.enrol-second-factor", subject, ...change },
      now,
    );
  });
  return codes;
}

/** Lets a session in with the code of this half minute, or with a 备用码, each of them once. */
export async function enterSecondFactor(
  actor: Actor,
  { code }: SecondFactorInput,
  now: Date,
): Promise<void> {
  if (actor.secondFactorDue !== "ENTER") throw notFound();
  const account = await db().account.findUniqueOrThrow({ where: { id: actor.accountId } });
  const recovery = code.toLowerCase().replace(/[\s-]/g, "");
  const byCode = /^\d{6}$/.test(code.replace(/\s/g, ""));
  const kept = account.totpSecret ?? "";
  const step = byCode
    ? await requireCode(actor, Secret.fromBase32(openTotp(account.id, kept)), code, now)
    : null;
  if (step === null) await requireAttempt(actor);
  await transact(async (tx) => {
    const { count } =
      step !== null
        ? await tx.account.updateMany({
            where: { id: account.id, totpStep: { lt: step } },
            data: { totpStep: step },
          })
        : await tx.recoveryCode.updateMany({
            where: { accountId: account.id, codeHash: tokenHash(recovery), usedAt: null },
            data: { usedAt: systemNow() },
          });
    if (count === 0) throw USED;
    await resealOne(tx, account.id, kept);
    await tx.signInFailure.deleteMany({ where: { nameHash: attemptsOf(actor) } });
    await pass(tx, actor);
    const subject = `account:${account.id}`;
    const after = { way: step === null ? "RECOVERY" : "CODE" };
    await recordEntry(tx, actor, { action: "sign-in.second-factor", subject, after }, now);
  }).catch(async (error: unknown) => {
    if (error === USED) throw await wrongCode(actor);
    throw error;
  });
}

const USED = new Error("the code was used, or is none");

async function pass(tx: Transaction, actor: Actor): Promise<void> {
  await tx.session.updateMany({
    where: { id: actor.sessionId ?? "" },
    data: { secondFactorAt: systemNow() },
  });
}

/** The half minute a code belongs to: this one, or the one before or after, as clocks differ. */
async function requireCode(
  actor: Actor,
  secret: Secret,
  code: string,
  _now: Date,
): Promise<number> {
  await requireAttempt(actor);
  const timestamp = systemNow().getTime();
  const token = code.replace(/\s/g, "");
  const delta = totp(actor.name, secret).validate({ token, timestamp, window: 1 });
  if (delta === null) throw await wrongCode(actor);
  return Math.floor(timestamp / 1000 / PERIOD) + delta;
}

async function requireAttempt(actor: Actor): Promise<void> {
  if (await countAttempt(attemptsOf(actor), systemNow())) return;
  throw new Refusal("LOCKED", "动态口令输错次数过多，请 15 分钟后再试。");
}

async function wrongCode(actor: Actor): Promise<Refusal> {
  const subject = `account:${actor.accountId}`;
  const entry = { action: "sign-in.second-factor-refused", subject };
  await transact((tx) => recordEntry(tx, actor, entry, businessNow()));
  const sentence = "动态口令不对或已经用过，请等应用里换了新的再试；手机时间要准。";
  return new Refusal("INVALID", sentence, { code: sentence });
}

const attemptsOf = (actor: Actor) => nameHashOf(`second factor of ${actor.accountId}`);

function totp(label: string, secret: Secret): TOTP {
  return new TOTP({ issuer: "对口合作督办", label, secret, period: PERIOD, digits: 6 });
}

function proposed(actor: Actor): Secret {
  if (actor.sessionId === null) throw notFound();
  const key = env().SESSION_SECRET ?? "";
  const hash = createHmac("sha256", key).update(`second factor ${actor.sessionId}`).digest();
  return new Secret({ buffer: new Uint8Array(hash.subarray(0, 20)).buffer });
}

/** 50 bits: ten signs none of which is mistaken for another. */
function recoveryCode(): string {
  const signs = "abcdefghjkmnpqrstuvwxyz23456789ab";
  return [...randomBytes(10)].map((byte) => signs[byte % 32]).join("");
}
