import "server-only";
import { type AuditActor, recordEntry } from "../audit/commands";
import { systemNow } from "../platform/clock";
import { db, type Transaction, transact } from "../platform/db";
import { holdDirectory } from "../platform/directory-lock";
import { hashPassword } from "../platform/password";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { insertAccount } from "./commands";
import { confirmationFor, endSessionsOf, keepAnAdmin, keepASigner, lockAdmins } from "./guards";
import { unlinkIdentity } from "./identities";
import { oneTimePassword } from "./passwords";
import { adminCities, grantedCities, requireWithinCities, withinCities } from "./reach";
import { accountState, placeFault } from "./rules";
import type { AccountAct, AddAccountInput, MoveAccountInput } from "./schema";
import { nameHashOf } from "./sign-in";
import { lockSigning } from "./signers";
import { type Slip, slipOf } from "./slips";

/** A new account with a one-time password, shown once. Where two have to agree, a post other than 填报员 waits for the second. */
export async function addAccount(actor: Actor, input: AddAccountInput, now: Date): Promise<Slip> {
  if (!may(actor, "account.manage")) throw notFound();
  const fault = placeFault(input);
  if (fault) throw new Refusal("INVALID", fault.sentence, { [fault.field]: fault.sentence });
  await requireWithinCities(actor, input);
  const cityIds = await grantedCities(actor, input.cityIds);
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const { unit, waiting } = await transact(
    (tx) => insertNew(tx, actor, { ...input, cityIds, passwordHash }, now),
    `账号 ${input.name} 已存在，请换一个账号名。`,
  );
  return slipOf({ name: input.name, post: input.post, unit, password, waiting });
}

/** One new account within a transaction, waiting for a second administrator where it has to; whether it does, and the name of its unit. */
export async function insertNew(
  tx: Transaction,
  actor: Actor,
  input: AddAccountInput & { passwordHash: string; cityIds: number[] },
  now: Date,
): Promise<{ unit: string; waiting: boolean }> {
  const { role, post, unitId, cityId, ...rest } = input;
  const unit = await requireReportingUnit(tx, unitId);
  const { waiting, reason } =
    role === "STAFF" ? { waiting: false, reason: undefined } : await confirmationFor(tx, role);
  const fields = { role, post, unitId, cityId, ...rest };
  const more = { oneTime: true, active: !waiting };
  const id = await insertAccount(tx, actor, { ...fields, ...more, reason }, now);
  if (!waiting) return { unit, waiting };
  await tx.roleChange.create({
    data: {
      ...{ accountId: id, fromUnitId: unitId, fromCityId: cityId },
      ...{ role, post, unitId, cityId },
      askedById: actor.accountId,
      askedAt: systemNow(),
    },
  });
  return { unit, waiting };
}

/**
 * The name of a unit people report for; a 集合单位 has none, and one that is no more takes nobody in.
 * Asked before anything else is locked: whoever abolishes a unit waits, or has done so.
 */
export async function requireReportingUnit(
  tx: Transaction,
  unitId: number | null,
): Promise<string> {
  await holdDirectory(tx, "SHARED");
  if (unitId === null) return "";
  const unit = await tx.unit.findUnique({ where: { id: unitId } });
  if (unit && unit.kind !== "GROUP" && unit.abolishedOn === null) return unit.name;
  const sentence = unit?.abolishedOn
    ? `${unit.name}已撤销，不能再有账号，请选择现在的单位。`
    : "请从名录里选择一个责任单位，集合单位不能有账号。";
  throw new Refusal("INVALID", sentence, { unitId: sentence });
}

/** 锁定, 解锁, 结束登录, 停用. Nobody does it to themselves, and an administrator is left. */
export async function actOnAccount(
  actor: Actor,
  { accountId, act }: { accountId: number; act: AccountAct },
  now: Date,
): Promise<void> {
  const { name } = await requireOther(actor, accountId);
  await transact(async (tx) => {
    await lockAdmins(tx);
    const before = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    if (!before.active) throw new Refusal("STALE", "这个账号已经停用。");
    const stood = await standingOf(tx, accountId);
    await lockSigning(tx, before.unitId);
    if (act === "LOCK" || act === "UNLOCK") {
      if ((before.lockedAt !== null) === (act === "LOCK")) {
        throw new Refusal("STALE", act === "LOCK" ? "这个账号已经锁定。" : "这个账号没有锁定。");
      }
      const lockedAt = act === "LOCK" ? systemNow() : null;
      await tx.account.update({ where: { id: accountId }, data: { lockedAt } });
      await tx.signInFailure.deleteMany({ where: { nameHash: nameHashOf(name) } });
    }
    if (act === "RESET_SECOND_FACTOR") await clearSecondFactor(tx, before);
    if (act === "UNLINK_IDENTITY") await unlinkIdentity(tx, accountId);
    if (act === "CLOSE") {
      await tx.account.update({ where: { id: accountId }, data: { active: false } });
      await keepASigner(tx, name, before);
    }
    const sessions = act === "UNLOCK" ? 0 : await endSessionsOf(tx, accountId);
    await keepAnAdmin(tx);
    const subject = `account:${accountId}`;
    const after = { ...(await standingOf(tx, accountId)), sessions };
    await recordEntry(tx, actor, { action: ACTIONS[act], subject, before: stood, after }, now);
  });
}

