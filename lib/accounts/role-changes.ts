import "server-only";
import { recordEntry } from "../audit/commands";
import { systemNow } from "../platform/clock";
import { db, type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { endSessionsOf, keepAnAdmin, keepASigner, lockAdmins } from "./guards";
import { leaveDesks, requireOther } from "./managing";
import { adminCities, requireReportingUnit, requireWithinCities, withinCities } from "./reach";
import { placeFault } from "./rules";
import type { ChangeRoleInput, DecideRoleChangeInput } from "./schema";
import { lockSigning } from "./signers";

/**
 * 角色变更. Takes effect at once, or waits for a second administrator where the setting asks for it;
 * answers which. One's own role is never changed by oneself.
 */
export async function changeRole(
  actor: Actor,
  input: ChangeRoleInput,
  now: Date,
): Promise<"CHANGED" | "WAITING"> {
  const { name } = await requireOther(actor, input.accountId);
  const fault = placeFault(input);
  if (fault) throw new Refusal("INVALID", fault.sentence, { [fault.field]: fault.sentence });
  await requireWithinCities(actor, input);
  const cities = (await adminCities(actor)) ?? [];
  const waits = env().ROLE_CONFIRMATION;
  const { accountId, role, post, unitId, cityId } = input;
  await transact(async (tx) => {
    await requireReportingUnit(tx, unitId);
    await lockAdmins(tx);
    const before = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    if (!before.active) throw new Refusal("STALE", "这个账号已经停用。");
    if (before.role === role && before.unitId === unitId && before.cityId === cityId) {
      throw new Refusal("STALE", "角色和范围没有变化，请选择新的角色。");
    }
    // Who is limited to some cities gives nobody more than that.
    if (cities.length > 0 && (await tx.accountCity.count({ where: { accountId } })) === 0) {
      await tx.accountCity.createMany({ data: cities.map((id) => ({ accountId, cityId: id })) });
    }
    const subject = `account:${accountId}`;
    if (!waits) return apply(tx, actor, name, input, now);
    await tx.roleChange.create({
      data: {
        ...{ accountId, fromRole: before.role, role, post, unitId, cityId },
        askedById: actor.accountId,
        askedAt: systemNow(),
      },
    });
    const after = { role, post, unitId, cityId };
    const was = { role: before.role, post: before.post };
    await recordEntry(tx, actor, { action: "account.ask-role", subject, before: was, after }, now);
  }, "这个账号已有一项角色变更等待确认，请先确认或撤销。");
  return waits ? "WAITING" : "CHANGED";
}

/** The second administrator's word on a change that waits; whoever asked may only take it back. */
export async function decideRoleChange(
  actor: Actor,
  { roleChangeId, decision }: DecideRoleChangeInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "account.manage")) throw notFound();
  const change = await db().roleChange.findFirst({
    where: { id: roleChangeId, account: withinCities(await adminCities(actor)) },
    include: { account: { select: { name: true } } },
  });
  if (!change) throw notFound();
  const confirmed = decision === "CONFIRM";
  if (confirmed && change.askedById === actor.accountId) {
    throw new Refusal("FORBIDDEN", "提出变更的人不能自己确认，请由另一个管理员确认。");
  }
  if (change.accountId === actor.accountId) {
    throw new Refusal("FORBIDDEN", "不能确认自己的角色变更，请由另一个管理员办理。");
  }
  await transact(async (tx) => {
    if (confirmed) await requireReportingUnit(tx, change.unitId);
    await lockAdmins(tx);
    const { count } = await tx.roleChange.updateMany({
      where: { id: change.id, decidedAt: null },
      data: { decidedById: actor.accountId, decidedAt: systemNow(), confirmed },
    });
    if (count === 0) throw new Refusal("STALE", "这项变更已经办理，请刷新后查看。");
    const subject = `account:${change.accountId}`;
    if (!confirmed) {
      await recordEntry(tx, actor, { action: "account.refuse-role", subject }, now);
      return;
    }
    const { accountId, role, post, unitId, cityId } = change;
    if (change.fromRole === null) {
      await tx.account.update({ where: { id: accountId }, data: { active: true } });
    }
    await apply(tx, actor, change.account.name, { accountId, role, post, unitId, cityId }, now);
  });
}

async function apply(
  tx: Transaction,
  actor: Actor,
  name: string,
  { accountId, role, post, unitId, cityId }: ChangeRoleInput,
  now: Date,
): Promise<void> {
  const before = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  if (!before.active) throw new Refusal("STALE", "这个账号已经停用。");
  await lockSigning(tx, before.unitId);
  const stays = role === "STAFF" && before.role === "STAFF" && before.unitId === unitId;
  const signsOff = stays && before.signsOff;
  await tx.account.update({
    where: { id: accountId },
    data: { role, post, unitId, cityId, signsOff },
  });
  if (!stays) {
    await keepASigner(tx, name, before);
    await leaveDesks(tx, accountId);
  }
  await keepAnAdmin(tx);
  const sessions = await endSessionsOf(tx, accountId);
  const was = {
    role: before.role,
    post: before.post,
    unitId: before.unitId,
    cityId: before.cityId,
  };
  const entry = {
    action: "account.change-role",
    subject: `account:${accountId}`,
    before: was,
    after: { role, post, unitId, cityId, sessions },
  };
  await recordEntry(tx, actor, entry, now);
}
