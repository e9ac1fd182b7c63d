import type { IsoDate } from "../dates";
import { dueDay, month, yearMonth } from "../format";
import type { ReportState } from "../glossary";

/** What the menu counts. */
export type Badges = {
  /** reports still owed */
  toReport: number;
  /** reports that wait for this reviewer */
  toReview: number;
  /** 办结申请 and 延期申请 that wait for this reviewer */
  toDecide: number;
  /** 催办 for what is still owed, that nobody of the unit has answered */
  nudges: number;
  /** 异议 that wait for an answer from this office */
  objections: number;
};

export const NO_BADGES: Badges = {
  toReport: 0,
  toReview: 0,
  toDecide: 0,
  nudges: 0,
  objections: 0,
};

/** A report of 我的填报, as far as these rules look. */
type Listed = {
  assignmentId: number;
  pointNumber: number;
  month: IsoDate;
  state: ReportState;
  owed: boolean;
};

/** Handed in: there is nothing left to do for the unit. */
export function isSettled({ state }: Pick<Listed, "state">): boolean {
  return state === "PENDING" || state === "APPROVED";
}

/** How many of the newest month's reports are handed in, and how many of earlier months are still owed. */
export function monthCount(reports: Listed[]): {
  /** null without a report */
  month: IsoDate | null;
  done: number;
  all: number;
  earlier: number;
} {
  const newest = reports.reduce<IsoDate | null>(
    (latest, report) => (latest === null || report.month > latest ? report.month : latest),
    null,
  );
  const own = reports.filter((report) => report.month === newest);
  return {
    month: newest,
    done: own.filter(isSettled).length,
    all: own.length,
    earlier: reports.filter((report) => report.month !== newest && report.owed).length,
  };
}

/** How a unit stands with the period of the day: every report asked for, whether it can still be handed in or not. */
export type Standing = {
  /** points the unit has a part in by itself, that do not rest */
  points: number;
  /** the period of the day, null before the first */
  period: { month: IsoDate; locked: boolean; done: number; missed: number; all: number } | null;
  /** the period that comes next */
  next: { month: IsoDate; dueOn: IsoDate } | null;
};

/** 我的填报 in one sentence, where nothing is left to write. */
export function standingText({ points, period, next }: Standing, asOf: IsoDate): string {
  if (points === 0 && (period === null || period.all === 0)) return "本单位目前没有要填报的要点";
  if (period === null) {
    if (!next) return "填报期还没有设置";
    const { month: first, dueOn } = next;
    const name = first.slice(0, 4) === asOf.slice(0, 4) ? month(first) : yearMonth(first);
    return `首期 ${name}，${dueDay(dueOn, first)}截止，${points} 项要点`;
  }
  const name = month(period.month);
  if (period.all === 0) return `${name}没有要报送的要点`;
  if (period.missed > 0) return `${name}已锁定，缺报 ${period.missed} 项`;
  if (period.done === period.all) return "本期已全部报送";
  return `${name}还有 ${period.all - period.done} 项未报送`;
}

const keyOf = (report: Listed) => `${report.assignmentId}-${report.month}`;

/** The report an address names by assignment and month, with its name: 第 20 项9月进展. */
export function reportNamed<R extends Listed>(
  reports: R[],
  of: unknown,
): (R & { name: string }) | null {
  const report = reports.find((each) => keyOf(each) === of);
  return report
    ? { ...report, name: `第 ${report.pointNumber} 项${month(report.month)}进展` }
    : null;
}

/** The next report still owed behind the one just saved, from the top again at the end; none but itself is none. */
export function reportAfter<R extends Listed>(reports: R[], saved: unknown): R | undefined {
  const place = reports.findIndex((report) => keyOf(report) === saved);
  return [...reports.slice(place + 1), ...reports.slice(0, Math.max(0, place))].find(
    (report) => !isSettled(report),
  );
}
