import type {
  AssignmentOrigin,
  AssignmentRole,
  BulletinForm,
  BulletinKind,
  ConfidenceLevel,
  DeliveryChannel,
  DirectiveLevel,
  ExtensionDecision,
  ImportState,
  NoProgressReason,
  NotificationKind,
  OrderGrade,
  ProblemLevel,
  Role,
  UnitKind,
} from "../prisma/generated/enums";
import type { Light } from "./status/rules";

/** What each thing is called on screen. One word per thing; see also `///` in the schema. */
export const LIGHT_NAMES: Record<Light, string> = {
  COMPLETED: "已办结",
  ON_TRACK: "正常推进",
  LAGGING: "滞后预警",
  SEVERE: "严重滞后",
  UNREPORTED: "未报送",
  NOT_STARTED: "未启动",
};

export const ROLE_NAMES: Record<Role, string> = {
  STAFF: "填报员",
  REVIEWER: "审核员",
  LEADER: "领导",
  ADMIN: "管理员",
  AUDITOR: "审计员",
};

export const ASSIGNMENT_ROLE_NAMES: Record<AssignmentRole, string> = {
  LEAD: "牵头",
  RESPONSIBLE: "责任",
  SUPPORT: "配合",
};

export const ASSIGNMENT_ORIGIN_NAMES: Record<AssignmentOrigin, string> = {
  DOCUMENT: "文件原文",
  ADMIN: "系统补充",
};

export const UNIT_KIND_NAMES: Record<UnitKind, string> = {
  PARTY: "党委部门",
  GOVERNMENT: "政府部门",
  INSTITUTION: "事业单位",
  COUNTY: "区县政府",
  ZONE: "功能区",
  ENTERPRISE: "国企平台",
  MASS: "群团",
  STATIONED: "驻地机构",
  GROUP: "集合单位",
};

export const PROBLEM_LEVEL_NAMES: Record<ProblemLevel, string> = {
  UNIT: "单位自解",
  CITY: "市级协调",
  BOTH_CITIES: "两市协调",
  PROVINCE: "省级",
};

/** What a problem of each level asks, and of whom. */
export const PROBLEM_LEVEL_ASKS: Record<ProblemLevel, string> = {
  UNIT: "由提出单位自行解决",
  CITY: "请单位所在市协调",
  BOTH_CITIES: "请两市会商协调",
  PROVINCE: "请两市共同提请省级协调",
};

export const NO_PROGRESS_REASON_NAMES: Record<NoProgressReason, string> = {
  NOT_DUE: "未到节点",
  WAITING: "等待对方",
  BLOCKED: "受阻",
};

export const NOTIFICATION_KIND_NAMES: Record<NotificationKind, string> = {
  DUE: "即将截止",
  OVERDUE: "已逾期",
  RETURNED: "被退回",
  APPROVED: "已通过",
  NUDGED: "催办",
  ANSWERED: "催办答复",
  SIGN_OFF: "审签",
  HANDED_OVER: "交接",
  COMPLETION: "办结",
  RESOLVED: "议定事项",
  PROBLEM: "问题",
  EXTENSION: "延期",
  MILESTONE: "节点",
  DIRECTIVE: "批示",
  DIRECTIVE_REPLY: "批示答复",
  ORDER: "督办单",
  ORDER_REPLY: "督办单答复",
  OBJECTION: "异议",
  HOLIDAYS: "节假日",
  ADJUSTMENT: "调整",
  ASSIGNED: "分工",
  ACCOUNT: "账号",
  MEMBERS: "明确成员",
};

/** 交付信心 */
export const CONFIDENCE_NAMES: Record<ConfidenceLevel, string> = {
  HIGH: "高",
  MEDIUM: "中",
  LOW: "低",
};

export const EXTENSION_DECISION_NAMES: Record<ExtensionDecision, string> = {
  APPROVED: "已批准",
  REFUSED: "未批准",
};

/** How a 节点 of a side stands on a day. */
export type MilestoneState = "DONE" | "LATE" | "COMING";

