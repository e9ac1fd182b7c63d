import { beforeAll, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { makeReadMark } from "@/lib/read-marks/commands";
import { makeReadMarkInput } from "@/lib/read-marks/schema";
import { withDatabase } from "../support/database";
import { issue, reply } from "../support/directives";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const who = {} as Record<"leader" | "staff" | "reviewer", Actor>;
const own = { point: 0 };

beforeAll(async () => {
  who.leader = await hire("leader", "LEADER");
  who.staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  who.reviewer = await hire("reviewer", "REVIEWER");
  own.point = (await db().workPoint.findFirstOrThrow({ where: { number: 20 } })).id;
});

const read = (actor: Actor, day: string, thing: { pointId?: number; replyId?: number }) =>
  makeReadMark(actor, makeReadMarkInput.parse(thing), at(day));

async function marksOn(day: string) {
  const leader = await actorNamed("leader");
  const { readMarks } = await getBoard(leader, day);
  return readMarks.map(({ pointId, readOn }) => ({ pointId, readOn }));
}

test("a leader stamps a point as read, once a day, and again on another day", async () => {
  await read(who.leader, "2024-09-18", { pointId: own.point });
  await read(who.leader, "2024-09-18", { pointId: own.point });
  await read(who.leader, "2024-09-20", { pointId: own.point });
  expect(await marksOn("2024-09-17")).toEqual([]);
  expect(await marksOn("2024-09-19")).toEqual([{ pointId: own.point, readOn: "2024-09-18" }]);
  expect(await marksOn("2024-09-20")).toEqual([
    { pointId: own.point, readOn: "2024-09-20" },
    { pointId: own.point, readOn: "2024-09-18" },
  ]);
  expect(await db().auditEntry.count({ where: { action: "read-mark.make" } })).toBe(2);
});

test("two taps at the same moment make one stamp and no error", async () => {
  const tap = () => read(who.leader, "2024-09-23", { pointId: own.point });
  expect(await race([tap(), tap()])).toEqual([undefined, undefined]);
  expect((await marksOn("2024-09-23"))[0]?.readOn).toBe("2024-09-23");
  expect((await marksOn("2024-09-23")).length).toBe(3);
});

test("a reply to a directive is stamped beside it", async () => {
  const id = await issue(who.leader, "2024-09-02");
  const answer = await reply(who.staff, id, "2024-09-04");
  await read(who.leader, "2024-09-05", { replyId: answer });
  const leader = await actorNamed("leader");
  const marks = async (day: string) =>
    (await getBoard(leader, day)).directives.find((each) => each.id === id)?.units[0]?.replies[0]
      ?.readMarks;
  expect(await marks("2024-09-04")).toEqual([]);
  expect(await marks("2024-09-05")).toMatchObject([{ post: "LEADER", readOn: "2024-09-05" }]);
});

test("nobody but a leader stamps, and nothing that is not there", async () => {
  for (const actor of [who.staff, who.reviewer]) {
    expect(await refusalOf(read(actor, "2024-09-18", { pointId: own.point }))).toBe("NOT_FOUND");
  }
  expect(await refusalOf(read(who.leader, "2024-09-18", { pointId: 999_999 }))).toBe("NOT_FOUND");
  expect(await refusalOf(read(who.leader, "2024-09-18", { replyId: 999_999 }))).toBe("NOT_FOUND");
});

test("a stamp names one thing", () => {
  expect(makeReadMarkInput.safeParse({}).success).toBe(false);
  expect(makeReadMarkInput.safeParse({ pointId: 1, replyId: 1 }).success).toBe(false);
});

test("a stamp is never changed or removed", async () => {
  for (const sql of [
    "UPDATE read_marks SET read_on = '2024-01-01'",
    "DELETE FROM read_marks",
    "TRUNCATE read_marks CASCADE",
  ]) {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/immutable|are kept/);
  }
});
