import type { Role } from "../prisma/generated/enums";

/** Whoever asks: a signed-in account, or a program with an API token. Only requireActor() and the test support make one. */
export type Actor = {
  accountId: number;
  /** sign-in name */
  name: string;
  /** 填报员 …, shown beside what the person did */
  post: string;
  role: Role | "API_TOKEN";
  /** STAFF: own unit and its sub-units; empty otherwise */
  unitIds: number[];
  unitName: string | null;
  /** REVIEWER and LEADER: one city, or null for both */
  cityId: number | null;
  /** 审签人: may let a report leave a unit that requires it */
  signsOff: boolean;
  /** 消息 not read yet, as of this request */
  unread: number;
  /** 办结申请 and 异议 that wait for this reviewer, and 催办 this unit has not answered, as of this request */
  waiting?: {
    completions: number;
    objections: number;
    nudges: { assignmentId: number; periodId: number }[];
  };
  demonstration: boolean;
  /** the password has to be changed before anything else: it is one-time, or too old */
  passwordDue?: "ONE_TIME" | "AGED";
  /** the 动态口令 has to be entered, or set up, before anything else */
  secondFactorDue?: "ENTER" | "ENROL";
  sessionId: string | null;
  /** API_TOKEN: which one */
  apiTokenId?: number;
  /** the plans the actor may open; null: every one */
  planIds: number[] | null;
  /** the plan the actor works on, its revision as of this request, whether the actor may open others, whether demonstration data is loaded; null before the first import */
  plan: { id: number; revision: number; several?: boolean; demonstration?: boolean } | null;
  address: string;
};

/** What an action touches; leave out what the action has nothing to do with. `accountId` is whose it is. */
export type Subject = {
  unitId?: number | null;
  cityId?: number | null;
  accountId?: number | null;
};

type Scope =
  /** whatever the subject */
  | "ALL"
  /** subjects of the actor's city; an actor with both cities: all */
  | "CITY"
  /** subjects of the actor's unit or its sub-units */
  | "UNIT"
  /** what the actor made */
  | "OWN"
  /** what all pairs of cities share: whatever the subject, for who is limited to no plan */
  | "WHOLE";

