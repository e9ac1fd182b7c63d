import { addDays, type IsoDate } from "../dates";
import type { Redated } from "../format";
import type { Eased } from "../status/rules";
import { type MilestoneEntry, type MilestoneFacts, milestonesOn, reachedOn } from "./rules";

type Row = MilestoneFacts;

/** The rows of a line that stood at the end of some day up to this one, in order. */
function lineOf(rows: Row[], rootId: number, day: IsoDate): Row[] {
  return rows
    .filter((row) => row.rootId === rootId && row.addedOn <= day && row.removedOn !== row.addedOn)
    .sort((a, b) => a.id - b.id);
}

/** 原 → 现 of a milestone's line as of a day, and how often it was put off; null when it never was. */
export function redatedTo(rows: Row[], row: Row, day: IsoDate): Redated | null {
  const line = lineOf(rows, row.rootId, day);
  const count = line.filter(({ dueOn }, at) => dueOn > (line[at - 1]?.dueOn ?? dueOn)).length;
  return count > 0 ? { fromOn: line[0]?.dueOn ?? row.dueOn, toOn: row.dueOn, count } : null;
}

/**
 * The days up to this one on which less was asked of a side than the evening before, with what was
 * taken off it: a milestone it had not reached was put off or taken out, or a share of the expected
 * progress falls due later. Milestones set where there were none are no such day.
 */
export function easedOn(rows: Row[], cityId: number, day: IsoDate): (Eased & { on: IsoDate })[] {
  const own = rows.filter((row) => row.cityId === null || row.cityId === cityId);
  const changes = own.flatMap(({ addedOn, removedOn }) => [addedOn, removedOn ?? addedOn]);
  return [...new Set(changes)]
    .filter((on) => on <= day)
    .sort()
    .flatMap((on) => {
      const before = milestonesOn(own, addDays(on, -1));
      const after = milestonesOn(own, on);
      const eased = lineEased(rows, before, after, cityId, on) ?? shareEased(before, after, on);
      return eased ? [{ ...eased, on }] : [];
    });
}

function lineEased(
  rows: Row[],
  before: Row[],
  after: Row[],
  cityId: number,
  on: IsoDate,
): Eased | null {
  for (const row of before) {
    if (reachedOn(row, cityId, on)) continue;
    const now = after.find(({ rootId }) => rootId === row.rootId);
    if (!now) return { kind: "REMOVED", title: row.title, dueOn: row.dueOn };
    const redated = now.dueOn > row.dueOn && redatedTo(rows, now, on);
    if (redated) return { kind: "REDATED", title: now.title, redated };
  }
  return null;
}

/** Whether on the day itself or any later one less of the whole is due than before. */
function shareEased(before: Row[], after: Row[], on: IsoDate): Eased | null {
  const days = [on, ...before.map(({ dueOn }) => dueOn).filter((dueOn) => dueOn > on)];
  const less = days.some((day) => dueShare(after, day) < dueShare(before, day));
  return less ? { kind: "REWEIGHTED" } : null;
}

function dueShare(rows: Row[], day: IsoDate): number {
  const sum = (some: Row[]) => some.reduce((total, { weight }) => total + weight, 0);
  return rows.length === 0 ? 0 : sum(rows.filter(({ dueOn }) => dueOn <= day)) / sum(rows);
}

/** What is asked before milestones are set that are late at once; null when none newly is. */
export function pastQuestion(
  present: Pick<MilestoneEntry, "rootId" | "dueOn">[],
  wanted: MilestoneEntry[],
  today: IsoDate,
): string | null {
  const stood = ({ rootId, dueOn }: MilestoneEntry) =>
    rootId !== null && present.some((row) => row.rootId === rootId && row.dueOn === dueOn);
  const past = wanted.filter((entry) => entry.dueOn < today && !stood(entry));
  if (past.length === 0) return null;
  const named = past.map(({ title, dueOn }) => `“${title}”（${dueOn}）`).join("、");
  return `${past.length} 个节点的日期已过：${named}。没有完成的从今天起就是逾期，当天以后不能改晚；请改为今天以后的日期，确实如此的勾选后再保存。`;
}

/**
 * Why milestones cannot be set as wanted; null when they can. What is late stays late: a milestone that
 * a side should have reached by yesterday and has not is neither put off nor taken out, nor weighs less,
 * nor goes to the other side. Compared with how the evening before stood, so that two steps of a day do
 * not do what one may not. One that was past when it was entered, by a slip, may be put right.
 */
export function lateMistake(
  rows: Row[],
  wanted: MilestoneEntry[],
  /** sides of the point that are not 销号 */
  cities: { id: number; shortName: string }[],
  today: IsoDate,
): string | null {
  const yesterday = addDays(today, -1);
  for (const row of milestonesOn(rows, yesterday)) {
    const late = cities.filter(
      ({ id }) => (row.cityId === null || row.cityId === id) && !reachedOn(row, id, today),
    );
    const slip = lineOf(rows, row.rootId, yesterday).every(({ dueOn, addedOn }) => dueOn < addedOn);
    if (row.dueOn >= today || late.length === 0 || slip) continue;
    const now = wanted.find(({ rootId }) => rootId === row.rootId);
    const stays =
      now &&
      now.dueOn <= row.dueOn &&
      now.weight >= row.weight &&
      late.every(({ id }) => now.cityId === null || now.cityId === id);
    if (stays) continue;
    const sides = late.map(({ shortName }) => `${shortName}侧`).join("、");
    return `节点“${row.title}”应于 ${row.dueOn} 完成，${sides}至今没有完成：逾期照实显示，不能移出、改晚、调低权重或改归另一侧，完成后由审核员确认。`;
  }
  return null;
}
