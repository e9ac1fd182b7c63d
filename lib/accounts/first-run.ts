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
 * What is wrong with the token and the password, both at once; none where nothing is. `address` counts
 * towards the same lock as signing in.
 */
export async function setUpFaults(
  { token, name, password }: { token: string; name: string; password: string },
  address: string,
): Promise<Record<string, string>> {
  if (!(await awaitsFirstAdmin())) throw notFound();
  await admitAddress(address, systemNow());
  const known = await db().setupToken.findUnique({ where: { tokenHash: tokenHash(token) } });
  const fault = await faultOfPassword(password, { name });
  return {
    ...(known ? {} : { token: "启动口令不对，请从服务器最近一次启动的输出里复制。" }),
    ...(fault ? { password: fault } : {}),
  };
}

/**
 * The first administrator, by whoever has the token the server printed at its start. Refused as soon as
 * any account exists. Answers who the log names for what is set up along with it.
 */
export async function setUpFirstAdmin(
  { token, name, post, password }: SetUpInput,
  address: string,
  now: Date,
): Promise<AuditActor> {
  const faults = await setUpFaults({ token, name, password }, address);
  const [first] = Object.values(faults);
  if (first) throw new Refusal(faults.token ? "SIGN_IN" : "INVALID", first, faults);
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
