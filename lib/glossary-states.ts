import type { AdjustmentDecision, AdjustmentKind, ViewSharing } from "../prisma/generated/enums";
import type { AcknowledgementState } from "./acknowledgements/rules";
import type { PointGroup, Tag } from "./dashboards/schema";
import type { IsoDate } from "./dates";
import { chineseNumeral, dueDay, quoted } from "./format";
import { DIRECTED_STATE_NAMES, type DirectedState, LIGHT_NAMES } from "./glossary";
import type { Halt } from "./plan/rules";
import type { SearchKind } from "./search/schema";
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

/** What a ledger of 批示 or of 督办单 is narrowed to, in the order of its choices. */
export const LEDGER_STATE_NAMES = {
  OPEN: "未办结",
  AWAITED: DIRECTED_STATE_NAMES.AWAITED,
  REPLIED: DIRECTED_STATE_NAMES.REPLIED,
  ASKED_AGAIN: DIRECTED_STATE_NAMES.ASKED_AGAIN,
  OVERDUE: DIRECTED_STATE_NAMES.OVERDUE,
  SETTLED: DIRECTED_STATE_NAMES.SETTLED,
  WITHDRAWN: "已撤回",
} as const;

type Target =
  | { kind: "point" | "chapter"; number: number; title: string }
  | { kind: "unit"; title: string };

/** 第 15 项“…”, 第三章“…”, 临沂市教育局: what a 批示 or 督办单 is on. */
export function targetName({ target }: { target: Target }): string {
  if (target.kind === "unit") return target.title;
  const number =
    target.kind === "point" ? `第 ${target.number} 项` : `第${chineseNumeral(target.number)}章`;
  return `${number}${quoted(target.title)}`;
}

/** 剩 3 天, 今天到期, 逾期 2 天 */
export function leftText({ daysLeft }: { daysLeft: number }): string {
  if (daysLeft === 0) return "今天到期";
  return daysLeft > 0 ? `剩 ${daysLeft} 天` : `逾期 ${-daysLeft} 天`;
}

/** How one addressed unit stands, and what it has left: 待答复, 剩 3 天. */
export function directedText(
  { state, daysLeft }: { state: DirectedState; daysLeft: number },
  withdrawn: boolean,
): { word: string; left: string } {
  if (withdrawn) return { word: LEDGER_STATE_NAMES.WITHDRAWN, left: "" };
  if (state === "OVERDUE") return { word: leftText({ daysLeft }), left: "" };
  const owing = state === "AWAITED" || state === "ASKED_AGAIN";
  return { word: DIRECTED_STATE_NAMES[state], left: owing ? leftText({ daysLeft }) : "" };
}

/** Of the answer that is owed first: 补充 9月30日 剩 3 天; nothing once none is. */
export function owedText({
  owedOn,
  units,
  dueOn,
  asOf,
}: {
  owedOn: IsoDate | null;
  units: { dueOn: IsoDate; daysLeft: number }[];
  dueOn: IsoDate;
  asOf: IsoDate;
}): { text: string; late: boolean } | null {
  const first = units.find((unit) => unit.dueOn === owedOn);
  if (owedOn === null || !first) return null;
  const again = owedOn === dueOn ? "" : `补充 ${dueDay(owedOn, asOf)} `;
  return { text: again + leftText(first), late: first.daysLeft < 0 };
}

/** The heads of lists, one for screen and file: a column of the screen may be several in a file. */
export const LIST_HEADS = {
  directive: { state: "状态", matter: "批示", units: "承办单位", due: "时限", issued: "批示人" },
  order: { state: "状态", matter: "督办单", units: "承办单位", due: "时限", issued: "发出" },
  report: { unit: "责任单位", point: "工作要点", state: "填报状态", percent: "进度" },
  turn: { point: "工作要点", before: "此前", after: "现在", sides: "各市" },
} as const;

export const TURN_NAMES = {
  SEVERE: "转红",
  LAGGING: "转黄",
  ON_TRACK: "转绿",
  COMPLETED: "新办结",
  QUIET: "转为未报送、未启动",
} as const;

/** The other lists of 变化. */
export const CHANGE_NAMES = {
  raised: "新问题",
  solved: "已解决问题",
  issued: "新批示",
  ordered: "新督办单",
  due: "到期日调整",
  added: "新增要点",
  removed: "删去要点",
  reworded: "文字改动",
} as const;

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

/** What a search finds, in the order of the page. */
export const SEARCH_KIND_NAMES: Record<SearchKind, string> = {
  POINT: "要点",
  UNIT: "责任单位",
  CHAPTER: "章",
  REPORT: "进展",
  PROBLEM: "问题",
  DIRECTIVE: "批示",
  ORDER: "督办单",
  MEETING: "联席会议",
  ITEM: "举措",
  INDICATOR: "量化指标",
  MILESTONE: "节点",
  EXTENSION: "延期",
  ADJUSTMENT: "调整",
  COMPLETION: "办结",
  CONFIDENCE: "交付信心",
  REVIEW: "审核意见",
  REMINDER: "催办",
  OBJECTION: "异议",
  BULLETIN: "月报",
  EVIDENCE: "佐证材料",
};
