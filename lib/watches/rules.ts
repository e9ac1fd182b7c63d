import { addDays, daysBetween, type IsoDate, toDbDate } from "../dates";
import { dueDay, monthDay, percent } from "../format";
import { LIGHT_NAMES } from "../glossary";
import type { Light } from "../status/rules";

/** How a followed thing stood on one day. */
export type WatchedState = { light: Light; percent: number };

/** What there is to say of a followed thing over some days. */
export type WatchedFacts = {
  today: IsoDate;
  now: WatchedState;
  /** at the end of the day before; null when it was not there yet */
  before: WatchedState | null;
  /** points inside it, and sides of points, whose light turned: 15 正常推进 → 滞后预警 */
  turned: { number: number; city?: string | undefined; from: Light; to: Light }[];
  /** raised in those days; `closedOn` when solved since */
  problems: { number: number; text: string; closedOn?: IsoDate | null }[];
  /** 批示, and 督办单 by their numbers */
  directives: { text: string; order?: string | undefined }[];
  /** points not done, and answers to directives, that fall due soon */
  due: { name: string; dueOn: IsoDate }[];
};

/** How many days ahead a due date is told. */
export const DUE_WITHIN = 14;

/** Everything that has changed or falls due, one short phrase each; empty when there is nothing to tell. */
export function newsOf(facts: WatchedFacts): string[] {
  const { today, now, before, turned, problems, directives, due } = facts;
  const news: string[] = [];
  if (before && before.light !== now.light) {
    news.push(`${LIGHT_NAMES[before.light]} → ${LIGHT_NAMES[now.light]}`);
  }
  const [from, to] = [Math.round(before?.percent ?? 0), Math.round(now.percent)];
  if (before && from !== to) news.push(`进度 ${percent(from)} → ${percent(to)}`);
  for (const each of turned) {
    const side = each.city === undefined ? "" : `${each.city}侧`;
    news.push(`第 ${each.number} 项${side}${LIGHT_NAMES[each.from]} → ${LIGHT_NAMES[each.to]}`);
  }
  for (const { number, text, closedOn } of problems) {
    const since = closedOn ? `（已于${monthDay(closedOn)}解决）` : "";
    news.push(`第 ${number} 项新问题：${brief(text)}${since}`);
  }
  for (const { text, order } of directives) {
    news.push(`${order ? `新督办单${order}` : "新批示"}：${brief(text)}`);
  }
  for (const { name, dueOn } of due) news.push(`${name} ${dueDay(dueOn, today)}到期`);
  return news;
}

/** The Monday of a day's week. */
export function mondayOf(day: IsoDate): IsoDate {
  return addDays(day, -((toDbDate(day).getUTCDay() + 6) % 7));
}

/** The last Monday before a day; what has changed "since last Monday" counts from its beginning. */
export function lastMonday(today: IsoDate): IsoDate {
  return mondayOf(addDays(today, -1));
}

export function isDueSoon(dueOn: IsoDate, today: IsoDate): boolean {
  const days = daysBetween(today, dueOn);
  return days >= 0 && days <= DUE_WITHIN;
}

function brief(text: string): string {
  const line = [...text.replace(/\s+/g, " ")];
  return line.length > 30 ? `${line.slice(0, 30).join("")}…` : line.join("");
}