/** What of an account those acts change, as the audit log writes it down. */
async function standingOf(tx: Transaction, id: number) {
  const account = await tx.account.findUniqueOrThrow({
    where: { id },
    include: { identities: { select: { subject: true } } },
  });
  return {
    state: accountState({ ...account, waitingNew: false }),
    secondFactor: account.totpSince !== null,
    identity: account.identities.map(({ subject }) => subject).join("、") || null,
  };
}

const ACTIONS: Record<AccountAct, string> = {
  LOCK: "account.lock",
  UNLOCK: "account.unlock",
  END_SESSIONS: "account.end-sessions",
  RESET_SECOND_FACTOR: "account.reset-second-factor",
  UNLINK_IDENTITY: "account.unlink-identity",
  CLOSE: "account.deactivate",
};

/** For who lost the device and the 备用码: they set up another at the next sign-in. */
async function clearSecondFactor(
  tx: Transaction,
  { id, totpSince }: { id: number; totpSince: Date | null },
): Promise<void> {
  if (totpSince === null) throw new Refusal("STALE", "这个账号没有绑定动态口令。");
  await tx.account.update({ where: { id }, data: { totpSecret: null, totpSince: null } });
  await tx.recoveryCode.deleteMany({ where: { accountId: id } });
}

/** The same on the server itself, where every administrator is shut out; NOT_FOUND for an unknown name. */
export async function resetSecondFactor(by: AuditActor, name: string, now: Date): Promise<void> {
  await transact(async (tx) => {
    const account = await tx.account.findUnique({ where: { name } });
    if (!account) throw new Refusal("NOT_FOUND", `没有账号 ${name}，请核对。`);
    await clearSecondFactor(tx, account);
    const sessions = await endSessionsOf(tx, account.id);
    const subject = `account:${account.id}`;
    const change = { before: { secondFactor: true }, after: { secondFactor: false, sessions } };
    await recordEntry(tx, by, { action: ACTIONS.RESET_SECOND_FACTOR, subject, ...change }, now);
  });
}

/** 调动 of a 填报员 to another unit: what was with them there is with nobody until somebody takes it up. */
export async function moveAccount(
  actor: Actor,
  { accountId, unitId }: MoveAccountInput,
  now: Date,
): Promise<void> {
  const { name } = await requireOther(actor, accountId);
  await requireWithinCities(actor, { unitId, cityId: null });
  await transact(async (tx) => {
    const to = await requireReportingUnit(tx, unitId);
    const before = await tx.account.findUniqueOrThrow({
      where: { id: accountId },
      include: { unit: { select: { name: true } } },
    });
    if (before.role !== "STAFF" || !before.active) {
      throw new Refusal("INVALID", "只有在用的填报员可以调动到别的单位。");
    }
    if (before.unitId === unitId) {
      const sentence = "已经在这个单位，请选择另一个单位。";
      throw new Refusal("STALE", sentence, { unitId: sentence });
    }
    await lockSigning(tx, before.unitId);
    await tx.account.update({ where: { id: accountId }, data: { unitId, signsOff: false } });
    await keepASigner(tx, name, before);
    const { count } = await leaveDesks(tx, accountId);
    const sessions = await endSessionsOf(tx, accountId);
    const entry = {
      action: "account.move",
      subject: `account:${accountId}`,
      before: { unit: before.unit?.name ?? null, signsOff: before.signsOff },
      after: { unit: to, moved: count, sessions },
    };
    await recordEntry(tx, actor, entry, now);
  });
}

/** What somebody worked on in a unit they leave. */
export function leaveDesks(tx: Transaction, accountId: number) {
  return tx.assignment.updateMany({
    where: { handlerId: accountId },
    data: { handlerId: null },
  });
}

/** Another person's account, for an administrator; one's own is out of reach here. */
export async function requireOther(actor: Actor, accountId: number) {
  if (!may(actor, "account.manage")) throw notFound();
  const account = await db().account.findFirst({
    where: { id: accountId, ...withinCities(await adminCities(actor)) },
    include: { unit: { select: { name: true } } },
  });
  if (!account) throw notFound();
  if (account.id !== actor.accountId) return account;
  throw new Refusal(
    "FORBIDDEN",
    "不能更改自己的账号，请由另一个管理员办理；密码请在“修改密码”里换。",
  );
}
