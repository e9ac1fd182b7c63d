import "server-only";
import { randomBytes } from "node:crypto";
import { type AuditActor, recordEntry, SYSTEM_ACTOR } from "../audit/commands";
import { isDemonstration, systemNow } from "../platform/clock";
import { db, transact } from "../platform/db";
import { hashPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import { insertAccount } from "./commands";
import { faultOfPassword } from "./password-words";
import { tokenHash } from "./queries";
import type { SetUpInput } from "./schema";
import { admitAddress } from "./sign-in";

/** Whether the portal is empty and real: then /setup makes the first administrator, and is no page otherwise. */
export async function awaitsFirstAdmin(): Promise<boolean> {
  if (isDemonstration()) return false;
  return (await db().account.findFirst({ select: { id: true } })) === null;
}

/** A token for /setup, for the operator's console; null when there is an account. Kept as its hash only. */
export async function makeSetupToken(now: Date): Promise<string | null> {
  if (!(await awaitsFirstAdmin())) return null;
  const token = randomBytes(15).toString("base64url");
  await db().setupToken.create({ data: { tokenHash: tokenHash(token), createdAt: now } });
  return token;
}

/**
 * The first administrator, by whoever has the token the server printed at its start. `address`
 * counts towards the same lock as signing in. Refused as soon as any account exists. Answers who the
 * log names for what is set up along with it.
 */
export async function setUpFirstAdmin(
  { token, name, post, password }: SetUpInput,
  address: string,
  now: Date,
): Promise<AuditActor> {
  if (!(await awaitsFirstAdmin())) throw notFound();
  await admitAddress(address, systemNow());
  const known = await db().setupToken.findUnique({ where: { tokenHash: tokenHash(token) } });
  if (!known) {
    const sentence = "启动口令不对，请从服务器最近一次启动的输出里复制。";
    throw new Refusal("SIGN_IN", sentence, { token: sentence });
  }
  const fault = await faultOfPassword(password, { name });
  if (fault) throw new Refusal("INVALID", fault, { password: fault });
  const passwordHash = await hashPassword(password);
  const by = { ...SYSTEM_ACTOR, name: "首次设置", address };
  await transact(async (tx) => {
    // One at a time: the second finds the first's account.
    await tx.$executeRaw`LOCK TABLE setup_tokens IN EXCLUSIVE MODE`;
    if ((await tx.account.findFirst({ select: { id: true } })) !== null) throw notFound();
    const account = { name, post, role: "ADMIN" as const, unitId: null, cityId: null };
    await insertAccount(tx, by, { ...account, passwordHash }, now);
    await tx.setupToken.deleteMany();
    await recordEntry(tx, by, { action: "setup.finish", subject: "setup" }, now);
  });
  return by;
}
