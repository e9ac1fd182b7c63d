import { beforeAll, expect, test } from "vitest";
import { askForMembers, changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { askMembersInput, changeAssignmentsInput } from "@/lib/assignments/schema";
import { issueDesk } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getOrderDesk, listSuggestions, listWithheld } from "@/lib/supervision-orders/queries";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const who = {} as Record<"leader" | "reviewer" | "linyi" | "staff" | "admin", Actor>;

beforeAll(async () => {
  who.leader = await hire("leader", "LEADER");
  who.reviewer = await hire("reviewer", "REVIEWER");
  who.linyi = await hire("linyi", "LEADER", { city: "临沂市" });
  who.staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  who.admin = await hire("admin", "ADMIN");
  await hire("second-admin", "ADMIN");
});

const DAY = "2024-09-02";
const ask = (actor: Actor, points: string, day: string) =>
  askForMembers(actor, askMembersInput.parse({ points }), at(day));
const told = async () =>
  db().notification.findMany({ where: { kind: "MEMBERS" }, orderBy: { id: "asc" } });

test("where a point has only 集合单位 without members, the desks say which instead of nothing", async () => {
  const actor = await actorNamed("leader");
  const board = await getBoard(actor, DAY);
  expect(issueDesk(actor, board, { point: 15 })).toMatchObject({
    cities: [],
    withoutMembers: [15],
  });
  expect(issueDesk(actor, board, { point: 20 })?.withoutMembers).toEqual([]);
  const city = board.cities[0]?.id ?? 0;
  expect((await getOrderDesk(actor, { point: 15, city }, DAY)).units).toEqual([]);
  // Nothing was ever reported: the rule would suggest an order for each of their sides.
  const withheld = await listWithheld(actor, DAY);
  expect(withheld.points).toContain(15);
  expect(withheld.sides).toBeGreaterThanOrEqual(withheld.points.length);
  const suggested = await listSuggestions(actor, DAY);
  expect(suggested.some(({ point }) => withheld.points.includes(point.number))).toBe(false);
  expect(await listWithheld(await actorNamed("staff"), DAY)).toEqual({ sides: 0, points: [] });
});

test("one tap tells every admin which points wait, once a day, and is written down", async () => {
  expect(await ask(await actorNamed("leader"), "15,20", DAY)).toEqual({ points: [15] });
  const messages = await told();
  expect(messages).toHaveLength(2);
  expect(messages[0]?.text).toMatch(
    /^.+请明确第 15 项集合单位的成员：.*济南.+、.*临沂.+。明确以前不能批示、督办/,
  );
  expect(messages[0]?.path).toBe("/assignments?point=15");
  const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
  expect(entry).toMatchObject({ action: "assignment.ask-members", after: { number: "15" } });
  // Whoever else asks on that day is told that it was done.
  expect(await refusalOf(ask(await actorNamed("reviewer"), "15", DAY))).toBe("STALE");
  // What was not asked for yet goes out beside it; the next day may ask again.
  expect(await ask(await actorNamed("reviewer"), "15,23", DAY)).toEqual({ points: [23] });
  expect(await ask(await actorNamed("leader"), "15", "2024-09-03")).toEqual({ points: [15] });
  expect(await told()).toHaveLength(6);
});

test("two who tap at once send one message", async () => {
  const actors = [await actorNamed("leader"), await actorNamed("reviewer")];
  const before = (await told()).length;
  const results = await race(actors.map((actor) => ask(actor, "24", DAY)));
  expect(results.sort()).toEqual(["STALE", undefined]);
  expect((await told()).length).toBe(before + 2);
});

test("a leader of one city asks for that city's 集合单位 alone", async () => {
  await ask(await actorNamed("linyi"), "23", "2024-09-04");
  const text = (await told()).at(-1)?.text ?? "";
  expect(text).toContain("临沂");
  expect(text).not.toContain("济南");
});

test("is refused to whoever issues nothing, for points without such units, and once members are named", async () => {
  expect(await refusalOf(ask(await actorNamed("staff"), "15", "2024-09-05"))).toBe("NOT_FOUND");
  expect(await refusalOf(ask(await actorNamed("admin"), "15", "2024-09-05"))).toBe("NOT_FOUND");
  expect(await refusalOf(ask(await actorNamed("leader"), "20", "2024-09-05"))).toBe("STALE");
  expect(askMembersInput.safeParse({ points: "十五" }).success).toBe(false);
  const admin = await actorNamed("admin");
  const panel = await getAssignmentPanel(admin, 15);
  const entries = [
    ...panel.units,
    ...panel.groups.flatMap(({ line, others, members }) => [
      line,
      ...[...members, ...others].slice(0, 1).map((unit) => ({ ...unit, role: "RESPONSIBLE" })),
    ]),
  ].map(({ id, role, groupId }) => `${id}:${role}${groupId === null ? "" : `:${groupId}`}`);
  const input = { pointId: panel.point.id, seal: panel.seal, entries };
  await changeAssignments(admin, changeAssignmentsInput.parse(input), at("2024-09-05"));
  expect(await refusalOf(ask(await actorNamed("leader"), "15", "2024-09-06"))).toBe("STALE");
  const leader = await actorNamed("leader");
  const desk = issueDesk(leader, await getBoard(leader, "2024-09-06"), { point: 15 });
  expect(desk).toMatchObject({ withoutMembers: [] });
  expect(desk?.cities).toHaveLength(2);
});
