import type { IsoDate } from "../dates";
import type { Redated } from "../format";
import type { MilestoneState } from "../glossary";
import { redatedTo } from "../plan/milestone-moves";
import { milestoneState, milestonesOn, reachedOn } from "../plan/rules";
import type { City, Point } from "./board";

/** One 节点 in force on the board's day, with how each side it is for stands; a side that is 销号 owes none. */
export type MilestoneView = {
  id: number;
  /** its line; what is confirmed hangs there */
  rootId: number;
  title: string;
  dueOn: IsoDate;
  weight: number;
  /** from which day it was put off */
  redated: Redated | null;
  /** the one city it is for; null: every side */
  city: City | null;
  /** DONE when every side reached it, LATE when one has not and should have */
  state: MilestoneState;
  sides: {
    city: City;
    state: MilestoneState;
    completionId: number | null;
    doneOn: IsoDate | null;
    /** 销号 on the day: nothing is owed any more */
    closed: boolean;
  }[];
};

/** A point's milestones on the board's day, by due date. */
export function milestonesOf(point: Point, asOf: IsoDate): MilestoneView[] {
  return milestonesOn(point.time.milestones, asOf).map((row) => {
    const sides = point.sides
      .filter(({ city }) => row.cityId === null || row.cityId === city.id)
      .map(({ city, closureId }) => {
        const reached = reachedOn(row, city.id, asOf);
        const doneOn = reached?.doneOn ?? null;
        return {
          city,
          state: closureId === null ? milestoneState({ dueOn: row.dueOn, doneOn }, asOf) : "DONE",
          completionId: reached?.id ?? null,
          doneOn,
          closed: closureId !== null,
        };
      });
    const states = sides.map(({ state }) => state);
    return {
      id: row.id,
      rootId: row.rootId,
      title: row.title,
      dueOn: row.dueOn,
      weight: row.weight,
      redated: redatedTo(point.time.milestones, row, asOf),
      city: sides.find(({ city }) => city.id === row.cityId)?.city ?? null,
      state: states.includes("LATE") ? "LATE" : states.includes("COMING") ? "COMING" : "DONE",
      sides,
    };
  });
}
