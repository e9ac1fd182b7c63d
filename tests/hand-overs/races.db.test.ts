import { beforeAll, expect, test } from "vitest";
import { handOver } from "@/lib/hand-overs/commands";
import { markRead } from "@/lib/notifications/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft } from "@/lib/progress/commands";
import { sendReminders } from "@/lib/reminders/commands";
import { sendRemindersInput } from "@/lib/reminders/schema";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { race, report } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-09-27";
let staff: Actor;
let colleague: Actor;
let reviewer: Actor;
let leader: Actor;
let own: number[];

beforeAll(async () => {
  const hired = await hireForCity("staff", "济南市");
  staff = hired.staff;
  own = Array.from({ length: 12 }, () => hired.fresh().id);
  colleague = await hire("colleague", "STAFF", { unit: staff.unitName ?? "" });
  reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
  leader = await hire("leader", "LEADER");
});

test("a 交接 while its reports are nudged for, written and read about ends, and nothing stays behind", async () => {
  const give = (from: Actor, to: Actor) =>
    handOver(from, { fromId: from.accountId, toId: to.accountId }, at(DAY));
  const nudge = (by: Actor, round: number, from: number) =>
    sendReminders(
      by,
      sendRemindersInput.parse({
        reports: own.slice(from, from + 6).map((id) => `${id}.2024-09-01.${round}`),
        text: "请报送。",
      }),
      at(DAY),
    );
  for (let round = 0; round < 6; round += 1) {
    // The rows lie in another order on every round.
    await db().assignment.updateMany({
      where: { id: { in: round % 2 ? own : [...own].reverse() } },
      data: { handlerId: (round % 2 ? colleague : staff).accountId },
    });
    const [from, to] = round % 2 ? [colleague, staff] : [staff, colleague];
    const ends = await race([
      nudge(reviewer, round, 0),
      give(from, to),
      nudge(leader, round, 6),
      markRead(from, { upTo: 2 ** 30 }, at(DAY)),
      ...own.slice(0, 3).map((id) => saveDraft(from, report(id, { draftVersion: 0 }), at(DAY))),
    ]);
    // Whoever is second may be told so; none is a deadlock, which would have been thrown here.
    expect(ends.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
  }
  const last = own.map(
    async (id) => (await db().assignment.findUniqueOrThrow({ where: { id } })).handlerId,
  );
  expect([staff.accountId, colleague.accountId]).toEqual(
    expect.arrayContaining([...new Set(await Promise.all(last))]),
  );
  expect(await db().reminder.count()).toBe(own.length * 6);
  expect(await db().handOver.count()).toBe(6);
});