export const MILESTONE_STATE_NAMES: Record<MilestoneState, string> = {
  DONE: "已完成",
  LATE: "已逾期",
  COMING: "未到期",
};

export const DELIVERY_CHANNEL_NAMES: Record<DeliveryChannel, string> = {
  MAIL: "邮件",
  DINGTALK: "钉钉",
  WECOM: "企业微信",
  FEISHU: "飞书",
};

export const BULLETIN_FORM_NAMES: Record<BulletinForm, string> = {
  FULL: "详版",
  BRIEF: "简版",
};

export const BULLETIN_KIND_NAMES: Record<BulletinKind, string> = {
  MONTHLY: "月报",
  NOTICE: "通报",
};

/** 填报状态 of one assignment in one period. */
export type ReportState =
  | "DUE"
  | "DRAFT"
  | "SIGN_OFF"
  | "PENDING"
  | "RETURNED"
  | "APPROVED"
  | "OVERDUE"
  | "MISSED"
  | "NONE";

export const REPORT_STATE_NAMES: Record<ReportState, string> = {
  DUE: "待报",
  DRAFT: "草稿",
  SIGN_OFF: "待审签",
  PENDING: "待审核",
  RETURNED: "被退回",
  APPROVED: "已通过",
  OVERDUE: "逾期",
  MISSED: "缺报",
  NONE: "无需填报",
};

/** How a list of reports is narrowed: one state, or several under one word. */
export const REPORT_CHOICE_NAMES = {
  REPORTED: "已报",
  APPROVED: REPORT_STATE_NAMES.APPROVED,
  PENDING: REPORT_STATE_NAMES.PENDING,
  RETURNED: REPORT_STATE_NAMES.RETURNED,
  UNREPORTED: "未报",
  DUE: REPORT_STATE_NAMES.DUE,
  OVERDUE: REPORT_STATE_NAMES.OVERDUE,
  MISSED: REPORT_STATE_NAMES.MISSED,
} as const;
/** 批示 */
export const DIRECTIVE_LEVEL_NAMES: Record<DirectiveLevel, string> = {
  NORMAL: "一般",
  IMPORTANT: "重要",
  URGENT: "紧急",
};

/** 督办单 */
export const ORDER_GRADE_NAMES: Record<OrderGrade, string> = {
  BLUE: "蓝色",
  YELLOW: "黄色",
  RED: "红色",
};

/** How one addressed unit stands with a directive or a 督办单. */
export type DirectedState = "AWAITED" | "REPLIED" | "ASKED_AGAIN" | "SETTLED" | "OVERDUE";

export const DIRECTED_STATE_NAMES: Record<DirectedState, string> = {
  AWAITED: "待答复",
  REPLIED: "待认可",
  ASKED_AGAIN: "要求补充",
  SETTLED: "已办结",
  OVERDUE: "逾期",
};

/** The blocks of a report, as the form, the review and the history call them. */
export const REPORT_FIELDS = {
  percent: "完成进度",
  progressText: "本期进展",
  problemText: "存在问题",
  nextStepText: "下步打算",
  percentReason: "进度说明",
  readings: "指标读数",
  actions: "举措完成",
  outcomes: "问题办理",
  evidence: "佐证材料",
  correctionReason: "更正原因",
} as const;
export type ReportField = keyof typeof REPORT_FIELDS;

/** 导入 of a notice, as far as it has come. */
export const IMPORT_STATE_NAMES: Record<ImportState, string> = {
  DRAFT: "待发布",
  PUBLISHED: "已发布",
  UNDONE: "已撤销",
  DISCARDED: "已作废",
};

/** 办结状态 of one city's side of a point. */
export type CompletionState = "NONE" | "APPLIED" | "REJECTED" | "VERIFIED" | "CLOSED" | "REOPENED";

export const COMPLETION_STATE_NAMES: Record<CompletionState, string> = {
  NONE: "未申请办结",
  APPLIED: "已申请，待核验",
  REJECTED: "核验退回",
  VERIFIED: "已核验，待销号",
  CLOSED: "已销号",
  REOPENED: "已重新办理",
};
