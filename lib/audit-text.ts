import { FIELD_NAMES } from "./audit-fields";
import { ACTION_NAMES } from "./audit-labels";
import { NOUN_NAMES } from "./audit-nouns";
import {
  ASSIGNMENT_ORIGIN_NAMES,
  ASSIGNMENT_ROLE_NAMES,
  BULLETIN_FORM_NAMES,
  BULLETIN_KIND_NAMES,
  CONFIDENCE_NAMES,
  DELIVERY_CHANNEL_NAMES,
  DIRECTIVE_LEVEL_NAMES,
  NO_PROGRESS_REASON_NAMES,
  ORDER_GRADE_NAMES,
  PROBLEM_LEVEL_NAMES,
  ROLE_NAMES,
} from "./glossary";
import { ADJUSTMENT_KIND_NAMES, VIEW_SHARING_NAMES } from "./glossary-states";

const YES_NO: Record<string, string> = { true: "是", false: "否", null: "无" };

const TOLD: Record<string, string> = {
  ...ASSIGNMENT_ROLE_NAMES,
  NONE: "不承担",
  SETTLED: "已核对",
  NEW: "新的工作要点",
  ASK: "未定",
};

/** What the values of a field are called. */
const VALUE_NAMES: Record<string, Record<string, string>> = {
  role: { ...ROLE_NAMES, ...ASSIGNMENT_ROLE_NAMES },
  origin: ASSIGNMENT_ORIGIN_NAMES,
  level: { ...DIRECTIVE_LEVEL_NAMES, ...PROBLEM_LEVEL_NAMES, ...CONFIDENCE_NAMES },
  sharing: VIEW_SHARING_NAMES,
  noProgressReason: NO_PROGRESS_REASON_NAMES,
  kind: { ...BULLETIN_KIND_NAMES, ...ADJUSTMENT_KIND_NAMES, HOLIDAY: "放假", WORKDAY: "调休上班" },
  form: BULLETIN_FORM_NAMES,
  code: {
    NOT_FOUND: "不存在或无权",
    FORBIDDEN: "无权",
    STALE: "他人已先办理",
    LOCKED: "已锁定",
    INVALID: "不合要求",
    SIGN_IN: "未登录",
  },
  reason: {
    ...{ UNKNOWN: "没有对应的账号", CLOSED: "账号已锁定或停用", TAKEN: "账号已关联他人" },
    ...{ ONE_TIME: "一次性密码没有换过", PROOF: "没有证明是本人" },
  },
  way: { IDENTITY: "统一身份认证", CODE: "动态口令", RECOVERY: "备用码" },
  what: {
    title: "标题",
    documentNumber: "发文字号",
    foreword: "正文之前的文字",
    afterword: "正文之后的文字",
    issuedOn: "成文日期",
    year: "年度",
    dueOn: "全年时限",
    target: "去向",
    cities: "城市",
    TEXT: "文字",
    NUMBER: "序号",
    CHAPTER_OF: "所在的章",
    DUE: "办理时限",
    UNITS: "责任单位",
    ITEMS: "举措",
    INDICATORS: "量化指标",
    ADDED: "新增的要点",
    CARRIED: "上年结转的举措",
    REMOVED: "删去的要点",
    OUT: "不是要点的文字",
  },
  former: TOLD,
  present: TOLD,
  decision: { APPROVED: "通过", RETURNED: "退回", REFUSED: "不批准", WITHDRAWN: "撤回" },
  channel: DELIVERY_CHANNEL_NAMES,
  outcome: { ...ASSIGNMENT_ROLE_NAMES, OUT: "移出分工", DECLINED: "不采纳" },
  grade: ORDER_GRADE_NAMES,
  suggested: ORDER_GRADE_NAMES,
  state: {
    ...{ ACTIVE: "在用", LOCKED: "已锁定", CLOSED: "已停用", PROPOSED: "待确认" },
    ...{ PENDING: "待审核", WITHDRAWN: "已撤回", APPROVED: "已通过", RETURNED: "已退回" },
    ...{ DRAFT: "草稿", DISCARDED: "已作废", UNCERTAIN: "不确定", WAITING: "等待发送" },
  },
};

