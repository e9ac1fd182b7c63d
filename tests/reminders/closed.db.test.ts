import { expect, test } from "vitest";
import { toDbDate } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import { sendReminders } from "@/lib/reminders/commands";
import { getNudgeDesk } from "@/lib/reminders/queries";
import { nudgePageInput, sendRemindersInput } from "@/lib/reminders/schema";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";

withDatabase({ template: "plan" });

const DAY = "2024-09-27";

test("a side that is 销号 is not nudged for, whatever the page sends; once reopened it is again", async () => {
  await hire("staff", "STAFF", { unit: "济南市教育局" });
  await hire("reviewer", "REVIEWER", { city: "济南市" });
  const { id, pointId, unit } = await db().assignment.findFirstOrThrow({
    where: { unit: { name: "济南市教育局" } },
    select: { id: true, pointId: true, unit: { select: { cityId: true } } },
  });
  const by = (await actorNamed("reviewer")).accountId;
  const closure = await db().closure.create({
    data: {
      pointId,
      cityId: unit.cityId ?? 0,
      outcome: "完成",
      closedById: by,
      closedOn: toDbDate("2024-09-20"),
    },
  });
  const move = () => db().$executeRaw`UPDATE plans SET revision = revision + 1`;
  await move();
  const input = sendRemindersInput.parse({ reports: [`${id}.2024-09-01.0`], text: "请报送。" });
  const send = async () => sendReminders(await actorNamed("reviewer"), input, at(DAY));
  const listed = async () =>
    (await getNudgeDesk(await actorNamed("reviewer"), nudgePageInput.parse({}), DAY)).targets.some(
      ({ assignmentId }) => assignmentId === id,
    );
  expect(await listed()).toBe(false);
  await expect(send()).rejects.toMatchObject({
    code: "STALE",
    message: expect.stringContaining("销号"),
  });
  expect(await db().reminder.count()).toBe(0);
  await db().closure.update({
    where: { id: closure.id },
    data: { reopenedOn: toDbDate("2024-09-26"), reopenedById: by, reopenReason: "补充" },
  });
  await move();
  expect(await listed()).toBe(true);
  expect(await send()).toEqual({ sent: 1, left: 0 });
});
