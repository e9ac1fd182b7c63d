import { addIndicator, rejectIndicator } from "@/lib/indicators/commands";
import {
  addIndicatorInput,
  rejectIndicatorInput,
  setIndicatorInput,
} from "@/lib/indicators/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { at } from "./people";

/** What the form of an indicator would send: as it stands, with changes. */
export async function figures(id: number, changes: Record<string, unknown> = {}) {
  const row = await db().indicator.findUniqueOrThrow({
    where: { id },
    include: { versions: { orderBy: { id: "desc" }, take: 1 } },
  });
  const { name, target, measure } = row.versions[0] ?? row;
  const version = row.versions[0]?.id ?? 0;
  return setIndicatorInput.parse({
    ...{ indicatorId: id, version, name, target: String(target), measure, unitIds: [] },
    ...changes,
  });
}

export async function reject(by: Actor, id: number, day: string, reason = "读错了，是上年的数") {
  const { version } = await figures(id);
  const input = rejectIndicatorInput.parse({ indicatorId: id, version, reason });
  await rejectIndicator(by, input, at(day));
}

/** One more indicator of a point; its id. */
export async function addTo(by: Actor, number: number, day: string): Promise<number> {
  const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { number } });
  const typed = { pointId, name: "共建基地", target: "3", measure: "个", unitIds: [] };
  return (await addIndicator(by, addIndicatorInput.parse(typed), at(day))).indicatorId;
}
