import "server-only";
import { adminCities, holdsCity } from "../accounts/reach";
import { recordEntry } from "../audit/commands";
import { shanghaiDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { pinyinInitials } from "../units/pinyin";
import { type DirectoryRow, type DirectoryView, readDirectory } from "./queries";
import { fixedMistakes, movedOrder, unitMistakes, unitSeal, type Wanted } from "./rules";
import type { MoveUnitInput, RestoreUnitInput, SaveUnitInput } from "./schema";

const TAKEN = "已有同名单位，请刷新名录后核对。";

/**
 * Adds a unit to the 名录 or changes one from today on. A new name is a rename: what was reported
 * and shown before today keeps the old one.
 */
export async function saveUnit(
  actor: Actor,
  input: SaveUnitInput,
  now: Date,
): Promise<{ unitId: number }> {
  if (!may(actor, "unit.manage")) throw notFound();
  const own = await adminCities(actor);
  return transact(async (tx) => {
    const directory = await lockDirectory(tx);
    const before = input.unitId === undefined ? null : unitOf(directory, input.unitId, own);
    if (before && unitSeal(before) !== input.seal) throw overtaken();
    if (before?.abolishedOn) throw new Refusal("INVALID", "已撤销的单位不再修改，请先恢复。");
    const wanted: Wanted = {
      id: before?.id ?? null,
      name: input.name,
      shortName: input.shortName,
      aliases: input.aliases,
      kind: input.kind,
      scope: input.scope ?? null,
      cityId: input.cityId ?? null,
      counterpartId: input.counterpartId ?? null,
    };
    if (wanted.cityId !== null && !directory.cities.some(({ id }) => id === wanted.cityId)) {
      throw notFound();
    }
    if (reachMistake(directory, own, wanted, before)) throw notFound();
    const mistakes = [
      ...unitMistakes(
        wanted,
        directory.units.filter(({ id }) => id !== wanted.id),
      ),
      ...(before ? fixedMistakes(wanted, before, before.assigned) : []),
    ];
    if (mistakes.length > 0) {
      const fields = Object.fromEntries(mistakes.map(({ field, sentence }) => [field, sentence]));
      throw new Refusal("INVALID", "请按提示修改后再保存。", fields);
    }
    if (before && unitSeal({ ...before, ...wanted, id: before.id }) === input.seal) {
      throw new Refusal("INVALID", "内容没有变化，无需保存。");
    }
    const last = Math.max(0, ...directory.units.map(({ order }) => order));
    const unitId = await writeUnit(tx, actor, wanted, before, before?.order ?? last + 1, now);
    await recordEntry(
      tx,
      actor,
      {
        action: before ? "unit.change" : "unit.create",
        subject: `unit:${unitId}`,
        before: before && said(before),
        after: said({ ...wanted, id: unitId }),
      },
      now,
    );
    await touchPlans(tx);
    return { unitId };
  }, TAKEN);
}

/** One step up or down among the units of its city; the way back is the other step. */
export async function moveUnit(actor: Actor, input: MoveUnitInput, now: Date): Promise<void> {
  if (!may(actor, "unit.manage")) throw notFound();
  const own = await adminCities(actor);
  await transact(async (tx) => {
    const directory = await lockDirectory(tx);
    const unit = unitOf(directory, input.unitId, own);
    const standing = directory.units.filter(({ abolishedOn }) => abolishedOn === null);
    const moved = movedOrder(standing, input.unitId, input.direction);
    if (!moved) throw new Refusal("STALE", "已经排在最前或最后，名录已更新。");
    for (const { id, order } of moved) {
      await tx.unit.update({ where: { id }, data: { officialOrder: order } });
    }
    const to = moved.find(({ id }) => id === unit.id)?.order ?? unit.order;
    const event = { action: "unit.move", subject: `unit:${unit.id}` };
    await recordEntry(
      tx,
      actor,
      { ...event, before: { order: unit.order }, after: { order: to } },
      now,
    );
    await touchPlans(tx);
  });
}

/** Takes an abolition back; a unit that was merged into another stays merged. */
export async function restoreUnit(actor: Actor, input: RestoreUnitInput, now: Date): Promise<void> {
  if (!may(actor, "unit.manage")) throw notFound();
  const own = await adminCities(actor);
  await transact(async (tx) => {
    const unit = unitOf(await lockDirectory(tx), input.unitId, own);
    if (unit.abolishedOn === null) throw new Refusal("STALE", "该单位已经恢复，名录已更新。");
    if (unit.successorId !== null) {
      throw new Refusal("INVALID", "已并入其他单位的不能恢复，需要时请新增单位并调整分工。");
    }
    await tx.unit.update({ where: { id: unit.id }, data: { abolishedOn: null } });
    const event = { action: "unit.restore", subject: `unit:${unit.id}` };
    const change = { before: { abolishedOn: unit.abolishedOn }, after: { abolishedOn: null } };
    await recordEntry(tx, actor, { ...event, ...change }, now);
    await touchPlans(tx);
  });
}

// Any number will do as long as nothing else in this database uses it.
const LOCK = 20240427;

/** The 名录 as it stands, kept from every other change of it until the transaction ends. */
export async function lockDirectory(tx: Transaction): Promise<DirectoryView> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
  return readDirectory(tx);
}