/** Who may do what. A role that a line does not name may not. */
const ORDINANCE = {
  /** the plan and all approved progress */
  "plan.read": { STAFF: "ALL", REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL", API_TOKEN: "ALL" },
  /** 台账 in Excel and CSV */
  "ledger.export": { STAFF: "ALL", REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL" },
  /** 月报、通报: reading drafts and issued ones with their files; writing and issuing */
  "bulletin.read": { REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL" },
  "bulletin.write": { REVIEWER: "ALL", ADMIN: "ALL" },
  /** 日历订阅 of what the person may see */
  "calendar-feed.make": { STAFF: "ALL", REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL" },
  /** 视图: keeping own ones, finding shared ones; sharing with a city's people, and with everybody */
  "view.keep": { STAFF: "ALL", REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL" },
  "view.share-city": { REVIEWER: "CITY", LEADER: "CITY", ADMIN: "ALL" },
  "view.share-everybody": { REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL" },
  /** a unit's drafts: private to it */
  "draft.read": { STAFF: "UNIT" },
  "draft.write": { STAFF: "UNIT" },
  /** submitted but not yet approved, returned or withdrawn versions */
  "update.read": { STAFF: "UNIT", REVIEWER: "CITY" },
  "update.submit": { STAFF: "UNIT" },
  "update.withdraw": { STAFF: "UNIT" },
  "update.review": { REVIEWER: "CITY" },
  /** 佐证材料 on a unit's own draft; reading follows the report the file belongs to */
  "evidence.upload": { STAFF: "UNIT" },
  /** naming who has to solve an open problem, and closing it with its outcome */
  "problem.settle": { STAFF: "UNIT", REVIEWER: "CITY" },
  /** 办结申请, its 核验, and 销号 with its reopening */
  "completion.apply": { STAFF: "UNIT" },
  "completion.verify": { REVIEWER: "CITY" },
  "closure.confirm": { REVIEWER: "CITY" },
  /** 节点 of a point, and their 完成 on a side */
  "milestone.set": { ADMIN: "ALL" },
  "milestone.confirm": { REVIEWER: "CITY" },
  /** 量化指标 and 举措 of a point: confirmed, changed, added, rejected and retired */
  "indicator.set": { ADMIN: "ALL" },
  "action-item.set": { ADMIN: "ALL" },
  /** 延期申请 of a unit, and the decision on it */
  "extension.apply": { STAFF: "UNIT" },
  "extension.decide": { REVIEWER: "CITY" },
  /** 暂停 of a whole point: asked without a city, so that a reviewer of both is needed */
  /** 调整 of a whole point: asked without a city, as 暂停 is; whoever proposed it does not decide it */
  "adjustment.propose": { REVIEWER: "CITY", ADMIN: "ALL" },
  "adjustment.decide": { REVIEWER: "CITY", LEADER: "CITY", ADMIN: "ALL" },
  /** 交付信心 of a side */
  "confidence.state": { REVIEWER: "CITY" },
  /** 催办 by hand, and its answer */
  "reminder.send": { REVIEWER: "CITY", LEADER: "CITY" },
  "reminder.answer": { STAFF: "UNIT" },
  /** 联席会议: presenting the plan, writing down what is settled, ending it */
  "meeting.run": { REVIEWER: "ALL", LEADER: "ALL" },
  /** its 会议纪要, a draft in Word */
  "meeting.export": { REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL" },
  /** 交接 of what is open with an account of the unit */
  "hand-over.make": { STAFF: "UNIT", ADMIN: "ALL" },
  /** which units require 审签, and who gives it */
  "sign-off.arrange": { ADMIN: "ALL" },
  /** 节假日表, and the jobs that run behind the portal with what was sent to whom: one for all cities */
  "calendar.change": { ADMIN: "WHOLE" },
  "job.read": { ADMIN: "WHOLE" },
  /**
   * 批示 or 督办单 addressed to a unit; a unit reads those of its points besides its own, see lib/directives.
   * A program reads them all, since whoever holds its token was given it by the admin, who does too.
   */
  "directive.issue": { LEADER: "CITY" },
  "directive.read": {
    STAFF: "UNIT",
    REVIEWER: "ALL",
    LEADER: "ALL",
    ADMIN: "ALL",
    API_TOKEN: "ALL",
  },
  "directive.reply": { STAFF: "UNIT" },
  /** its author, or the reviewer of the unit's city on the leader's behalf, as offices do */
  "directive.accept": { LEADER: "OWN", REVIEWER: "CITY" },
  "directive.withdraw": { LEADER: "OWN" },
  /**
   * 督办单 of the office to units of a city; read and answered as a directive is. The office or a leader
   * of the city says of an answer whether it will do; a reviewer takes back what was issued in that name.
   */
  "order.issue": { REVIEWER: "CITY", LEADER: "CITY" },
  "order.accept": { REVIEWER: "CITY", LEADER: "CITY" },
  "order.withdraw": { REVIEWER: "OWN", LEADER: "CITY" },
  /** 已阅 of what one may read; 关注 */
  "read-mark.make": { LEADER: "ALL" },
  "watch.keep": { LEADER: "ALL", REVIEWER: "ALL" },
  /** 导入 of a notice: reading, editing, publishing, undoing */
  "plan.import": { ADMIN: "ALL" },
  /** 名录 of the units: names, order, kinds, pairs, 机构改革 */
  "unit.manage": { ADMIN: "ALL" },
  "assignment.change": { ADMIN: "ALL" },
  /** asking the admins for the members of a 集合单位, where nobody can be addressed before */
  "assignment.ask-members": { REVIEWER: "CITY", LEADER: "CITY" },
  /** 签收 of what one's unit was assigned, and 异议 against it */
  "assignment.acknowledge": { STAFF: "UNIT" },
  /** answering 异议, and seeing who has not acknowledged yet */
  "objection.answer": { REVIEWER: "CITY", ADMIN: "ALL" },
  "acknowledgement.read": { REVIEWER: "CITY", LEADER: "CITY", ADMIN: "ALL" },
  /** 年度设置: periods, thresholds, 负担 and 公开页 */
  "year.manage": { ADMIN: "ALL" },
  "account.manage": { ADMIN: "ALL" },
  /** taking away all demonstration data, for good */
  "demonstration.remove": { ADMIN: "WHOLE" },
  "api-token.manage": { ADMIN: "ALL" },
  /** the content of the audit log: not even the admin */
  "audit.read": { AUDITOR: "ALL" },
} as const satisfies Record<string, Partial<Record<Actor["role"], Scope>>>;

export type Action = keyof typeof ORDINANCE;
export const ACTIONS = Object.keys(ORDINANCE) as Action[];

/** May this actor do this to that? Screens hide with it, commands enforce with it. */
export function may(actor: Actor, action: Action, subject: Subject = {}): boolean {
  const line: Partial<Record<Actor["role"], Scope>> = ORDINANCE[action];
  switch (Object.hasOwn(line, actor.role) ? line[actor.role] : undefined) {
    case "ALL":
      return true;
    case "CITY":
      return actor.cityId === null || (subject.cityId ?? null) === actor.cityId;
    case "UNIT":
      return subject.unitId != null && actor.unitIds.includes(subject.unitId);
    case "OWN":
      return subject.accountId === actor.accountId;
    case "WHOLE":
      return actor.planIds === null;
    default:
      return false;
  }
}

/** Whether the actor may open a plan at all. */
export function reaches({ planIds }: Pick<Actor, "planIds">, planId: number): boolean {
  return planIds === null || planIds.includes(planId);
}

/** Whether some subject exists for which the actor may: what a menu asks. */
export function mayEver(actor: Actor, action: Action): boolean {
  const line: Partial<Record<Actor["role"], Scope>> = ORDINANCE[action];
  return Object.hasOwn(line, actor.role);
}
