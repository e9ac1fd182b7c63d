import type { AdjustmentDecision, AdjustmentKind, ViewSharing } from "../prisma/generated/enums";
import type { AcknowledgementState } from "./acknowledgements/rules";
import type { PointGroup, Tag } from "./dashboards/schema";
import { DIRECTED_STATE_NAMES, LIGHT_NAMES } from "./glossary";
import type { Halt } from "./plan/rules";
import type { Light } from "./status/rules";

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
  PAUSE: "暂停",
  RESUME: "恢复推进",
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

/** The light of a 批示 or 督办单, from the best to the worst; the lights of a point have other words. */
export const DIRECTIVE_LIGHT_NAMES = {
  SETTLED: DIRECTED_STATE_NAMES.SETTLED,
  REPLIED: DIRECTED_STATE_NAMES.REPLIED,
  IN_HAND: "办理中",
  ASKED_AGAIN: DIRECTED_STATE_NAMES.ASKED_AGAIN,
  DUE_SOON: "临近到期",
  OVERDUE: DIRECTED_STATE_NAMES.OVERDUE,
  LONG_OVERDUE: "严重逾期",
} as const;
export type DirectiveLight = keyof typeof DIRECTIVE_LIGHT_NAMES;

export const HALT_NAMES = {
  PAUSED: "已暂停",
  CANCELLED: "已取消",
} as const satisfies Record<Halt, Tag>;

/** A light in one character, where a cell of a phone has no room for its word; a legend says both. */
export const LIGHT_LETTERS: Record<Light, string> = {
  COMPLETED: "结",
  ON_TRACK: "绿",
  LAGGING: "黄",
  SEVERE: "红",
  UNREPORTED: "缺",
  NOT_STARTED: "未",
};

/** The same of a point that rests. */
export const HALT_LETTERS: Record<Halt, string> = { PAUSED: "停", CANCELLED: "消" };

/** A point's light where no mark can stand beside it: 未启动（已取消）. */
export function standingText({ light, halted }: { light: Light; halted: Halt | null }): string {
  return LIGHT_NAMES[light] + haltText(halted);
}

/** （已暂停） or （已取消） behind whatever is said of a point; nothing for one that goes on. */
export function haltText(halted: Halt | null): string {
  return halted ? `（${HALT_NAMES[halted]}）` : "";
}

/** What the marks beside a light are called where points are chosen by them. */
export const TAG_NAMES: Record<Tag, string> = {
  不同步: "不同步",
  // The light 未报送 says one period, the mark several: the choice takes both.
  未报送: "未报送一期以上",
  集合单位待明确: "集合单位待明确",
  已暂停: "已暂停",
  已取消: "已取消",
};

/** By what a list of points is put together. */
export const GROUP_NAMES: Record<PointGroup, string> = {
  chapter: "章",
  city: "城市",
  unit: "责任单位",
  light: "状态",
  due: "办理时限",
};

/** A mark of one point in words: 连续 2 期未报送, which the light's name alone would not tell. */
export function tagText(tag: Tag, { sides }: { sides: { missed: number }[] }): string {
  return tag === "未报送" ? `连续 ${Math.max(...sides.map(({ missed }) => missed))} 期未报送` : tag;
}
