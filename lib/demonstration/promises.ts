import "server-only";
import { addActionItem } from "../action-items/commands";
import { decideAdjustment, proposeAdjustment } from "../adjustments/commands";
import type { IsoDate } from "../dates";
import { setIndicator } from "../indicators/commands";
import { db } from "../platform/db";
import type { Actor } from "../policy";
import { at, type Desk } from "./desks";

/** What of the indicators that were read out nobody has decided about yet: points by number. */
const UNDECIDED = [7, 20, 24];
const ITEM = { number: 20, on: "2024-07-08", text: "年底前汇总两市互派教师的课例，形成一册资源包" };
const ADJUSTMENTS = [
  {
    ...{ number: 9, on: "2024-07-15", decidedOn: "2024-07-17", kind: "CONTENT" as const },
    text: "线下对接改为线上线下结合，其余内容不变。",
    ...{ reason: "线下场地调整。", basis: "两市会商纪要（2024年7月12日）" },
  },
  {
    ...{ number: 27, on: "2024-09-18", decidedOn: null, kind: "DUE" as const, toOn: "2026-06-30" },
    ...{ text: "", reason: "规划期调整，任务跨年度实施。", basis: "上级规划调整通知（待补文号）" },
  },
  {
    ...{ number: 19, on: "2024-09-19", decidedOn: null, kind: "CANCEL" as const, text: "" },
    ...{
      reason: "与第 18 项合并推进，不再单列。",
      basis: "两市对口合作办会商纪要（2024年9月13日）",
    },
  },
];

type Act = { on: IsoDate; order: number; run: (reviewer: Actor) => Promise<void> };

/** 指标 confirmed, a 举措 added and 调整 made, each skipped when an interrupted load left it. */
export function promiseActs(desks: Desk[], admin: Actor): Act[] {
  const pointOf = (number: number) => desks.find(({ point }) => point.number === number)?.point.id;
  const acts: Act[] = [
    { on: "2024-05-13", order: 5, run: () => confirm(desks, admin) },
    { on: ITEM.on, order: 5, run: () => addItem(pointOf(ITEM.number), admin) },
  ];
  for (const { number, on, decidedOn, ...wanted } of ADJUSTMENTS) {
    const pointId = pointOf(number);
    if (pointId === undefined) continue;
    const propose = async (reviewer: Actor) => {
      if ((await db().adjustment.count({ where: { pointId } })) > 0) return;
      await proposeAdjustment(reviewer, { toOn: undefined, ...wanted, pointId }, at(on, 10));
    };
    acts.push({ on, order: 8, run: propose });
    if (decidedOn === null) continue;
    const decide = async () => {
      const waiting = await db().adjustment.findFirst({ where: { pointId, decision: null } });
      if (!waiting) return;
      const input = { adjustmentId: waiting.id, decision: "APPROVED" as const, opinion: "同意。" };
      await decideAdjustment(admin, input, at(decidedOn, 15));
    };
    acts.push({ on: decidedOn, order: 8, run: decide });
  }
  return acts;
}

async function confirm(desks: Desk[], admin: Actor): Promise<void> {
  const ids = desks
    .filter(({ point }) => !UNDECIDED.includes(point.number))
    .flatMap(({ point }) => point.indicators.map(({ id }) => id));
  const open = await db().indicator.findMany({
    where: { id: { in: ids }, versions: { none: {} } },
    orderBy: { id: "asc" },
  });
  for (const { id, name, target, measure } of open) {
    const figures = { name, target, measure, dueOn: undefined, unitIds: [] };
    await setIndicator(admin, { indicatorId: id, version: 0, ...figures }, at("2024-05-13", 10));
  }
}

async function addItem(pointId: number | undefined, admin: Actor): Promise<void> {
  if (pointId === undefined) return;
  const { text, on } = ITEM;
  if ((await db().actionItem.count({ where: { pointId, addedOn: { not: null }, text } })) > 0)
    return;
  await addActionItem(admin, { pointId, text, dueOn: "2024-12-20", unitIds: [] }, at(on, 10));
}