/** Which actions belong to a noun, for choosing: [what is chosen, its name, its actions]. */
export function actionGroups(): { noun: string; name: string; actions: [string, string][] }[] {
  const groups = new Map<string, [string, string][]>();
  for (const [action, name] of Object.entries(ACTION_NAMES)) {
    const noun = GROUPED[action.split(".")[0] ?? ""] ?? action.split(".")[0] ?? "";
    groups.set(noun, [...(groups.get(noun) ?? []), [action, name]]);
  }
  return [...groups].map(([noun, actions]) => ({ noun, name: GROUP_NAMES[noun] ?? noun, actions }));
}

const GROUPED: Record<string, string> = { "sign-out": "sign-in" };
const GROUP_NAMES: Record<string, string> = {
  ...NOUN_NAMES,
  "sign-in": "登录",
  access: "被拒",
  update: "进展",
  "sign-off": "审签",
  completion: "办结",
  closure: "销号",
  milestone: "节点",
  extension: "延期",
  indicator: "量化指标",
  "action-item": "举措",
  adjustment: "调整",
  pause: "暂停",
  confidence: "交付信心",
  "hand-over": "交接",
  "read-mark": "已阅",
  watch: "关注",
  ledger: "台账",
  demonstration: "演示数据",
};

/** The kinds of thing that entries are about, for choosing. */
export const SUBJECT_NOUNS = Object.entries(NOUN_NAMES);

/** A recorded field's name on screen; one without a name shows as it is written. */
export function fieldName(field: string): string {
  return FIELD_NAMES[field] ?? field;
}

/** An action without a name yet shows as it is written. */
export function actionName(action: string): string {
  return ACTION_NAMES[action] ?? action;
}

/** The actions whose name holds a text, and the codes that a field's values are called by such names. */
export function saidAs(text: string): {
  actions: string[];
  values: { field: string; code: string }[];
} {
  const holds = ([, name]: [string, string]) => name.includes(text);
  const codes = (names: Record<string, string>) =>
    Object.entries(names)
      .filter(holds)
      .map(([code]) => code);
  return {
    actions: codes(ACTION_NAMES),
    values: Object.entries(VALUE_NAMES).flatMap(([field, names]) =>
      codes(names).map((code) => ({ field, code })),
    ),
  };
}

/** assignment:12 → 责任分工 #12, and what it is called where that is known */
export function subjectName(subject: string, called: string | null = null): string {
  const [noun = "", id] = subject.split(":");
  const name = NOUN_NAMES[noun] ?? noun;
  if (noun === "page") return `${name} ${subject.slice("page:".length)}`;
  if (id === undefined) return name;
  return called === null ? `${name} #${id}` : `${name} #${id}（${called}）`;
}

/** What was written down before or after, a line a field; what stands inside a field is indented. */
export function contentLines(value: unknown): string[] {
  if (!isRecord(value)) {
    return Array.isArray(value) ? value.map((held) => valueText("", held)) : [valueText("", value)];
  }
  return Object.entries(value).flatMap(([key, held]) => {
    const inner = Array.isArray(held) && held.some(isRecord) ? held : null;
    if (!inner) return [`${fieldName(key)}：${valueText(key, held)}`];
    return [`${fieldName(key)}：`, ...inner.map((each) => `　${valueText(key, each)}`)];
  });
}

function valueText(field: string, value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? "无" : value.map((each) => valueText(field, each)).join("、");
  }
  if (isRecord(value)) {
    const parts = Object.entries(value).map(
      ([key, held]) => `${fieldName(key)} ${valueText(key, held)}`,
    );
    return parts.length === 0 ? "无" : parts.join("，");
  }
  const text = String(value ?? null);
  if (text === "") return "（空）";
  return VALUE_NAMES[field]?.[text] ?? (typeof value === "string" ? text : (YES_NO[text] ?? text));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
