import { describe, expect, test } from "vitest";
import { ACTIONS, type Action, type Actor, may, mayEver, type Subject } from "@/lib/policy";

const JINAN = 1;
const LINYI = 2;
const OWN_UNIT = 11;
const SUB_UNIT = 12;
const OTHER_UNIT = 21;

const somebody: Omit<Actor, "role"> = {
  accountId: 7,
  name: "somebody",
  post: "",
  unitIds: [],
  unitName: null,
  cityId: null,
  signsOff: false,
  unread: 0,
  demonstration: false,
  sessionId: null,
  planIds: null,
  plan: null,
  address: "",
};

const ACTORS = {
  staff: { ...somebody, role: "STAFF", unitIds: [OWN_UNIT, SUB_UNIT] },
  jinanReviewer: { ...somebody, role: "REVIEWER", cityId: JINAN },
  reviewer: { ...somebody, role: "REVIEWER" },
  jinanLeader: { ...somebody, role: "LEADER", cityId: JINAN },
  leader: { ...somebody, role: "LEADER" },
  admin: { ...somebody, role: "ADMIN" },
  auditor: { ...somebody, role: "AUDITOR" },
  program: { ...somebody, role: "API_TOKEN" },
  // Roles no table names; two of them are properties every JavaScript object has.
  namedConstructor: { ...somebody, role: "constructor" as Actor["role"], unitIds: [OWN_UNIT] },
  namedToString: { ...somebody, role: "toString" as Actor["role"], unitIds: [OWN_UNIT] },
  stranger: { ...somebody, role: "MAYOR" as Actor["role"], unitIds: [OWN_UNIT] },
} satisfies Record<string, Actor>;

const SUBJECTS = {
  "own unit": { unitId: OWN_UNIT, cityId: JINAN },
  "own sub-unit": { unitId: SUB_UNIT, cityId: JINAN },
  "another unit of Jinan": { unitId: OTHER_UNIT, cityId: JINAN },
  "a unit of Linyi": { unitId: OTHER_UNIT, cityId: LINYI },
  "a unit whose city nobody knows": { unitId: OTHER_UNIT, cityId: null },
  "what the actor made": { unitId: OTHER_UNIT, cityId: LINYI, accountId: 7 },
  "what somebody else made": { unitId: OTHER_UNIT, cityId: LINYI, accountId: 8 },
  "nothing in particular": {},
} satisfies Record<string, Subject>;

type Who = keyof typeof ACTORS;
type What = keyof typeof SUBJECTS;

const EVERYTHING = Object.keys(SUBJECTS) as What[];
const MADE: What[] = ["what the actor made"];
const OWN: What[] = ["own unit", "own sub-unit"];
const IN_JINAN: What[] = ["own unit", "own sub-unit", "another unit of Jinan"];

const WHO_READS = {
  staff: EVERYTHING,
  jinanReviewer: EVERYTHING,
  reviewer: EVERYTHING,
  jinanLeader: EVERYTHING,
  leader: EVERYTHING,
  admin: EVERYTHING,
};
const OFFICE_AND_LEADERS = {
  jinanReviewer: IN_JINAN,
  reviewer: EVERYTHING,
  jinanLeader: IN_JINAN,
  leader: EVERYTHING,
};
const WHOLE_POINT = { jinanReviewer: IN_JINAN, reviewer: EVERYTHING, admin: EVERYTHING };

