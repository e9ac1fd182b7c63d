import type { ViewSharing } from "../prisma/generated/enums";
import type { AcknowledgementState } from "./acknowledgements/rules";

// The glossary goes on here: what stands in a list of states or fields.

/** What of a point may be public, beside its name. */
export const PUBLIC_FIELD_NAMES = {
  units: "责任单位",
  percent: "完成进度",
  progress: "各单位最近的进展",
} as const;

/** 签收 of one assignment. */
export const ACKNOWLEDGEMENT_STATE_NAMES: Record<AcknowledgementState, string> = {
  ACKNOWLEDGED: "已签收",
  OBJECTED: "有异议待答复",
  AWAITED: "待签收",
  LATE: "逾期未签收",
};

export const VIEW_SHARING_NAMES: Record<ViewSharing, string> = {
  NOBODY: "只给自己",
  CITY: "给一个城市的人",
  EVERYBODY: "给所有人",
};
