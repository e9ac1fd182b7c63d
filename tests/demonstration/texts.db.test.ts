import { describe, expect, test } from "vitest";
import { getBoard, getChanges } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import { listReminders } from "@/lib/reminders/queries";
import { listViews } from "@/lib/views/queries";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";

withDatabase({ template: "demonstration" });

const TODAY = "2024-09-20";

describe("what the demonstration says", () => {
  test("shows a 催办 answered and one that waits, and a view shared with everybody", async () => {
    const { reminders } = await listReminders(await actorNamed("reviewer"));
    expect(reminders.map(({ pointNumber, month, answer }) => [pointNumber, month, answer])).toEqual(
      [
        [26, "2024-08-01", null],
        [17, "2024-08-01", expect.stringContaining("补报")],
      ],
    );
    const { shared } = await listViews(await actorNamed("ly-jyj"));
    expect(shared.map(({ path }) => path)).toEqual(["/points?light=SEVERE%2CLAGGING"]);
  });

  test("has something in every list of 变化 since the last due date", async () => {
    const { changes } = await getChanges(await actorNamed("leader"), { to: TODAY });
    const {
      turns: { SEVERE, LAGGING, ON_TRACK, COMPLETED },
      raised,
      solved,
      due,
    } = changes;
    const lists = { SEVERE, LAGGING, ON_TRACK, COMPLETED, raised, solved, due };
    expect(Object.entries(lists).filter(([, list]) => list.length === 0)).toEqual([]);
  });

  test("has problems that differ, and says of most who is to solve them", async () => {
    const { problems } = await getBoard(await actorNamed("leader"), TODAY);
    const open = problems.filter(({ level }) => level !== "UNIT");
    expect(open.length).toBeGreaterThan(20);
    expect(new Set(open.map(({ text }) => text)).size).toBeGreaterThan(open.length * 0.6);
    const owned = open.filter(({ owner }) => owner !== "");
    expect(owned.length).toBeGreaterThan(open.length / 2);
    expect(owned.length).toBeLessThan(open.length);
  });

  test("never nests quotation marks, and rests 调整 on no meeting the portal does not know", async () => {
    const texts = [
      ...(await db().progressUpdate.findMany()).map(
        ({ progressText, nextStepText, problemText }) =>
          `${progressText}；${nextStepText}；${problemText}`,
      ),
      ...(await db().notification.findMany()).map(({ text }) => text),
      ...(await db().reminder.findMany()).map(({ text }) => text),
      ...(await db().bulletinSection.findMany()).map(({ text }) => text),
    ];
    expect(texts.length).toBeGreaterThan(1_000);
    expect(texts.filter((text) => /“[^”]*“/.test(text))).toEqual([]);
    const meetings = (await db().meeting.findMany()).map(({ title }) => title);
    const named = (await db().adjustment.findMany()).flatMap(
      ({ basis }) => /第.{1,3}次(?:联席)?会议/.exec(basis) ?? [],
    );
    expect(named.filter((title) => !meetings.includes(title))).toEqual([]);
    expect(
      (await db().adjustment.findMany()).filter(({ basis }) => /第\s*\d+\s*次/.test(basis)),
    ).toEqual([]);
  });
});
