import type { LateTerm } from "../acknowledgements/queries";
import { monthDay } from "../format";
import { paths } from "../paths";
import type { Duty } from "./rules";

/** 逾期未签收 as duties: those a unit was assigned on one day are one message, reminded of until it acknowledges or objects. */
export function termDuties(late: LateTerm[]): Duty[] {
  return late.map(({ assignmentId, unitId, point, startsOn, knownOn, by }) => ({
    kind: "acknowledgement",
    // The day they were assigned, as a number: 20240424.
    id: Number(startsOn.replaceAll("-", "")),
    text: `${monthDay(knownOn)}下达的分工`,
    missing: "未签收",
    point,
    path: paths.acknowledgements(),
    pathOfAll: paths.acknowledgements(),
    dueOn: by,
    who: { unitId, assignmentId },
  }));
}
