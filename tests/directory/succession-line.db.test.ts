import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { toDbDate } from "@/lib/dates";
import { unitSeal } from "@/lib/directory/rules";
import { abolishUnit } from "@/lib/directory/succession";
import { addIndicator } from "@/lib/indicators/commands";
import { addIndicatorInput } from "@/lib/indicators/schema";
import { addResolution, openMeeting } from "@/lib/meetings/commands";
import { getMeeting, listMeetings } from "@/lib/meetings/queries";
import { addResolutionInput, openMeetingInput } from "@/lib/meetings/schema";
import { db } from "@/lib/platform/db";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { unitIn } from "../support/directory";
import { actorNamed, assignmentOf, at, hire, unitNamed } from "../support/people";
import { approve, submit } from "../support/reports";

withDatabase({ template: "plan" });

// A goes over to B in August and B to C in September; D, of the other city, stays what it is.
const [A, B, C, D] = ["济南市文化和旅游局", "济南市水务局", "济南市财政局", "临沂市文化和旅游局"];
const POINT = 2;
const ids: Record<string, number> = {};
let meetingId = 0;
let indicatorId = 0;
let itemId = 0;

async function merge(from: string, into: string, day: string) {
  const admin = await actorNamed("admin");
  const [gone, successor] = [await unitIn(admin, from), await unitIn(admin, into)];
  const input = { unitId: gone.id, seal: unitSeal(gone), successorId: successor.id };
  await abolishUnit(admin, input, at(day));
}

beforeAll(async () => {
  const admin = await hire("admin", "ADMIN");
  const staff = await hire("staff", "STAFF", { unit: A });
  const reviewer = await hire("reviewer", "REVIEWER");
  await hire("leader", "LEADER");
  for (const name of [A, B, C, D]) ids[name] = (await unitNamed(name)).id;
  const { id: pointId } = await db().workPoint.findFirstOrThrow({ where: { number: POINT } });
  const update = await submit(staff, await assignmentOf(A, POINT), "2024-06-20", { percent: 45 });
  await approve(reviewer, update, "2024-06-21");
  const named = { pointId, name: "共建基地", target: "3", measure: "个", unitIds: [ids[A]] };
  const indicator = addIndicatorInput.parse(named);
  indicatorId = (await addIndicator(admin, indicator, at("2024-07-01"))).indicatorId;
  const meeting = { title: "第一次联席会议", heldOn: "2024-07-18", place: "", attendance: "" };
  await openMeeting(reviewer, openMeetingInput.parse(meeting), at("2024-07-18"));
  meetingId = (await listMeetings(await actorNamed("leader")))[0]?.id ?? 0;
  const settled = {
    ...{ meetingId, pointId, text: "10月底前联合办展" },
    ...{ unitIds: [ids[A]], dueOn: "2024-10-31" },
  };
  await addResolution(reviewer, addResolutionInput.parse(settled), at("2024-07-18"));
  const leader = await actorNamed("leader");
  itemId = (await getMeeting(leader, meetingId)).resolutions[0]?.id ?? 0;
  await merge(A, B, "2024-08-10");
  await merge(B, C, "2024-09-10");
});

describe("a unit that was merged twice", () => {
  const lineOf = (unit: string, day: string) =>
    db().$queryRaw<{ unit_id: number; step: number }[]>`
      SELECT * FROM unit_line(${ids[unit] ?? 0}::int, ${toDbDate(day)}) ORDER BY step`;

  test.each([
    [C, "2024-09-10", [C, B, A]],
    [C, "2024-09-09", [C]],
    [B, "2024-09-09", [B, A]],
    [B, "2024-08-09", [B]],
    [A, "2024-12-31", [A]],
    [D, "2024-12-31", [D]],
  ])("has one line of who goes on with what: %s on %s", async (unit, day, line) => {
    const rows = await lineOf(unit, day);
    expect(rows).toEqual(line.map((name, step) => ({ unit_id: ids[name], step })));
  });

  test("lends its percent until the last one reports itself, on every day to whom it was then", async () => {
    const leader = await actorNamed("leader");
    const percentOn = async (day: string, name: string) =>
      (await getBoard(leader, day)).points
        .find(({ number }) => number === POINT)
        ?.units.find(({ unit }) => unit.id === ids[name])?.percent;
    expect(await percentOn("2024-08-09", A)).toBe(45);
    expect(await percentOn("2024-08-10", B)).toBe(45);
    expect(await percentOn("2024-09-10", C)).toBe(45);
    expect(await percentOn("2024-09-10", A)).toBeUndefined();
    expect(await percentOn("2024-09-09", C)).toBeUndefined();
  });

  test("hands on what it was named for: 议定事项 and 指标 are asked of the last one, of nobody else", async () => {
    const form = await getReportForm(
      await actorNamed("staff"),
      await assignmentOf(C, POINT),
      "2024-09-01",
      "2024-09-12",
    );
    expect(form.actionItems.map(({ id }) => id)).toContain(itemId);
    expect(form.indicators.map(({ id }) => id)).toContain(indicatorId);
    const other = await hire("other", "STAFF", { unit: D });
    const theirs = await getReportForm(
      other,
      await assignmentOf(D, POINT),
      "2024-09-01",
      "2024-09-12",
    );
    expect(theirs.actionItems.map(({ id }) => id)).not.toContain(itemId);
    expect(theirs.indicators.map(({ id }) => id)).not.toContain(indicatorId);
  });

  test("has its 议定事项 done when the last one reports it, on the board from the day it is approved", async () => {
    const [reviewer, staff] = [await actorNamed("reviewer"), await actorNamed("staff")];
    const update = await submit(staff, await assignmentOf(C, POINT), "2024-09-20", {
      percent: 50,
      actions: { [itemId]: "2024-09-18" },
    });
    const leader = await actorNamed("leader");
    expect((await getMeeting(leader, meetingId)).resolutions[0]?.units[0]?.doneOn).toBeNull();
    await approve(reviewer, update, "2024-09-22");
    expect((await getMeeting(leader, meetingId)).resolutions[0]?.units[0]).toMatchObject({
      name: A,
      doneOn: "2024-09-18",
    });
    expect(await listMeetings(leader)).toMatchObject([{ done: 1 }]);
    const doneOn = async (day: string) =>
      (await getBoard(await actorNamed("leader"), day)).meetings[0]?.resolutions[0]?.units[0]
        ?.doneOn;
    expect(await doneOn("2024-09-21")).toBeNull();
    expect(await doneOn("2024-09-22")).toBe("2024-09-18");
  });
});
