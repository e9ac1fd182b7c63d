import { describe, expect, test } from "vitest";
import { toDbDate } from "@/lib/dates";
import { retryJob } from "@/lib/deliveries/commands";
import { configuredChannels, getRunning } from "@/lib/deliveries/queries";
import { sendDelivery } from "@/lib/deliveries/sending";
import { db } from "@/lib/platform/db";
import { hire } from "../support/people";
import { refusalOf } from "../support/reports";
import {
  DAY,
  mail,
  mailServer,
  NOW,
  only,
  PATIENCE,
  robot,
  robotServer,
  rows,
  withPost,
  work,
  write,
} from "./post";

const post = withPost();

describe("a delivery", () => {
  test("is written once a channel, target and day, with one job", async () => {
    await write([mail("a@example.gov.cn"), robot]);
    await write([mail("a@example.gov.cn"), mail("b@example.gov.cn")]);
    expect((await rows()).map(({ target }) => target)).toEqual([
      "a@example.gov.cn",
      "DINGTALK",
      "b@example.gov.cn",
    ]);
    expect((await getRunning(post.admin)).jobs).toHaveLength(3);
  });

  test("is sent once, though three workers take it up at the same moment and one later", async () => {
    const { received, mail: server } = await mailServer();
    await write([mail("a@example.gov.cn")]);
    const { id } = await only();
    const once = () => sendDelivery(id, NOW, { mail: server, robots: [] }, PATIENCE);
    const ends = await Promise.allSettled([once(), once(), once()]);
    expect(ends.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    for (const end of ends) {
      // It comes again later: the one who sends may yet fail.
      if (end.status === "rejected") expect(end.reason.message).toBe("正在由另一进程发送");
    }
    await once();
    expect(received).toEqual(["a@example.gov.cn"]);
    expect(await only()).toMatchObject({ sentAt: NOW, attempts: 1, lastError: null });
  });

  test("that fails says why, and succeeds when the fault is mended", async () => {
    const full = await mailServer("refuse");
    const good = await mailServer();
    await write([mail("a@example.gov.cn")]);
    const { id } = await only();
    const failing = sendDelivery(id, NOW, { mail: full.mail, robots: [] }, PATIENCE);
    await expect(failing).rejects.toThrow("mailbox is full");
    expect(await only()).toMatchObject({ sentAt: null, attempts: 1 });
    expect(await only()).toMatchObject({ lastError: expect.stringContaining("mailbox is full") });
    await sendDelivery(id, NOW, { mail: good.mail, robots: [] }, PATIENCE);
    expect(await only()).toMatchObject({ sentAt: NOW, attempts: 2, lastError: null });
  });

  test("by a channel that is no longer set up fails in one sentence", async () => {
    await write([mail("a@example.gov.cn"), robot]);
    for (const { id } of await rows()) {
      await expect(sendDelivery(id, NOW, { mail: null, robots: [] })).rejects.toThrow(/没有设置/);
    }
  });
});

test("a mail server that hangs holds up neither the robots nor the other mails' turn for long", async () => {
  const hanging = await mailServer("hang");
  const chat = await robotServer();
  await write(Array.from({ length: 12 }, (_, index) => mail(`u${index}@example.gov.cn`)));
  await write([robot]);
  const began = performance.now();
  await work({ mail: hanging.mail, robots: chat.robots });
  await expect.poll(chat.taken, { timeout: 5_000 }).toBe(1);
  expect(performance.now() - began).toBeLessThan(2_000);
  // Meanwhile nobody who uses the portal waits for the database.
  const asked = performance.now();
  await db().account.count();
  expect(performance.now() - asked).toBeLessThan(300);
  await expect
    .poll(async () => (await rows()).filter(({ attempts }) => attempts > 0).length, {
      timeout: 12_000,
    })
    .toBe(13);
});

describe("the admin's page", () => {
  test("shows what waits, what failed and why, and what was sent; a failed job is run again", async () => {
    const { received, mail: server } = await mailServer();
    await db().digestDay.create({ data: { businessOn: toDbDate(DAY), madeAt: NOW, digests: 3 } });
    await write([mail("a@example.gov.cn")]);
    await db().$executeRaw`
      UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'mailbox is full'`;
    const before = await getRunning(post.admin);
    expect(before.days).toEqual([{ businessOn: DAY, madeAt: NOW, digests: 3 }]);
    expect(before.jobs).toMatchObject([
      { attempts: 10, maxAttempts: 10, lastError: "mailbox is full" },
    ]);
    expect(before.deliveries).toMatchObject([{ target: "a@example.gov.cn", sentAt: null }]);
    expect(before.deliveries[0]).not.toHaveProperty("body");
    await retryJob(post.admin, { jobId: before.jobs[0]?.id ?? "" }, NOW);
    await work({ mail: server, robots: [] });
    await expect.poll(() => received, { timeout: 5_000 }).toEqual(["a@example.gov.cn"]);
    await expect.poll(async () => (await getRunning(post.admin)).jobs.length).toBe(0);
    expect(await db().auditEntry.count({ where: { action: "job.retry" } })).toBe(1);
    expect(await refusalOf(retryJob(post.admin, { jobId: before.jobs[0]?.id ?? "" }, NOW))).toBe(
      "STALE",
    );
  });

  test("is nobody else's", async () => {
    for (const role of ["STAFF", "REVIEWER", "LEADER", "AUDITOR"] as const) {
      const actor = await hire(`no-${role.toLowerCase()}`, role, { unit: "济南市教育局" });
      expect(await refusalOf(getRunning(actor))).toBe("NOT_FOUND");
      expect(await refusalOf(retryJob(actor, { jobId: "1" }, NOW))).toBe("NOT_FOUND");
    }
  });
});

test("without settings nothing leaves the portal", () => {
  expect(configuredChannels()).toEqual({ mail: null, robots: [] });
});
