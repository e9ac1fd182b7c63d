import { addWorkdays, type Holidays } from "../calendar/rules";
import type { IsoDate } from "../dates";

/** Working days a unit has to acknowledge what it was assigned. */
export const WORKDAYS_TO_ACKNOWLEDGE = 3;

export type AcknowledgementState = "ACKNOWLEDGED" | "OBJECTED" | "AWAITED" | "LATE";

export type TermFacts = {
  startsOn: IsoDate;
  /** the day the portal came to know of it, where that is known; a notice may be imported long after its issue */
  enteredOn: IsoDate | null;
  acknowledgedOn: IsoDate | null;
  /** the oldest first; `decidedOn` null while it waits */
  objections: { decidedOn: IsoDate | null }[];
};

/** 下达: the day from which the unit could know, its beginning or the publication that came later. */
export function knownOn({
  startsOn,
  enteredOn,
}: Pick<TermFacts, "startsOn" | "enteredOn">): IsoDate {
  return enteredOn !== null && enteredOn > startsOn ? enteredOn : startsOn;
}

/**
 * The last day on which the unit is in time, counted from the day on which it could know: anew from
 * an objection that was declined.
 */
export function acknowledgeBy(term: TermFacts, holidays: Holidays): IsoDate {
  const answered = term.objections.at(-1)?.decidedOn ?? null;
  return addWorkdays(answered ?? knownOn(term), WORKDAYS_TO_ACKNOWLEDGE, holidays);
}

/** How one assignment stands; what is objected to waits for the office and not for the unit. */
export function acknowledgementState(
  term: TermFacts,
  today: IsoDate,
  holidays: Holidays,
): AcknowledgementState {
  if (term.acknowledgedOn !== null) return "ACKNOWLEDGED";
  const newest = term.objections.at(-1);
  if (newest && newest.decidedOn === null) return "OBJECTED";
  return today > acknowledgeBy(term, holidays) ? "LATE" : "AWAITED";
}
