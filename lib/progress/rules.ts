import type { NoProgressReason, ProblemLevel } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";
import type { ReportField, ReportState } from "../glossary";

export type Reading = { indicatorId: number; value: number };
export type Completion = { actionItemId: number; doneOn: IsoDate };

/** What a report asks of an indicator: its figures on the day, and what the unit had approved last. */
export type AskedIndicator = {
  id: number;
  name: string;
  target: number;
  measure: string;
  dueOn: IsoDate | null;
  last: number | null;
};

/** What a report asks of an action item, and when an earlier one finished it. */
export type AskedItem = {
  id: number;
  position: number;
  text: string;
  dueOn: IsoDate | null;
  doneOn: IsoDate | null;
};
export type Outcome = { problemId: number; outcome: string };

/** The blocks of a report as written. */
export type ReportBlocks = {
  percent: number | null;
  progressText: string;
  problemText: string;
  problemLevel: ProblemLevel | null;
  /** 由谁解决 */
  problemOwner: string;
  nextStepText: string;
  nextStepOn: IsoDate | null;
  percentReason: string;
  noProgressReason: NoProgressReason | null;
  /** 更正原因, of a report that replaces an approved one */
  correctionReason: string;
  /** in the order of their ids, as are actions and outcomes */
  readings: Reading[];
  actions: Completion[];
  outcomes: Outcome[];
};

export const EMPTY_REPORT: ReportBlocks = {
  percent: null,
  progressText: "",
  problemText: "",
  problemLevel: null,
  problemOwner: "",
  nextStepText: "",
  nextStepOn: null,
  percentReason: "",
  noProgressReason: null,
  correctionReason: "",
  readings: [],
  actions: [],
  outcomes: [],
};

/** What a report is checked against. */
export type ReportContext = {
  /** latest approved percent of another period, null before the first one */
  previous: number | null;
  /** an approved report of the period is being replaced */
  correcting: boolean;
  /** files given as evidence */
  evidence: number;
  /** indicator → its latest approved reading */
  lastReadings: Map<number, number>;
  today: IsoDate;
};

/** What keeps a report from leaving the unit: field → sentence, empty when nothing does. */
export function checkReport(
  report: ReportBlocks,
  context: ReportContext,
): Partial<Record<ReportField, string>> {
  const faults: Partial<Record<ReportField, string>> = {};
  if (context.correcting && report.correctionReason === "") {
    faults.correctionReason = "更正已通过的进展，请写明更正原因。";
  }
  if (report.problemText !== "" && report.problemLevel === null) {
    faults.problemText = "请选择问题需要哪一级协调。";
  }
  if (report.problemText === "" && report.problemLevel !== null) {
    faults.problemText = "已选协调级别，请写明存在的问题，或把级别改为“无”。";
  }
  if (report.actions.some((action) => action.doneOn > context.today)) {
    faults.actions = "举措的完成日期不能晚于今天，请改正。";
  }
  if (report.percentReason === "") {
    const reason = reasonNeeded(report, context);
    if (reason !== null) faults.percentReason = reason;
  }
  if (report.noProgressReason !== null) {
    if (report.noProgressReason === "BLOCKED" && report.problemText === "") {
      faults.problemText = "因受阻无新进展的，请写明存在的问题和需要哪一级协调。";
    }
    return faults;
  }
  if (report.percent === null) {
    faults.percent = "请填写完成进度（0 至 100 的整数）。";
  }
  if (report.progressText === "")
    faults.progressText = "请填写本期进展；确无进展请用“本期无新进展”。";
  return faults;
}

/**
 * Why the figures need a word of explanation, 进度说明; null when they speak for themselves.
 * 本期无新进展 repeats the last percent, whatever was typed; a reading it carries may still fall.
 */
export function reasonNeeded(
  report: Pick<ReportBlocks, "percent" | "readings" | "noProgressReason">,
  context: Pick<ReportContext, "previous" | "evidence" | "lastReadings">,
): string | null {
  const { previous, evidence, lastReadings } = context;
  const percent = report.noProgressReason === null ? report.percent : null;
  if (previous !== null && percent !== null && percent < previous) {
    return `进度比上期 ${previous}% 低，请写明原因。`;
  }
  if (percent === 100 && previous !== 100 && evidence === 0) {
    return "进度报 100%，请上传佐证材料，或在此写明依据（文件、名单、验收等）。";
  }
  const fell = report.readings.some(
    ({ indicatorId, value }) => value < (lastReadings.get(indicatorId) ?? 0),
  );
  return fell ? "有指标读数比上期低，请写明原因。" : null;
}

/** The percent a report carries: 本期无新进展 repeats the latest approved one. */
export function reportedPercent(report: ReportBlocks, previous: number | null): number {
  return report.noProgressReason !== null ? (previous ?? 0) : (report.percent ?? 0);
}

/** The newest version of one assignment and period as of a day, withdrawn ones aside. */
export type VersionState = "NONE" | "PENDING" | "RETURNED" | "APPROVED";

/** The state shown to the unit; a draft counts only where something is still to be handed in. */
export function reportState(
  version: VersionState,
  draft: "NONE" | "WRITTEN" | "SIGN_OFF",
  dueOn: IsoDate,
  today: IsoDate,
): ReportState {
  if (draft === "SIGN_OFF" && version !== "PENDING") return "SIGN_OFF";
  if (version !== "NONE") return version;
  if (today > dueOn) return "OVERDUE";
  return draft === "WRITTEN" ? "DRAFT" : "DUE";
}