// domain.md §5, by hand: who may do it, and to what. Whoever is not named may not.
const EXPECTED: Record<Action, Partial<Record<Who, What[]>>> = {
  "plan.read": {
    staff: EVERYTHING,
    jinanReviewer: EVERYTHING,
    reviewer: EVERYTHING,
    jinanLeader: EVERYTHING,
    leader: EVERYTHING,
    admin: EVERYTHING,
    program: EVERYTHING,
  },
  "ledger.export": WHO_READS,
  "view.keep": WHO_READS,
  "bulletin.read": {
    jinanReviewer: EVERYTHING,
    reviewer: EVERYTHING,
    jinanLeader: EVERYTHING,
    leader: EVERYTHING,
    admin: EVERYTHING,
  },
  "bulletin.write": { jinanReviewer: EVERYTHING, reviewer: EVERYTHING, admin: EVERYTHING },
  "calendar-feed.make": WHO_READS,
  "view.share-city": {
    jinanReviewer: IN_JINAN,
    reviewer: EVERYTHING,
    jinanLeader: IN_JINAN,
    leader: EVERYTHING,
    admin: EVERYTHING,
  },
  "view.share-everybody": {
    jinanReviewer: EVERYTHING,
    reviewer: EVERYTHING,
    jinanLeader: EVERYTHING,
    leader: EVERYTHING,
    admin: EVERYTHING,
  },
  "draft.read": { staff: OWN },
  "draft.write": { staff: OWN },
  "update.read": { staff: OWN, jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "update.submit": { staff: OWN },
  "update.withdraw": { staff: OWN },
  "update.review": { jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "evidence.upload": { staff: OWN },
  "problem.settle": { staff: OWN, jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "completion.apply": { staff: OWN },
  "completion.verify": { jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "milestone.set": { admin: EVERYTHING },
  "indicator.set": { admin: EVERYTHING },
  "action-item.set": { admin: EVERYTHING },
  "milestone.confirm": { jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "extension.apply": { staff: OWN },
  "extension.decide": { jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "adjustment.propose": WHOLE_POINT,
  "adjustment.decide": { ...WHOLE_POINT, jinanLeader: IN_JINAN, leader: EVERYTHING },
  "confidence.state": { jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "reminder.send": OFFICE_AND_LEADERS,
  "reminder.answer": { staff: OWN },
  "meeting.run": {
    jinanReviewer: EVERYTHING,
    reviewer: EVERYTHING,
    jinanLeader: EVERYTHING,
    leader: EVERYTHING,
  },
  "meeting.export": {
    jinanReviewer: EVERYTHING,
    reviewer: EVERYTHING,
    jinanLeader: EVERYTHING,
    leader: EVERYTHING,
    admin: EVERYTHING,
  },
  "hand-over.make": { staff: OWN, admin: EVERYTHING },
  "sign-off.arrange": { admin: EVERYTHING },
  "calendar.change": { admin: EVERYTHING },
  "job.read": { admin: EVERYTHING },
  "closure.confirm": { jinanReviewer: IN_JINAN, reviewer: EVERYTHING },
  "directive.issue": { jinanLeader: IN_JINAN, leader: EVERYTHING },
  "directive.read": {
    staff: OWN,
    jinanReviewer: EVERYTHING,
    reviewer: EVERYTHING,
    jinanLeader: EVERYTHING,
    leader: EVERYTHING,
    admin: EVERYTHING,
    program: EVERYTHING,
  },
  "directive.reply": { staff: OWN },
  "directive.accept": {
    jinanReviewer: IN_JINAN,
    reviewer: EVERYTHING,
    jinanLeader: MADE,
    leader: MADE,
  },
  "directive.withdraw": { jinanLeader: MADE, leader: MADE },
  "order.issue": OFFICE_AND_LEADERS,
  "order.accept": OFFICE_AND_LEADERS,
  "order.withdraw": {
    jinanReviewer: MADE,
    reviewer: MADE,
    jinanLeader: IN_JINAN,
    leader: EVERYTHING,
  },
  "read-mark.make": { jinanLeader: EVERYTHING, leader: EVERYTHING },
  "watch.keep": {
    jinanReviewer: EVERYTHING,
    reviewer: EVERYTHING,
    jinanLeader: EVERYTHING,
    leader: EVERYTHING,
  },
  "plan.import": { admin: EVERYTHING },
  "unit.manage": { admin: EVERYTHING },
  "assignment.change": { admin: EVERYTHING },
  "assignment.acknowledge": { staff: OWN },
  "assignment.ask-members": OFFICE_AND_LEADERS,
  "objection.answer": WHOLE_POINT,
  "acknowledgement.read": {
    jinanReviewer: IN_JINAN,
    reviewer: EVERYTHING,
    jinanLeader: IN_JINAN,
    leader: EVERYTHING,
    admin: EVERYTHING,
  },
  "year.manage": { admin: EVERYTHING },
  "account.manage": { admin: EVERYTHING },
  "demonstration.remove": { admin: EVERYTHING },
  "api-token.manage": { admin: EVERYTHING },
  "audit.read": { auditor: EVERYTHING },
};

test("every action of the portal has its line in this table", () => {
  expect([...ACTIONS].sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe.each(Object.keys(EXPECTED) as Action[])("%s", (action) => {
  test.each(Object.keys(ACTORS) as Who[])(
    "by %s is allowed for exactly the subjects of domain.md",
    (who) => {
      const allowed = EVERYTHING.filter((what) => may(ACTORS[who], action, SUBJECTS[what]));
      const line = EXPECTED[action];
      expect(allowed).toEqual((Object.hasOwn(line, who) && line[who]) || []);
    },
  );

  test.each(Object.keys(ACTORS) as Who[])(
    "is offered to %s only where some subject allows it",
    (who) => {
      expect(mayEver(ACTORS[who], action)).toBe(Object.hasOwn(EXPECTED[action], who));
    },
  );
});

test("an administrator of some cities may what others may, but for what all cities share", () => {
  const limited: Actor = { ...ACTORS.admin, planIds: [1] };
  const refused = ACTIONS.filter((action) => may(ACTORS.admin, action) && !may(limited, action));
  expect(refused.sort()).toEqual(["calendar.change", "demonstration.remove", "job.read"]);
});

test("a person without any unit may write nobody's drafts", () => {
  const moved: Actor = { ...ACTORS.staff, unitIds: [] };
  for (const what of EVERYTHING) expect(may(moved, "draft.write", SUBJECTS[what])).toBe(false);
});

test("a unit without an id is nobody's own", () => {
  expect(may(ACTORS.staff, "draft.read", { unitId: null })).toBe(false);
  expect(may(ACTORS.staff, "draft.read", { unitId: undefined as unknown as null })).toBe(false);
});
