import type { IsoDate } from "../dates";

/**
 * Anything somebody owes by a day. The clock reminds of duties and knows nothing else of them: a new
 * kind (a reply to a directive, a milestone) is one more function that lists its open duties, named
 * in dutiesOf() of owed.ts.
 */
export type Duty = {
  /** what is owed, and its number: duties of one kind and number that one person owes are one message */
  kind: string;
  id: number;
  /** as the message begins: 9月进展 */
  text: string;
  /** what is still missing of it: 未报 */
  missing: string;
  /** the point it stands under */
  point: number;
  /** where it is done, and where several of them are */
  path: string;
  pathOfAll: string;
  dueOn: IsoDate;
  /** told are the 经办人 of the assignment, or without one everybody of the unit and the unit above */
  who: { unitId: number; assignmentId: number };
};

/** What the text of a nudge may refer to; filled in for each report. */
export const NUDGE_TEMPLATE =
  "请{单位}抓紧报送第{序号}项“{要点}”{月份}进展（{截止日期}截止），如有困难请在此答复。";
