import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { toDbDate } from "@/lib/dates";
import {
  addDeliveries,
  type NewDelivery,
  repeatDelivery,
  retryJob,
} from "@/lib/deliveries/commands";
import { type Channels, configuredChannels, getRunning } from "@/lib/deliveries/queries";
import { UNDER_WAY } from "@/lib/deliveries/rules";
import { sendDelivery } from "@/lib/deliveries/sending";
import { systemNow } from "@/lib/platform/clock";
import { db, transact } from "@/lib/platform/db";
import { installJobs, runJobs } from "@/lib/platform/job-runner";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { freePort } from "../support/free-port";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

const database = withDatabase({ template: "plan" });

const DAY = "2024-09-20";
const NOW = at(DAY);
const PATIENCE = { mail: { connect: 400, answer: 400, whole: 900 }, robot: 400 };
const FROM = "对口合作督办 <duban@example.gov.cn>";

let admin: Actor;

beforeAll(async () => {
  await installJobs(database.url);
  admin = await hire("admin", "ADMIN");
});

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await db().delivery.deleteMany();
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

const mail = (target: string): NewDelivery => ({
  channel: "MAIL",
  digestId: null,
  target,
  subject: "9月20日提醒",
  body: "逾期 1 项",
});
const robot: NewDelivery = { ...mail("DINGTALK"), channel: "DINGTALK" };

const write = (deliveries: NewDelivery[]) =>
  transact((tx) => addDeliveries(tx, deliveries, DAY, NOW));
const rows = () => db().delivery.findMany({ orderBy: { id: "asc" } });
const only = async () => (await rows())[0] ?? { id: 0 };

