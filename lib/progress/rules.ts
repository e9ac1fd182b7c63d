import type { NoProgressReason, ProblemLevel } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import type { ReportField, ReportState } from "../glossary";

/** The blocks of a report as written. */
export type ReportBlocks = {
  percent: number | null;
  progressText: string;
  problemText: string;
  problemLevel: ProblemLevel | null;
  nextStepText: string;
  percentReason: string;
  noProgressReason: NoProgressReason | null;
};

export const EMPTY_REPORT: ReportBlocks = {
  percent: null,
  progressText: "",
  problemText: "",
  problemLevel: null,
  nextStepText: "",
  percentReason: "",
  noProgressReason: null,
};

/**
 * What keeps a report from leaving the unit: field → sentence, empty when nothing does.
 * `previous` is the latest approved percent, null before the first one.
 */
export function checkReport(
  report: ReportBlocks,
  previous: number | null,
): Partial<Record<ReportField, string>> {
  const faults: Partial<Record<ReportField, string>> = {};
  if (report.problemText !== "" && report.problemLevel === null) {
    faults.problemText = "请选择问题需要哪一级协调。";
  }
  if (report.problemText === "" && report.problemLevel !== null) {
    faults.problemText = "已选协调级别，请写明存在的问题，或把级别改为“无”。";
  }
  if (report.noProgressReason !== null) return faults;
  if (report.percent === null) {
    faults.percent = "请填写完成进度（0 至 100 的整数）。";
  } else if (report.percentReason === "") {
    if (previous !== null && report.percent < previous) {
      faults.percentReason = `进度比上期 ${previous}% 低，请写明原因。`;
    } else if (report.percent === 100 && previous !== 100) {
      faults.percentReason = "进度报 100%，请写明依据（文件、名单、验收等）。";
    }
  }
  if (report.progressText === "")
    faults.progressText = "请填写本期进展；确无进展请用“本期无新进展”。";
  return faults;
}

/** The percent a report carries: 本期无新进展 repeats the latest approved one. */
export function reportedPercent(report: ReportBlocks, previous: number | null): number {
  return report.noProgressReason !== null ? (previous ?? 0) : (report.percent ?? 0);
}

/** The newest version of one assignment and period as of a day, withdrawn ones aside. */
export type VersionState = "NONE" | "PENDING" | "RETURNED" | "APPROVED";

/** Whether a unit may hand in now: not while a version awaits review, not after one was approved. */
export function maySubmit(state: VersionState): boolean {
  return state === "NONE" || state === "RETURNED";
}

/** The state shown to the unit; a draft counts only where something is still to be handed in. */
export function reportState(
  version: VersionState,
  hasDraft: boolean,
  dueOn: IsoDate,
  today: IsoDate,
): ReportState {
  if (version !== "NONE") return version;
  if (today > dueOn) return "OVERDUE";
  return hasDraft ? "DRAFT" : "DUE";
}

/** Oddities a reviewer should look at first. Percentages are whole points. */
export type Anomaly = "FELL" | "JUMPED" | "DONE" | "SAME_TEXT";

export const ANOMALY_NAMES: Record<Anomaly, string> = {
  FELL: "进度下降",
  JUMPED: "一期增长超 30 个百分点",
  DONE: "报 100%",
  SAME_TEXT: "与上期内容相同",
};

export function anomaliesOf(
  current: { percent: number; progressText: string },
  previous: { percent: number; progressText: string } | null,
): Anomaly[] {
  const anomalies: Anomaly[] = [];
  if (previous && current.percent < previous.percent) anomalies.push("FELL");
  if (current.percent - (previous?.percent ?? 0) > 30) anomalies.push("JUMPED");
  if (current.percent === 100 && previous?.percent !== 100) anomalies.push("DONE");
  if (previous && current.progressText !== "" && current.progressText === previous.progressText) {
    anomalies.push("SAME_TEXT");
  }
  return anomalies;
}
