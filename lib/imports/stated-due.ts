import type { IsoDate } from "../dates";
import type { Deadline } from "../documents/deadlines";
import { pointText } from "../documents/notice";
import type { PointText } from "../documents/points";

type Point = PointText & { deadlines: readonly Deadline[] };
export type StatedDue = { text: string; date: IsoDate };

/**
 * The days a point gives as its own 办理时限, with a label (完成时间：2026年10月31日前), in the column of
 * its table, or behind its units (（市教育局牵头，11月底前完成）); a day its text mentions by the way is none.
 */
export function statedDues(point: Point): StatedDue[] {
  const text = pointText(point);
  const dated = point.deadlines.flatMap(({ kind, date, ...each }) =>
    kind === "DATE" && date !== null ? [{ ...each, date }] : [],
  );
  const own = dated.filter(
    (each) =>
      isLabelled(each, text) ||
      isColumn(each.text, point.clauseEnd) ||
      isBehindUnits(each, point, text),
  );
  // 完成时间：6月底前完成初稿，11月底前完成终稿: the label is of both.
  const more = own.flatMap((label) => {
    const end = label.start + label.text.length;
    const rest = /^[^。；\n）)]*/.exec(text.slice(end))?.[0].length ?? 0;
    return isLabelled(label, text)
      ? dated.filter(({ start }) => start >= end && start < end + rest)
      : [];
  });
  const all = [...own, ...more];
  return all
    .filter(({ date }, at) => all.findIndex((each) => each.date === date) === at)
    .map((each) => ({ text: each.text, date: each.date }));
}

/** The one day a point gives as its 办理时限; null for none, for several, and for one before the notice. */
export function statedDue(point: Point, issuedOn: IsoDate | ""): StatedDue | null {
  const [only = null, ...others] = statedDues(point);
  return only && others.length === 0 && only.date >= issuedOn ? only : null;
}

/** The 办理时限 that was read of a text is read of it again; one that was set stays. */
export function dueReadAgain(
  before: Point & { dueOn: IsoDate | null },
  after: { dueOn: IsoDate | null },
  issuedOn: IsoDate | "",
): IsoDate | null {
  const stated = statedDue(before, issuedOn)?.date ?? null;
  return before.dueOn === stated ? after.dueOn : before.dueOn;
}

/** The words a 办理时限 stands as read from, by the keys of points; not of those that were set otherwise. */
export function dueWords(
  points: readonly (Point & { key: string; dueOn: IsoDate | null })[],
): Record<string, string> {
  return Object.fromEntries(
    points.flatMap((point) => {
      const [only, ...others] = statedDues(point);
      const holds = only && others.length === 0 && only.date === point.dueOn;
      return holds ? [[point.key, only.text]] : [];
    }),
  );
}

const LABEL =
  /^(?:完成时限|完成时间|完成期限|完成日期|办理时限|办结时限|时限要求|时间要求|时间节点|时限) *[：: ]/;

/** 可研报告完成时限：6月底 is of the report alone. */
function isLabelled({ text, start }: { text: string; start: number }, whole: string): boolean {
  if (!LABEL.test(text) || whole.slice(start, start + text.length) !== text) return false;
  return start === 0 || !/\p{Script=Han}/u.test(whole.charAt(start - 1));
}

/** A part of the clause that says no more than until when: 市教育局牵头，11月底前完成. */
function isBehindUnits(
  { text, start }: { text: string; start: number },
  { clause, clauseEnd, clauseStart }: PointText,
  whole: string,
): boolean {
  const to = whole.length - clauseEnd.length;
  const from = to - clause.length;
  if (clauseStart + clause === "" || start < from || start >= to) return false;
  const before = whole.slice(from, start);
  const behind = whole.slice(start + text.length, to);
  return /[，；。]\s*$/.test(before) && /^(?:完成|办结|落实到位)?\s*(?:[，；。]|$)/.test(behind);
}

/** What stands behind a table's point, in the column of its deadline and alone there. */
function isColumn(text: string, behind: string): boolean {
  return behind.split(/[\t\n]/).some((cell) => {
    const [, label = "", value = ""] = /^([^：]{1,12})：(.*)$/.exec(cell) ?? [];
    return /时限|时间|日期|期限/.test(label) && !/进度|开始|启动/.test(label) && value === text;
  });
}
