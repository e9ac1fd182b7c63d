import { expect, test } from "vitest";
import { getBadges } from "@/lib/inbox/queries";
import type { Actor } from "@/lib/policy";
import { answerReminder, sendReminders } from "@/lib/reminders/commands";
import { answerReminderInput, sendRemindersInput } from "@/lib/reminders/schema";
import { choice, DAY, remindersOf, SEPTEMBER, UNIT, withNudging } from "../support/nudges";
import { actorNamed, assignmentOf, at } from "../support/people";
import { handIn } from "../support/reported";

const office = withNudging();

/** What the menu of the next request counts. */
const counted = async ({ name }: Actor) => (await getBadges(await actorNamed(name), DAY)).nudges;

const nudge = async (point: number, seen = 0) =>
  sendReminders(
    await actorNamed(office.reviewer.name),
    sendRemindersInput.parse({ reports: [await choice(UNIT, point, seen)], text: "请报送" }),
    at(DAY),
  );

test("a 催办 is counted in its unit's menu until it is answered, or the report handed in", async () => {
  const [answered = 0, reported = 0] = office.points;
  expect(await counted(office.staff)).toBe(0);
  await nudge(answered);
  await nudge(reported);
  expect(await counted(office.staff)).toBe(2);
  for (const person of [office.other, office.reviewer, office.leader]) {
    expect(await counted(person)).toBe(0);
  }
  const [first] = await remindersOf(UNIT, answered);
  const input = answerReminderInput.parse({ reminderId: first?.id, answer: "正在核对" });
  await answerReminder(office.staff, input, at(DAY));
  expect(await counted(office.staff)).toBe(1);
  const assignment = await assignmentOf(UNIT, reported);
  await handIn(assignment, SEPTEMBER, DAY);
  expect(await counted(office.staff)).toBe(0);
});

test("a report that came back owes its 催办 an answer again; one that passed does not", async () => {
  const [, , returned = 0, passed = 0] = office.points;
  await nudge(returned);
  await nudge(passed);
  const before = await counted(office.staff);
  await handIn(await assignmentOf(UNIT, returned), SEPTEMBER, DAY, "RETURNED");
  expect(await counted(office.staff)).toBe(before);
  await handIn(await assignmentOf(UNIT, passed), SEPTEMBER, DAY, "APPROVED");
  expect(await counted(office.staff)).toBe(before - 1);
});
