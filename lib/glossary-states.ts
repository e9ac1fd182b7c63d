import type { AdjustmentDecision, AdjustmentKind, ViewSharing } from "../prisma/generated/enums";
import type { AcknowledgementState } from "./acknowledgements/rules";

// The glossary goes on here: what stands in a list of states or fields.

/** What of a point may be public, beside its name. */
export const PUBLIC_FIELD_NAMES = {
  units: "责任单位",
  percent: "完成进度",
  progress: "逐份放行的进展",
} as const;

/** What of one report may be released. */
export const RELEASE_FIELD_NAMES = {
  progressText: "本期进展",
  nextStepText: "下步打算",
  readings: "指标读数",
} as const;

/** 签收 of one assignment. */
export const ACKNOWLEDGEMENT_STATE_NAMES: Record<AcknowledgementState, string> = {
  ACKNOWLEDGED: "已签收",
  OBJECTED: "有异议待答复",
  AWAITED: "待签收",
  LATE: "逾期未签收",
};

/** How 量化指标 stand with the administrator. */
export const INDICATOR_STATE_NAMES = {
  PROPOSED: "待确认",
  CONFIRMED: "已确认",
  REJECTED: "已驳回",
} as const;

/** What a 调整 changes. */
export const ADJUSTMENT_KIND_NAMES: Record<AdjustmentKind, string> = {
  DUE: "调整时限",
  CONTENT: "调整内容",
  CANCEL: "取消",
  RESTORE: "恢复",
};

export const ADJUSTMENT_DECISION_NAMES: Record<AdjustmentDecision, string> = {
  APPROVED: "已批准",
  REFUSED: "未批准",
  WITHDRAWN: "已撤回",
};

export const VIEW_SHARING_NAMES: Record<ViewSharing, string> = {
  NOBODY: "只给自己",
  CITY: "给一个城市的人",
  EVERYBODY: "给所有人",
};
