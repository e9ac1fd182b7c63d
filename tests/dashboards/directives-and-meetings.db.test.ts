import { beforeAll, describe, expect, test } from "vitest";
import { getDueMonth } from "@/lib/dashboards/due";
import { getChanges } from "@/lib/dashboards/queries";
import { addResolution, openMeeting } from "@/lib/meetings/commands";
import { addResolutionInput, openMeetingInput } from "@/lib/meetings/schema";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { accept, askAgain, issue, reply, withdraw } from "../support/directives";
import { actorNamed, assignmentOf, at, hire, unitNamed } from "../support/people";
import { approve, submit } from "../support/reports";

withDatabase({ template: "plan" });

const JINAN = "济南市教育局";
const LINYI = "临沂市教育局";
const MET = "2024-07-18";
const READERS = ["leader", "reviewer", "admin", "staff", "linyi", "stranger"];
const made = { early: 0, both: 0, unit: 0, withdrawn: 0 };
let actionItemId = 0;

beforeAll(async () => {
  const leader = await hire("leader", "LEADER");
  const reviewer = await hire("reviewer", "REVIEWER");
  const staff = await hire("staff", "STAFF", { unit: JINAN });
  await hire("admin", "ADMIN");
  await hire("linyi", "STAFF", { unit: LINYI });
  await hire("stranger", "STAFF", { unit: "临沂商城管委会" });

  const heard = { title: "第一次联席会议", heldOn: MET, place: "济南", attendance: "" };
  const { meetingId } = await openMeeting(reviewer, openMeetingInput.parse(heard), at(MET));
  const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { number: 20 } });
  const settled = addResolutionInput.parse({
    meetingId,
    pointId,
    text: "完成第二批教师互派",
    unitIds: [(await unitNamed(JINAN)).id],
    dueOn: "2024-09-12",
  });
  ({ actionItemId } = await addResolution(reviewer, settled, at(MET)));

  made.early = await issue(leader, "2024-09-02");
  made.both = await issue(leader, "2024-09-05", { units: [JINAN, LINYI] });
  made.unit = await issue(leader, "2024-09-06", {
    point: undefined,
    unit: (await unitNamed(LINYI)).id,
    units: [LINYI],
  });
  made.withdrawn = await issue(leader, "2024-09-06");
  await withdraw(leader, made.withdrawn, "2024-09-09");
  await accept(leader, await reply(staff, made.early, "2024-09-04"), "2024-09-06");
  await askAgain(leader, await reply(staff, made.both, "2024-09-06"), "2024-09-09");
});

describe("新批示 between two days", () => {
  const issued = async (who: string, from: string, to: string) =>
    (await getChanges(await actorNamed(who), { from, to })).issued.map(({ id }) => id);

  test("are those of the days after the first one, the newest first, also when withdrawn since", async () => {
    expect(await issued("leader", "2024-09-02", "2024-09-10")).toEqual([
      made.withdrawn,
      made.unit,
      made.both,
    ]);
    expect(await issued("leader", "2024-09-01", "2024-09-05")).toEqual([made.both, made.early]);
    expect(await issued("leader", "2024-09-10", "2024-09-01")).toHaveLength(4);
  });

  test("are for each reader the ones that reader may read", async () => {
    const all = [made.withdrawn, made.unit, made.both, made.early];
    for (const who of ["leader", "reviewer", "admin"]) {
      expect(await issued(who, "2024-09-01", "2024-09-10")).toEqual(all);
    }
    // A unit of the point reads what is said of the point, not what is said of another unit.
    expect(await issued("staff", "2024-09-01", "2024-09-10")).toEqual(
      all.filter((id) => id !== made.unit),
    );
    expect(await issued("stranger", "2024-09-01", "2024-09-10")).toEqual([]);
  });
});

test("the last joint meeting is offered as a day to compare with, from the day after it on", async () => {
  const named = async (to: string) =>
    (await getChanges(await actorNamed("staff"), { to })).choices.filter(({ name }) =>
      name.includes("联席会议"),
    );
  expect(await named("2024-07-19")).toEqual([{ name: "上次联席会议", date: MET }]);
  expect(await named(MET)).toEqual([]);
});

test("a meeting opened after the board was read is offered at once", async () => {
  const reviewer = await actorNamed("reviewer");
  await getChanges(reviewer, { to: "2024-09-20" });
  await db()
    .$executeRaw`UPDATE meetings SET closed_at = ${at(MET)}, closed_by_id = ${reviewer.accountId}`;
  const next = { title: "第二次联席会议", heldOn: "2024-09-10", place: "", attendance: "" };
  await openMeeting(reviewer, openMeetingInput.parse(next), at("2024-09-10"));
  const { choices } = await getChanges(await actorNamed("staff"), { to: "2024-09-20" });
  expect(choices.find(({ name }) => name === "上次联席会议")?.date).toBe("2024-09-10");
});

describe("the calendar of what is due", () => {
  const due = async (who: string, asOf: string) =>
    (await getDueMonth(await actorNamed(who), "2024-09-01", asOf)).items
      .filter(({ kind }) => kind === "DIRECTIVE" || kind === "RESOLUTION")
      .map(({ on, state, href }) => `${on} ${state} ${href({})}`);

  test("has the answers to directives, a unit asked again on its own day, none of what was withdrawn", async () => {
    const answers = (await due("leader", "2024-09-10")).filter((row) => row.includes("directives"));
    expect(answers.sort()).toEqual([
      `2024-09-20 COMING /directives/${made.both}`,
      `2024-09-20 COMING /directives/${made.unit}`,
      `2024-09-20 DONE /directives/${made.early}`,
      `2024-09-27 COMING /directives/${made.both}`,
    ]);
    expect(await due("leader", "2024-09-23")).toContain(`2024-09-20 LATE /directives/${made.both}`);
    expect(await due("leader", "2024-09-06")).toContain(
      `2024-09-20 COMING /directives/${made.withdrawn}`,
    );
  });

  test("shows nobody the due date of a directive that is not theirs to read", async () => {
    for (const who of READERS) {
      const rows = await due(who, "2024-09-10");
      const named = rows.some((row) => row.endsWith(`/directives/${made.unit}`));
      expect([who, named]).toEqual([who, who !== "staff" && who !== "stranger"]);
    }
  });

  test("has 议定事项 for everybody: coming, late, and done once every unit's report is approved", async () => {
    for (const who of READERS) {
      expect(await due(who, "2024-09-12")).toContain("2024-09-12 COMING /points/20");
    }
    expect(await due("staff", MET)).toContain("2024-09-12 COMING /points/20");
    expect((await due("staff", "2024-07-17")).join()).not.toContain("/points/20");
    expect(await due("staff", "2024-09-13")).toContain("2024-09-12 LATE /points/20");
    const report = await submit(
      await actorNamed("staff"),
      await assignmentOf(JINAN, 20),
      "2024-09-13",
      { actions: { [actionItemId]: "2024-09-12" } },
    );
    await approve(await actorNamed("reviewer"), report, "2024-09-14");
    expect(await due("staff", "2024-09-14")).toContain("2024-09-12 DONE /points/20");
    expect(await due("staff", "2024-09-13")).toContain("2024-09-12 LATE /points/20");
  });
});
