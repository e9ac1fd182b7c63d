import type {
  AdjustmentDecision,
  AdjustmentKind,
  ConfidenceLevel,
  ExtensionDecision,
} from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import type { MilestoneState } from "../glossary";
import type { Milestone } from "../status/rules";

/** One row of a line of milestones, in force on [addedOn, removedOn), with what its line has reached. */
export type MilestoneFacts = {
  id: number;
  /** first row of its line */
  rootId: number;
  pointId: number;
  /** null: of every side */
  cityId: number | null;
  title: string;
  dueOn: IsoDate;
  weight: number;
  addedOn: IsoDate;
  removedOn: IsoDate | null;
  reached: {
    id: number;
    cityId: number;
    doneOn: IsoDate;
    confirmedOn: IsoDate;
    revokedOn: IsoDate | null;
  }[];
};

/** One application for a later due date; what was decided after the day read is not in it. */
export type ExtensionFacts = {
  id: number;
  pointId: number;
  cityId: number | null;
  unitId: number;
  unitName: string;
  fromOn: IsoDate;
  toOn: IsoDate;
  reason: string;
  appliedOn: IsoDate;
  appliedBy: string;
  decision: ExtensionDecision | null;
  opinion: string | null;
  decidedOn: IsoDate | null;
  /** when on that day, to tell what came after what */
  order?: number | null;
  decidedBy: string | null;
};

export type PauseFacts = {
  id: number;
  pointId: number;
  reason: string;
  basis: string;
  startsOn: IsoDate;
  /** null while it lasts */
  endsOn: IsoDate | null;
  startedBy: string;
  /** 取消 by an approved adjustment, which another one may end; `id` is below 0 then */
  cancelled: boolean;
};

/** One 调整; what was decided after the day read is not in it. */
export type AdjustmentFacts = {
  id: number;
  pointId: number;
  kind: AdjustmentKind;
  fromOn: IsoDate | null;
  toOn: IsoDate | null;
  text: string;
  reason: string;
  basis: string;
  proposedById: number;
  proposedBy: string;
  proposedOn: IsoDate;
  decision: AdjustmentDecision | null;
  opinion: string | null;
  decidedOn: IsoDate | null;
  /** as of an extension */
  order?: number | null;
  decidedBy: string | null;
};

/** 通知改期: an update of the notice gave the point another due date, also an earlier one. */
export type NoticeFacts = {
  id: number;
  changedOn: IsoDate;
  order: number;
  fromOn: IsoDate;
  toOn: IsoDate;
};

export type ConfidenceFacts = {
  id: number;
  pointId: number;
  cityId: number;
  level: ConfidenceLevel;
  sentence: string;
  statedOn: IsoDate;
  statedBy: string;
};

/** The milestones in force on a day, in the order of their due dates. */
export function milestonesOn(rows: MilestoneFacts[], day: IsoDate): MilestoneFacts[] {
  return rows
    .filter((row) => row.addedOn <= day && (row.removedOn === null || row.removedOn > day))
    .sort((a, b) => byDay(a.dueOn, b.dueOn) || a.id - b.id);
}

/** What one side has reached of a milestone, as known on a day. */
export function reachedOn(row: MilestoneFacts, cityId: number, day: IsoDate) {
  return row.reached.find(
    (each) =>
      each.cityId === cityId &&
      each.confirmedOn <= day &&
      (each.revokedOn === null || each.revokedOn > day),
  );
}

/** The milestones of one side as the rules of lights take them. */
export function sideMilestones(rows: MilestoneFacts[], cityId: number, day: IsoDate): Milestone[] {
  return milestonesOn(rows, day)
    .filter((row) => row.cityId === null || row.cityId === cityId)
    .map((row) => ({
      title: row.title,
      dueOn: row.dueOn,
      weight: row.weight,
      doneOn: reachedOn(row, cityId, day)?.doneOn ?? null,
    }));
}

export function milestoneState(
  { dueOn, doneOn }: Pick<Milestone, "dueOn" | "doneOn">,
  day: IsoDate,
): MilestoneState {
  if (doneOn !== null && doneOn <= day) return "DONE";
  return dueOn < day ? "LATE" : "COMING";
}

// Days compare as texts; localeCompare would ask a dictionary.
export function byDay(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Days from the first up to, and without, the last; null: it goes on. */
export type Span = Pick<PauseFacts, "startsOn" | "endsOn">;

export function isPausedOn(pauses: Span[], day: IsoDate) {
  return pauses.some(
    ({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn > day),
  );
}

/** Why nothing of a point is asked for: 暂停, or 取消, which the pause of a cancelled point gives way to. */
export type Halt = "PAUSED" | "CANCELLED";

export function haltOn(
  pauses: (Span & Pick<PauseFacts, "cancelled">)[],
  day: IsoDate,
): Halt | null {
  const standing = pauses.filter((pause) => isPausedOn([pause], day));
  if (standing.length === 0) return null;
  return standing.some(({ cancelled }) => cancelled) ? "CANCELLED" : "PAUSED";
}

/** What the saver of a point's milestones has to have seen. */
export function milestonesSeal(rows: { id: number }[]): string {
  return rows
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join(",");
}

export type MilestoneEntry = {
  title: string;
  dueOn: IsoDate;
  weight: number;
  cityId: number | null;
  rootId: number | null;
};

/** Whether a row goes on unchanged. */
export function isSameMilestone(row: MilestoneEntry, entry: MilestoneEntry): boolean {
  return (
    row.rootId === entry.rootId &&
    row.title === entry.title &&
    row.dueOn === entry.dueOn &&
    row.weight === entry.weight &&
    row.cityId === entry.cityId
  );
}

/** Says of which side the weights miss 100, and by how much; null when each side has 100 or no milestone at all. */
export function weightMistake(
  entries: Pick<MilestoneEntry, "cityId" | "weight">[],
  cities: { id: number; shortName: string }[],
): string | null {
  const sums = cities.map(({ id, shortName }) => ({
    shortName,
    sum: entries
      .filter(({ cityId }) => cityId === null || cityId === id)
      .reduce((total, { weight }) => total + weight, 0),
  }));
  const wrong = sums.filter(({ sum }) => sum !== 0 && sum !== 100);
  if (wrong.length === 0) return null;
  const said = (sum: number) =>
    `权重合计 ${sum}，${sum < 100 ? `还差 ${100 - sum}` : `多出 ${sum - 100}`}`;
  const same = wrong.length === sums.length && wrong.every(({ sum }) => sum === wrong[0]?.sum);
  const parts = same
    ? [said(wrong[0]?.sum ?? 0)]
    : wrong.map(({ shortName, sum }) => `${shortName}侧${said(sum)}`);
  return `${parts.join("；")}。每一侧的权重须合计 100，请调整。`;
}