/** A unit of the 名录, of the administrator's `own` cities where those are limited. */
export function unitOf(
  directory: DirectoryView,
  id: number,
  own: number[] | null = null,
): DirectoryRow {
  const unit = directory.units.find((each) => each.id === id);
  if (!unit || !holdsCity(own, unit.cityId)) throw notFound();
  return unit;
}

/** Which of city and counterpart would take a unit beyond the administrator's `own` cities. */
export function reachMistake(
  directory: DirectoryView,
  own: number[] | null,
  wanted: Pick<Wanted, "cityId" | "counterpartId">,
  before: DirectoryRow | null,
): "cityId" | "counterpartId" | null {
  if (!holdsCity(own, wanted.cityId)) return "cityId";
  if (before && !holdsCity(own, before.cityId)) return "cityId";
  const { counterpartId } = wanted;
  if (counterpartId === null || counterpartId === before?.counterpartId) return null;
  const partner = directory.units.find(({ id }) => id === counterpartId);
  return partner && !holdsCity(own, partner.cityId) ? "counterpartId" : null;
}

export function overtaken(): Refusal {
  return new Refusal("STALE", "名录刚被他人修改，页面已显示最新内容，请核对后再保存。");
}

/** Writes one unit, what it was called until today, and the pair it makes with its counterpart. */
export async function writeUnit(
  tx: Transaction,
  actor: Actor,
  wanted: Wanted,
  before: DirectoryRow | null,
  order: number,
  now: Date,
): Promise<number> {
  const { id: _, scope, counterpartId, ...rest } = wanted;
  const data = {
    ...rest,
    groupScope: scope,
    pinyinInitials: pinyinInitials(wanted.name),
    officialOrder: order,
  };
  const unitId = before
    ? (await tx.unit.update({ where: { id: before.id }, data, select: { id: true } })).id
    : (await tx.unit.create({ data, select: { id: true } })).id;
  if (before && (before.name !== wanted.name || before.shortName !== wanted.shortName)) {
    await tx.unitName.create({
      data: {
        unitId,
        name: before.name,
        shortName: before.shortName,
        endsOn: toDbDate(shanghaiDate(now)),
        changedById: actor.accountId,
      },
    });
  }
  await pair(tx, unitId, counterpartId);
  return unitId;
}

/** Counterparts name each other; whoever was paired with either before is free again. */
export async function pair(tx: Transaction, unitId: number, partnerId: number | null) {
  const unpaired = [unitId, ...(partnerId === null ? [] : [partnerId])];
  await tx.unit.updateMany({
    where: { OR: [{ counterpartId: { in: unpaired } }, { id: { in: unpaired } }] },
    data: { counterpartId: null },
  });
  if (partnerId === null) return;
  await tx.unit.update({ where: { id: unitId }, data: { counterpartId: partnerId } });
  await tx.unit.update({ where: { id: partnerId }, data: { counterpartId: unitId } });
}

/** Names, order and pairs show on every dashboard of every plan. */
export async function touchPlans(tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE plans SET revision = revision + 1`;
}

export function said({ name, shortName, aliases, kind, scope, cityId, counterpartId }: Wanted) {
  return { name, shortName, aliases, kind, scope, cityId, counterpartId };
}
