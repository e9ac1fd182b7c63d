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
  demonstration: boolean;
  sessionId: string | null;
  /** the plan in force, its revision as of this request, whether demonstration data is loaded; null before the first import */
  plan: { id: number; revision: number; demonstration?: boolean } | null;
  address: string;
};

/** What an action touches; leave out what the action has nothing to do with. */
export type Subject = { unitId?: number | null; cityId?: number | null };

type Scope =
  /** whatever the subject */
  | "ALL"
  /** subjects of the actor's city; an actor with both cities: all */
  | "CITY"
  /** subjects of the actor's unit or its sub-units */
  | "UNIT";

/** Who may do what. A role that a line does not name may not. */
const ORDINANCE = {
  /** the plan and all approved progress */
  "plan.read": { STAFF: "ALL", REVIEWER: "ALL", LEADER: "ALL", ADMIN: "ALL", API_TOKEN: "ALL" },
  /** a unit's drafts: private to it */
  "draft.read": { STAFF: "UNIT" },
  "draft.write": { STAFF: "UNIT" },
  /** submitted but not yet approved, returned or withdrawn versions */
  "update.read": { STAFF: "UNIT", REVIEWER: "CITY" },
  "update.submit": { STAFF: "UNIT" },
  "update.withdraw": { STAFF: "UNIT" },
  "update.review": { REVIEWER: "CITY" },
  /** 销号 and its reopening */
  "closure.confirm": { REVIEWER: "CITY" },
  "assignment.change": { ADMIN: "ALL" },
  "account.manage": { ADMIN: "ALL" },
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
    default:
      return false;
  }
}

/** Whether some subject exists for which the actor may: what a menu asks. */
export function mayEver(actor: Actor, action: Action): boolean {
  const line: Partial<Record<Actor["role"], Scope>> = ORDINANCE[action];
  return Object.hasOwn(line, actor.role);
}
