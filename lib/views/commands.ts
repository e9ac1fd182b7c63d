import "server-only";
import type { ViewSharing } from "../../prisma/generated/enums";
import { recordEntry } from "../audit/commands";
import { type Transaction, transact } from "../platform/db";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { MOST_VIEWS, mayOpen, viewPath } from "./rules";
import type { ChangeViewInput, MoveViewInput, OneViewInput, SaveViewInput } from "./schema";

type Shared = { sharing: ViewSharing; cityId: number | null };

const SAME_NAME = "您已有同名的视图，请换一个名称。";
/** How long a removed view can be brought back, in milliseconds. */
const KEPT_AFTER_REMOVAL = 30 * 24 * 3600 * 1000;

/** Keeps a page with its filters under a name, at the end of the person's own. Its id. */
export async function saveView(actor: Actor, input: SaveViewInput, now: Date): Promise<number> {
  if (!may(actor, "view.keep")) throw notFound();
  const path = viewPath(input.path);
  if (path === null || !mayOpen(actor, path)) {
    throw new Refusal("INVALID", "这一页不能存为视图，请从有筛选的列表页点“保存当前视图”。");
  }
  checkSharing(actor, input.sharing);
  return transact(async (tx) => {
    const standing = await lockOwn(tx, actor);
    await makeRoom(tx, actor, standing, input.name, now);
    const position = Math.max(0, ...standing.map((view) => view.position)) + 1;
    const { name, sharing } = input;
    const data = { accountId: actor.accountId, name, path, position, createdAt: now, ...sharing };
    const { id } = await tx.savedView.create({ data });
    await record(tx, actor, "view.save", id, { after: { name, path, ...sharing } }, now);
    return id;
  }, SAME_NAME);
}

/** Renames a view of one's own, and says who else finds it. */
export async function changeView(actor: Actor, input: ChangeViewInput, now: Date): Promise<void> {
  checkSharing(actor, input.sharing);
  await transact(async (tx) => {
    const standing = await lockOwn(tx, actor);
    const view = await ownView(tx, actor, input.viewId, "STANDING");
    const { name, sharing } = input;
    if (standing.some((other) => other.id !== view.id && other.name === name)) throw sameName();
    await tx.savedView.update({ where: { id: view.id }, data: { name, ...sharing } });
    const before = { name: view.name, sharing: view.sharing, cityId: view.cityId };
    await record(tx, actor, "view.change", view.id, { before, after: { name, ...sharing } }, now);
  }, SAME_NAME);
}

/** Removes a view of one's own; for a month it can be brought back. Its id. */
export async function removeView(
  actor: Actor,
  { viewId }: OneViewInput,
  now: Date,
): Promise<number> {
  await transact(async (tx) => {
    await lockOwn(tx, actor);
    const { id, name, path } = await ownView(tx, actor, viewId, "STANDING");
    await tx.savedView.update({ where: { id }, data: { removedAt: now } });
    await record(tx, actor, "view.remove", id, { before: { name, path } }, now);
  });
  return viewId;
}

/** Brings a removed view back to where it stood. */
export async function restoreView(
  actor: Actor,
  { viewId }: OneViewInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const standing = await lockOwn(tx, actor);
    const { id, name, path } = await ownView(tx, actor, viewId, "REMOVED");
    await makeRoom(tx, actor, standing, name, now);
    await tx.savedView.update({ where: { id }, data: { removedAt: null } });
    await record(tx, actor, "view.restore", id, { after: { name, path } }, now);
  }, SAME_NAME);
}

/** Moves a view of one's own one place up or down; at the end of the list it stays. */
export async function moveView(
  actor: Actor,
  { viewId, to }: MoveViewInput,
  now: Date,
): Promise<void> {
  await transact(async (tx) => {
    const standing = await lockOwn(tx, actor);
    const view = await ownView(tx, actor, viewId, "STANDING");
    const place = standing.findIndex(({ id }) => id === view.id);
    const other = standing[to === "UP" ? place - 1 : place + 1];
    if (!other) return;
    const order = standing.map(({ id }) => id);
    order[place] = other.id;
    order[standing.indexOf(other)] = view.id;
    for (const [at, id] of order.entries()) {
      await tx.savedView.update({ where: { id }, data: { position: at + 1 } });
    }
    await record(tx, actor, "view.move", view.id, { after: { name: view.name, to } }, now);
  });
}

function checkSharing(actor: Actor, { sharing, cityId }: Shared) {
  const allowed =
    sharing === "NOBODY" ||
    (sharing === "EVERYBODY" && may(actor, "view.share-everybody")) ||
    (sharing === "CITY" && may(actor, "view.share-city", { cityId }));
  if (allowed) return;
  const sentence = "您不能把视图给这些人看，请改选“只给自己”或您所在的城市。";
  throw new Refusal("FORBIDDEN", sentence, { sharing: sentence });
}

/** The person's standing views in order, locked: two pages of one person take turns. */
async function lockOwn(tx: Transaction, actor: Actor) {
  if (!may(actor, "view.keep")) throw notFound();
  await tx.$executeRaw`SELECT 1 FROM accounts WHERE id = ${actor.accountId} FOR NO KEY UPDATE`;
  return tx.savedView.findMany({
    where: { accountId: actor.accountId, removedAt: null },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

async function ownView(tx: Transaction, actor: Actor, id: number, state: "STANDING" | "REMOVED") {
  const view = await tx.savedView.findUnique({ where: { id, accountId: actor.accountId } });
  if (!view) throw notFound();
  if (state === "STANDING" && view.removedAt) {
    throw new Refusal("STALE", "这个视图已经删除，请刷新查看。");
  }
  if (state === "REMOVED" && !view.removedAt) {
    throw new Refusal("STALE", "这个视图已经恢复，请刷新查看。");
  }
  return view;
}

/** Room for one more of that name; what was removed long ago goes for good. */
async function makeRoom(
  tx: Transaction,
  actor: Actor,
  standing: { name: string }[],
  name: string,
  now: Date,
) {
  if (standing.length >= MOST_VIEWS) {
    throw new Refusal("INVALID", `每人最多保存 ${MOST_VIEWS} 个视图，请先删除不用的。`);
  }
  if (standing.some((view) => view.name === name)) throw sameName();
  const long = new Date(now.getTime() - KEPT_AFTER_REMOVAL);
  await tx.savedView.deleteMany({ where: { accountId: actor.accountId, removedAt: { lt: long } } });
}

function sameName(): Refusal {
  return new Refusal("INVALID", SAME_NAME, { name: SAME_NAME });
}

type Words = Record<string, string | number | null>;

function record(
  tx: Transaction,
  actor: Actor,
  action: "view.save" | "view.change" | "view.remove" | "view.restore" | "view.move",
  id: number,
  change: { before?: Words; after?: Words },
  now: Date,
) {
  return recordEntry(tx, actor, { action, subject: `view:${id}`, ...change }, now);
}
