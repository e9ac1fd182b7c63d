import { REPORT_FIELDS, type ReportField } from "../glossary";
import { NEARLY_SAME, similarity } from "../progress/text-diff";

/** 退回原因 a reviewer may pick instead of writing. */
export const RETURN_CHIPS = ["内容空洞", "数据矛盾", "缺少佐证", "逾期"] as const;
export type ReturnChip = (typeof RETURN_CHIPS)[number];

/** What stands at one block of a returned report. */
export type Notes = Partial<Record<ReportField, string>>;

export type ReturnWords = { chips: readonly ReturnChip[]; reason: string; notes: Notes };

/** The blocks a note is pinned to, in the form's order. */
export function notedFields(notes: Notes): ReportField[] {
  return (Object.keys(REPORT_FIELDS) as ReportField[]).filter((field) => notes[field]);
}

/** A returned report says at least one thing: a chip, a reason or a note at a block. */
export function isExplained({ chips, reason, notes }: ReturnWords): boolean {
  return chips.length > 0 || reason !== "" || notedFields(notes).length > 0;
}

/** The one sentence kept as 退回原因: chips first, then what was written, else the blocks to mend. */
export function returnReason({ chips, reason, notes }: ReturnWords): string {
  const blocks = notedFields(notes).map((field) => REPORT_FIELDS[field]);
  const words = reason || (blocks.length > 0 ? `请按意见修改${blocks.join("、")}` : "");
  const unsaid = chips.filter((chip) => !words.startsWith(chip));
  return [unsaid.join("、"), words].filter(Boolean).join("：");
}

/** Oddities a reviewer looks at first. */
export type Anomaly = "FELL" | "JUMPED" | "DONE" | "SAME_TEXT" | "UNREPORTED_TWICE" | "CORRECTION";

export const ANOMALY_NAMES: Record<Anomaly, string> = {
  FELL: "进度下降",
  JUMPED: "增长超 30 个百分点",
  DONE: "报 100% 无佐证",
  SAME_TEXT: "与上期相同",
  UNREPORTED_TWICE: "前两期未报",
  CORRECTION: "更正",
};

export type AnomalyMark = { anomaly: Anomaly; text: string };

// Percentage points in one period that nobody reaches without something to show for it.
const JUMP = 30;

export type ReviewedReport = {
  percent: number;
  progressText: string;
  correctionReason?: string;
  evidence?: readonly unknown[];
};

/**
 * What is odd about a report. `previous` is the approved report of the period before, null for a
 * first one, which is read beside `due`, what 序时进度 asks by now: a plan published late begins with
 * months of work. `missed` counts the periods right before this one without a report.
 */
export function anomaliesOf(
  report: ReviewedReport,
  previous: Pick<ReviewedReport, "percent" | "progressText"> | null,
  missed = 0,
  due = 0,
): AnomalyMark[] {
  const marks: AnomalyMark[] = [];
  const mark = (anomaly: Anomaly, text = ANOMALY_NAMES[anomaly]) => marks.push({ anomaly, text });
  const asked = Math.round(due);
  const gain = report.percent - (previous?.percent ?? asked);
  if (previous && gain < 0) mark("FELL", `进度下降 ${-gain} 个百分点`);
  if (gain > JUMP) {
    const first = `首次报送即达 ${report.percent}%，序时 ${asked}%`;
    mark("JUMPED", previous ? `比上期增长 ${gain} 个百分点` : first);
  }
  if (report.percent === 100 && (report.evidence ?? []).length === 0) mark("DONE");
  const same = previous ? likeness(previous.progressText, report.progressText) : 0;
  if (same >= NEARLY_SAME) mark("SAME_TEXT", `与上期相同 ${same}%`);
  if (missed >= 2) mark("UNREPORTED_TWICE");
  if (report.correctionReason) mark("CORRECTION");
  return marks;
}

/** Those with an oddity first, then who came first. */
export function byReviewOrder(
  a: { anomalies: readonly unknown[]; report: { id: number } },
  b: { anomalies: readonly unknown[]; report: { id: number } },
): number {
  const odd = (item: { anomalies: readonly unknown[] }) => Number(item.anomalies.length > 0);
  return odd(b) - odd(a) || a.report.id - b.report.id;
}

/** One part of the queue: a city's, those with some oddity, with none, or with a certain one. */
export type QueuePart = {
  city?: number | undefined;
  anomaly?: Anomaly | "ANY" | "NONE" | undefined;
};

export function isInPart(
  item: { unit: { cityId: number | null }; anomalies: readonly AnomalyMark[] },
  { city, anomaly }: QueuePart,
): boolean {
  if (city !== undefined && item.unit.cityId !== city) return false;
  if (anomaly === undefined) return true;
  if (anomaly === "ANY") return item.anomalies.length > 0;
  if (anomaly === "NONE") return item.anomalies.length === 0;
  return item.anomalies.some((mark) => mark.anomaly === anomaly);
}

// A reviewer's queue asks for the same comparisons after each decision. Two texts have one answer.
const compared = new Map<string, number>();
const MOST = 500;

/** `similarity` where it may reach the badge, 0 where the characters alone already rule that out. */
function likeness(before: string, after: string): number {
  if (atMost(before, after) < NEARLY_SAME) return 0;
  const key = `${before}\0${after}`;
  const known = compared.get(key);
  if (known !== undefined) return known;
  const [oldest] = compared.keys();
  if (compared.size >= MOST && oldest !== undefined) compared.delete(oldest);
  const same = similarity(before, after);
  compared.set(key, same);
  return same;
}

// What both hold in the same order is never more than what both hold. Comparing words costs a
// hundred times as much, and a morning's queue asks for 161 comparisons.
function atMost(before: string, after: string): number {
  const [a, b] = [before.replaceAll(/\s+/g, ""), after.replaceAll(/\s+/g, "")];
  if (a === "" || b === "") return 0;
  const left = new Map<string, number>();
  for (let at = 0; at < a.length; at += 1)
    left.set(a.charAt(at), (left.get(a.charAt(at)) ?? 0) + 1);
  let shared = 0;
  for (let at = 0; at < b.length; at += 1) {
    const count = left.get(b.charAt(at)) ?? 0;
    if (count === 0) continue;
    shared += 1;
    left.set(b.charAt(at), count - 1);
  }
  return Math.round((200 * shared) / (a.length + b.length));
}
