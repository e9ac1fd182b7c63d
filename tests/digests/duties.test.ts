import { expect, test } from "vitest";
import { dueMessages, type Person } from "@/lib/digests/digest";
import type { Duty } from "@/lib/reminders/rules";

const person = (id: number, unitId: number): Person => ({
  id,
  role: "STAFF",
  post: "填报员",
  unitId,
  unitName: null,
  cityId: null,
  email: null,
  demonstration: false,
  planIds: null,
  unread: [],
});
const duty = (more: Partial<Duty>): Duty => ({
  kind: "period",
  id: 9,
  text: "9月进展",
  missing: "未报",
  point: 3,
  path: "/assignments/1/updates/new",
  pathOfAll: "/updates",
  dueOn: "2024-09-25",
  who: { unitId: 1, assignmentId: 1 },
  ...more,
});
const NO_TIES = { handlers: new Map<number, number>(), parents: new Map<number, number>() };
const told = (duties: Duty[], today = "2024-09-23", ties = NO_TIES) =>
  dueMessages([person(1, 1), person(2, 1), person(3, 2)], duties, ties, today, new Map());

test("duties of any kind are reminded of by the same clock, each kind and number in a message of its own", () => {
  const reply = duty({
    kind: "directive",
    id: 7,
    text: "批示的回复",
    missing: "未回复",
    path: "/directives/7",
    dueOn: "2024-09-20",
    who: { unitId: 2, assignmentId: 5 },
  });
  expect(told([duty({}), duty({ point: 1, path: "/other" }), reply])).toEqual([
    {
      accountId: 1,
      demonstration: false,
      kind: "DUE",
      text: "9月进展还有 2 个工作日截止（9月25日），还有 2 项未报：第 1、3 项。",
      path: "/updates",
      sameAs: "due:period:9:2",
    },
    expect.objectContaining({ accountId: 2, path: "/updates" }),
    {
      accountId: 3,
      demonstration: false,
      kind: "OVERDUE",
      text: "批示的回复已逾期 1 个工作日（9月20日截止），还有 1 项未回复：第 3 项。",
      path: "/directives/7",
      sameAs: "overdue:directive:7:1",
    },
  ]);
});

test("a duty of any kind is told to its 经办人 alone, and to the unit above where it has people", () => {
  const ties = { handlers: new Map([[1, 2]]), parents: new Map([[4, 2]]) };
  const below = duty({ kind: "milestone", who: { unitId: 4, assignmentId: 8 } });
  expect(told([duty({}), below], undefined, ties).map(({ accountId }) => accountId)).toEqual([
    2, 3,
  ]);
});
