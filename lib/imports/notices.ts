import "server-only";
import { notifyEach, reachedBy, staffOfAll } from "../notifications/commands";
import { paths } from "../paths";
import type { Transaction } from "../platform/db";
import type { Actor } from "../policy";
import type { Difference, PlanPoint } from "./differences";

type News = {
  importId: number;
  planId: number;
  /** what an update took over, the points as they were and those it added; null for a new plan */
  update: {
    differences: readonly Difference[];
    before: readonly PlanPoint[];
    added: readonly number[];
  } | null;
};

/**
 * Tells the people of every unit, in the transaction of the publication, how much awaits its 签收: one
 * message a person. Of an update only those are told whose work it changed.
 */
export async function tellPublished(
  tx: Transaction,
  actor: Pick<Actor, "accountId" | "demonstration">,
  { importId, planId, update }: News,
  now: Date,
): Promise<void> {
  const { title } = await tx.plan.findUniqueOrThrow({ where: { id: planId } });
  const shares = (await sharesOf(tx, planId)).map((share) => ({
    ...share,
    touched: update === null || isTouched(share, update),
  }));
  const staff = await staffOfAll(
    tx,
    shares.map(({ id }) => id),
  );
  const people = new Map<number, Share[]>();
  for (const share of shares.filter(({ touched }) => touched)) {
    for (const accountId of staff.get(share.id) ?? []) {
      people.set(accountId, [...(people.get(accountId) ?? []), share]);
    }
  }
  people.delete(actor.accountId);
  const messages = [...people].map(([accountId, own]) => {
    const awaited = shares.filter(
      ({ id, awaits }) => awaits && (staff.get(id) ?? []).includes(accountId),
    ).length;
    return {
      ...{ accountId, planId, kind: "ASSIGNED" as const, demonstration: actor.demonstration },
      text: update ? updateText(title, own, awaited) : publishText(title, awaited),
      path: awaited > 0 ? paths.acknowledgements() : paths.updates(),
      sameAs: `published:${importId}`,
    };
  });
  await notifyEach(tx, await reachedBy(tx, messages), now);
}

type Share = Awaited<ReturnType<typeof sharesOf>>[number];

/** What each unit carries of a plan or ever carried; a 集合单位 has nobody to tell. */
async function sharesOf(tx: Transaction, planId: number) {
  const rows = await tx.assignment.findMany({
    where: { planId, unit: { kind: { not: "GROUP" } } },
    orderBy: [{ point: { number: "asc" } }, { id: "asc" }],
    select: {
      ...{ id: true, pointId: true },
      point: { select: { number: true, title: true, body: true, removedOn: true } },
      unit: { select: { name: true } },
      terms: {
        orderBy: { id: "desc" },
        take: 1,
        select: {
          ...{ endsOn: true, acknowledgement: { select: { termId: true } } },
          objections: { where: { decision: null }, select: { id: true } },
        },
      },
    },
  });
  return rows.flatMap(({ terms: [term], point, unit, ...row }) => {
    if (!term) return [];
    const { endsOn, acknowledgement, objections } = term;
    const { number, removedOn, title, body } = point;
    const open = endsOn === null;
    const awaits = open && acknowledgement === null && objections.length === 0;
    // Whoever had left the point before is not concerned by its end.
    const lost = endsOn !== null && removedOn !== null && endsOn >= removedOn;
    return [{ ...row, number, words: title + body, unit: unit.name, open, lost, awaits }];
  });
}

/** Another number or chapter, and other units beside it, change nobody's work. */
function isTouched(
  share: Share,
  { differences, before, added }: NonNullable<News["update"]>,
): boolean {
  if (share.open && added.includes(share.pointId)) return true;
  const former = before.find(({ id }) => id === share.pointId);
  const reworded = former !== undefined && former.title + former.body !== share.words;
  return differences.some((each) => {
    if (!("pointId" in each) || each.pointId !== share.pointId) return false;
    if (each.kind === "UNIT") return each.unit === share.unit;
    if (each.kind === "REMOVED") return share.lost;
    return share.open && (each.kind === "DUE" || (each.kind === "TEXT" && reworded));
  });
}

const publishText = (title: string, awaited: number) =>
  `《${title}》已发布，贵单位有 ${awaited} 项分工待签收`;

function updateText(title: string, own: readonly Share[], awaited: number): string {
  const numbers = (open: boolean) => {
    const found = own.filter((share) => share.open === open).map(({ number }) => number);
    return [...new Set(found)].join("、");
  };
  const said = [
    numbers(true) && `第 ${numbers(true)} 项有变化`,
    numbers(false) && `第 ${numbers(false)} 项不再承担`,
    awaited > 0 && `有 ${awaited} 项分工待签收`,
  ];
  return `《${title}》已更新，贵单位${said.filter(Boolean).join("，")}`;
}
