import "server-only";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { systemNow } from "../platform/clock";
import { db, type Prisma, type Transaction, transact } from "../platform/db";
import { holdDirectory } from "../platform/directory-lock";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { confirmationFor, endSessionsOf, keepAnAdmin, keepASigner, lockAdmins } from "./guards";
import { leaveDesks, requireOther, requireReportingUnit } from "./managing";
import { adminCities, holdsCity, requireWithinCities, withinCities } from "./reach";
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
  const cities = await adminCities(actor);
  const { accountId, role, post, unitId, cityId } = input;
  return transact(async (tx) => {
    await requireReportingUnit(tx, unitId);
    await lockAdmins(tx);
    const before = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    if (!before.active) throw new Refusal("STALE", "这个账号已经停用。");
    if (before.role === role && before.unitId === unitId && before.cityId === cityId) {
      throw new Refusal("STALE", "角色和范围没有变化，请选择新的角色。");
    }
    const subject = `account:${accountId}`;
    const { waiting, reason } = await confirmationFor(tx, role);
    if (!waiting) {
      await apply(tx, actor, { ...input, name, cities, reason }, now);
      return "CHANGED";
    }
    const from = { fromRole: before.role, fromUnitId: before.unitId, fromCityId: before.cityId };
    await tx.roleChange.create({
      data: {
        ...{ accountId, ...from, role, post, unitId, cityId },
        askedById: actor.accountId,
        askedAt: systemNow(),
      },
    });
    const after = { role, post, unitId, cityId };
    const was = placeOf(before);
    await recordEntry(tx, actor, { action: "account.ask-role", subject, before: was, after }, now);
    return "WAITING";
  }, "这个账号已有一项角色变更等待确认，请先确认或撤销。");
}

/**
 * The second administrator's word on a change that waits; whoever asked may only take it back. What is
 * confirmed is looked at once more: the account has to stand where it stood, and the place it is to
 * have must still be one, and within this administrator's cities too.
 */
export async function decideRoleChange(
  actor: Actor,
  { roleChangeId, decision }: DecideRoleChangeInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "account.manage")) throw notFound();
  const own = await adminCities(actor);
  const change = await db().roleChange.findFirst({
    where: { id: roleChangeId, account: withinCities(own) },
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
  const { accountId, role, post, unitId, cityId } = change;
  const cities = commonCities(own, await adminCities({ accountId: change.askedById }));
  await transact(async (tx) => {
    if (confirmed) await requirePlaceStill(tx, own, change);
    await lockAdmins(tx);
    const { count } = await tx.roleChange.updateMany({
      where: { id: change.id, decidedAt: null },
      data: { decidedById: actor.accountId, decidedAt: systemNow(), confirmed },
    });
    if (count === 0) throw new Refusal("STALE", "这项变更已经办理，请刷新后查看。");
    if (!confirmed) {
      const subject = `account:${accountId}`;
      const before = placeOf({ role, post, unitId, cityId });
      await recordEntry(tx, actor, { action: "account.refuse-role", subject, before }, now);
      return;
    }
    if (change.fromRole === null) {
      await tx.account.update({ where: { id: accountId }, data: { active: true } });
    } else await requireUnmoved(tx, change);
    const wanted = { accountId, role, post, unitId, cityId, name: change.account.name, cities };
    await apply(tx, actor, wanted, now);
  });
}

async function requirePlaceStill(
  tx: Transaction,
  own: number[] | null,
  { unitId, cityId }: { unitId: number | null; cityId: number | null },
): Promise<void> {
  await holdDirectory(tx, "SHARED");
  if (unitId === null && cityId === null) return;
  const unit = unitId === null ? null : await tx.unit.findUnique({ where: { id: unitId } });
  if (!holdsCity(own, unit ? unit.cityId : cityId)) {
    const sentence = "新的单位或城市不在您管理的城市之内，请由管理那里的管理员确认。";
    throw new Refusal("FORBIDDEN", sentence);
  }
  if (!unit || unit.abolishedOn === null) return;
  throw new Refusal("STALE", `${unit.name}已撤销。这项变更请不同意，再按现在的单位重新提出。`);
}

async function requireUnmoved(
  tx: Transaction,
  change: Pick<
    Prisma.RoleChangeGetPayload<object>,
    "accountId" | "fromRole" | "fromUnitId" | "fromCityId"
  >,
): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM accounts WHERE id = ${change.accountId} FOR UPDATE`;
  const account = await tx.account.findUniqueOrThrow({ where: { id: change.accountId } });
  const stands =
    account.role === change.fromRole &&
    account.unitId === change.fromUnitId &&
    account.cityId === change.fromCityId;
  if (stands) return;
  throw new Refusal(
    "STALE",
    "提出变更以后，这个账号的角色、单位或城市已经变了。这项变更请不同意，核对后重新提出。",
  );
}

/** What two administrators may both give; null for no limit. */
function commonCities(one: number[] | null, other: number[] | null): number[] | null {
  if (one === null || other === null) return one ?? other;
  return one.filter((id) => other.includes(id));
}

type Wanted = ChangeRoleInput & {
  name: string;
  /** whoever decides is limited to them, and gives nobody more */
  cities: number[] | null;
  reason?: string | undefined;
};

async function apply(
  tx: Transaction,
  actor: Actor,
  { accountId, role, post, unitId, cityId, name, cities, reason }: Wanted,
  now: Date,
): Promise<void> {
  const before = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  if (!before.active) throw new Refusal("STALE", "这个账号已经停用。");
  if (cities !== null && (await tx.accountCity.count({ where: { accountId } })) === 0) {
    await tx.accountCity.createMany({ data: cities.map((id) => ({ accountId, cityId: id })) });
  }
  await lockSigning(tx, before.unitId);
  const stays = role === "STAFF" && before.role === "STAFF" && before.unitId === unitId;
  const signsOff = stays && before.signsOff;
  if (before.post !== post || before.cityId !== cityId) {
    const was = { accountId, post: before.post, cityId: before.cityId };
    const endsOn = toDbDate(shanghaiDate(now));
    await tx.formerPost.create({ data: { ...was, endsOn, changedById: actor.accountId } });
  }
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
  const entry = {
    action: "account.change-role",
    subject: `account:${accountId}`,
    before: placeOf(before),
    after: { role, post, unitId, cityId, sessions, ...(reason ? { reason } : {}) },
  };
  await recordEntry(tx, actor, entry, now);
}

function placeOf({ role, post, unitId, cityId }: Omit<ChangeRoleInput, "accountId">) {
  return { role, post, unitId, cityId };
}
