import type { AcknowledgementState } from "./acknowledgements/rules";
import type { PublicField } from "./publications/rules";

// The glossary goes on here: what stands in a list of states or fields.

/** What of a point may be public, beside its name. */
export const PUBLIC_FIELD_NAMES: Record<PublicField, string> = {
  units: "责任单位",
  percent: "完成进度",
  progress: "各单位最近的进展",
};

/** 签收 of one assignment. */
export const ACKNOWLEDGEMENT_STATE_NAMES: Record<AcknowledgementState, string> = {
  ACKNOWLEDGED: "已签收",
  OBJECTED: "有异议待答复",
  AWAITED: "待签收",
  LATE: "逾期未签收",
};