async function mailServer(answer: "take" | "refuse" | "hang" | "forget" = "take") {
  const received: string[] = [];
  const ids: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, done) {
      if (answer === "hang") return;
      if (answer === "refuse") return done(new Error("mailbox is full"));
      received.push(address);
      done();
    },
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (part) => {
        text += part;
      });
      stream.on("end", () => {
        ids.push(/^Message-ID: (.+)$/im.exec(text)?.[1]?.trim() ?? "");
        // Slow enough for two to meet.
        if (answer !== "forget") setTimeout(done, 150);
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  return { received, ids, mail: { url: `smtp://127.0.0.1:${port}`, from: FROM } };
}

async function robotServer(answer: "take" | "hang" | "cut" = "take") {
  let taken = 0;
  const server: Server = createServer((request, response) => {
    request.resume().on("end", () => {
      taken += 1;
      if (answer === "cut") request.socket.destroy();
      if (answer === "take") response.end('{"errcode":0}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { taken: () => taken, robots: [{ kind: "DINGTALK" as const, url }] };
}

async function work(channels: Channels) {
  const runner = await runJobs(database.url, {
    deliver: ({ deliveryId }) => sendDelivery(deliveryId, systemNow(), channels, PATIENCE),
  });
  closers.push(() => runner.stop());
}

describe("a delivery", () => {
  test("is written once a channel, target and day, with one job", async () => {
    await write([mail("a@example.gov.cn"), robot]);
    await write([mail("a@example.gov.cn"), mail("b@example.gov.cn")]);
    expect((await rows()).map(({ target }) => target)).toEqual([
      "a@example.gov.cn",
      "DINGTALK",
      "b@example.gov.cn",
    ]);
    expect((await getRunning(admin)).jobs).toHaveLength(3);
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

describe("a sending whose end nobody knows", () => {
  const chat = { mail: null };
  const begun = (id: number, at: Date) =>
    db().delivery.update({ where: { id }, data: { sendingAt: at, attempts: 1 } });
  const shown = async () => (await getRunning(admin)).deliveries[0];
  const repeat = (deliveryId: number) => repeatDelivery(admin, { deliveryId }, NOW);

  test("because the process ended in the middle is not repeated by itself; a robot is told nothing twice", async () => {
    const { taken, robots } = await robotServer();
    await write([robot]);
    const { id } = await only();
    await begun(id, NOW);
    const send = (after: number) =>
      sendDelivery(id, new Date(NOW.getTime() + after), { ...chat, robots }, PATIENCE);
    await expect(send(UNDER_WAY - 1)).rejects.toThrow("正在由另一进程发送");
    await send(UNDER_WAY);
    await send(UNDER_WAY * 100);
    expect(taken()).toBe(0);
    expect(await only()).toMatchObject({ sentAt: null, attempts: 1 });
  });

  test.each(["hang", "cut"] as const)(
    "because the robot did not answer (%s) is 不确定 at once, its job done",
    async (answer) => {
      const { taken, robots } = await robotServer(answer);
      await write([robot]);
      await work({ ...chat, robots });
      await expect.poll(async () => (await shown())?.state, { timeout: 8_000 }).toBe("UNCERTAIN");
      await expect.poll(async () => (await getRunning(admin)).jobs.length).toBe(0);
      expect(taken()).toBe(1);
      expect((await shown())?.lastError).toMatch(/没有答复|连接中断/);
    },
  );

  test("is shown to administrators as 不确定, and sent once more when they say so, once", async () => {
    const { taken, robots } = await robotServer();
    await write([robot]);
    const { id } = await only();
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await begun(id, new Date());
    expect((await shown())?.state).toBe("SENDING");
    expect(await refusalOf(repeat(id))).toBe("STALE");
    await begun(id, new Date(Date.now() - UNDER_WAY));
    expect((await shown())?.state).toBe("UNCERTAIN");
    const staff = await hire("curious", "STAFF", { unit: "济南市教育局" });
    expect(await refusalOf(repeatDelivery(staff, { deliveryId: id }, NOW))).toBe("NOT_FOUND");
    expect((await race([repeat(id), repeat(id), repeat(id)])).sort()).toEqual([
      "STALE",
      "STALE",
      undefined,
    ]);
    await work({ ...chat, robots });
    await expect.poll(taken, { timeout: 8_000 }).toBe(1);
    await expect.poll(async () => (await shown())?.state).toBe("SENT");
    expect(await refusalOf(repeat(id))).toBe("STALE");
    expect(await db().auditEntry.count({ where: { action: "delivery.repeat" } })).toBe(1);
    expect(taken()).toBe(1);
  });

  test("is a known failure where no connection came about, and tried again", async () => {
    await write([robot]);
    const { id } = await only();
    const url = `http://127.0.0.1:${await freePort()}/`;
    const nowhere = [{ kind: "DINGTALK" as const, url }];
    await expect(sendDelivery(id, NOW, { ...chat, robots: nowhere }, PATIENCE)).rejects.toThrow(
      "连接不上",
    );
    expect(await only()).toMatchObject({ sendingAt: null, lastError: "连接不上" });
    const { taken, robots } = await robotServer();
    await sendDelivery(id, NOW, { ...chat, robots }, PATIENCE);
    expect(taken()).toBe(1);
  });

  test("of a mail carries the same Message-ID at every try, so that two copies are seen as one", async () => {
    const forgetful = await mailServer("forget");
    const good = await mailServer();
    await write([mail("a@example.gov.cn")]);
    const { id } = await only();
    const send = (server: typeof good) =>
      sendDelivery(id, NOW, { mail: server.mail, robots: [] }, PATIENCE);
    await expect(send(forgetful)).rejects.toThrow();
    await send(good);
    expect(good.ids).toEqual([`<delivery-${id}@example.gov.cn>`]);
    expect(forgetful.ids).toEqual(good.ids);
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
    const before = await getRunning(admin);
    expect(before.days).toEqual([{ businessOn: DAY, madeAt: NOW, digests: 3 }]);
    expect(before.jobs).toMatchObject([
      { attempts: 10, maxAttempts: 10, lastError: "mailbox is full" },
    ]);
    expect(before.deliveries).toMatchObject([{ target: "a@example.gov.cn", sentAt: null }]);
    expect(before.deliveries[0]).not.toHaveProperty("body");
    await retryJob(admin, { jobId: before.jobs[0]?.id ?? "" }, NOW);
    await work({ mail: server, robots: [] });
    await expect.poll(() => received, { timeout: 5_000 }).toEqual(["a@example.gov.cn"]);
    await expect.poll(async () => (await getRunning(admin)).jobs.length).toBe(0);
    expect(await db().auditEntry.count({ where: { action: "job.retry" } })).toBe(1);
    expect(await refusalOf(retryJob(admin, { jobId: before.jobs[0]?.id ?? "" }, NOW))).toBe(
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
