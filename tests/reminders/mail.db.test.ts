import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { installJobs } from "@/lib/platform/job-runner";
import { sendReminders } from "@/lib/reminders/commands";
import { sendRemindersInput } from "@/lib/reminders/schema";
import { choice, DAY, UNIT, withNudging } from "../support/nudges";
import { actorNamed, at } from "../support/people";
import { statementsOf } from "../support/statements";

// Nobody listens there: who sends a 催办 waits for no mail server.
process.env.SMTP_URL = "smtp://127.0.0.1:1";
process.env.SMTP_FROM = "对口合作督办 <duban@example.gov.cn>";
process.env.PUBLIC_URL = "https://duban.example.gov.cn";

const office = withNudging();

beforeAll(async () => {
  await installJobs(env().DATABASE_URL ?? "");
  await db().account.update({
    where: { id: office.staff.accountId },
    data: { email: "jyj@example.gov.cn" },
  });
});

const send = async (points: number[], seen = 0) => {
  const reports = await Promise.all(points.map((point) => choice(UNIT, point, seen)));
  const input = sendRemindersInput.parse({ reports, text: "请报送第{序号}项" });
  return sendReminders(await actorNamed(office.reviewer.name), input, at(DAY));
};

test("催办 goes out by mail at once: one mail an address, with all that was sent together", async () => {
  const [a = 0, b = 0] = office.points;
  await send([a, b]);
  const mails = await db().delivery.findMany({ where: { channel: "MAIL" } });
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ target: "jyj@example.gov.cn", subject: "对口合作督办：催办" });
  expect(mails[0]?.body).toContain(`请报送第${a}项\n请报送第${b}项`);
  expect(mails[0]?.body).toContain("https://duban.example.gov.cn/reminders?state=open");
  // Told already: the next digest leaves it out.
  expect(await db().notification.count({ where: { kind: "NUDGED", toldAt: null } })).toBe(0);
});

test("a second 催办 of the day is a second mail, and many take no more statements than one", async () => {
  const [a = 0, b = 0, c = 0] = office.points;
  const one = (await statementsOf(() => send([a], 1))).length;
  const two = (await statementsOf(() => send([b], 1))).length;
  expect(two).toBe(one);
  expect(await db().delivery.count({ where: { channel: "MAIL" } })).toBe(3);
  const reports = [await choice(UNIT, a, 2), await choice(UNIT, b, 2), await choice(UNIT, c)];
  const input = sendRemindersInput.parse({ reports, text: "请报送" });
  const actor = await actorNamed(office.reviewer.name);
  const many = await statementsOf(() => sendReminders(actor, input, at(DAY)));
  const single = await statementsOf(async () =>
    sendReminders(
      actor,
      sendRemindersInput.parse({ reports: [await choice(UNIT, c, 1)], text: "请报送" }),
      at(DAY),
    ),
  );
  // Naming the one report asks for it in a statement of its own.
  expect(many.length).toBeLessThanOrEqual(single.length);
});
