import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeAll } from "vitest";
import { addDeliveries, type NewDelivery } from "@/lib/deliveries/commands";
import type { Channels } from "@/lib/deliveries/queries";
import { sendDelivery } from "@/lib/deliveries/sending";
import { systemNow } from "@/lib/platform/clock";
import { db, transact } from "@/lib/platform/db";
import { installJobs, runJobs } from "@/lib/platform/job-runner";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";

export const DAY = "2024-09-20";
export const NOW = at(DAY);
export const PATIENCE = { mail: { connect: 400, answer: 400, whole: 900 }, robot: 400 };
const FROM = "对口合作督办 <duban@example.gov.cn>";

/** A database with the queue and an administrator (`post.admin`); emptied of deliveries after each test. */
export function withPost() {
  const database = withDatabase({ template: "plan" });
  const post = {} as { admin: Actor };
  beforeAll(async () => {
    await installJobs(database.url);
    post.admin = await hire("admin", "ADMIN");
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await db().delivery.deleteMany();
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  });
  return post;
}

const closers: (() => unknown)[] = [];

export const mail = (target: string): NewDelivery => ({
  channel: "MAIL",
  digestId: null,
  target,
  subject: "9月20日提醒",
  body: "逾期 1 项",
});
export const robot: NewDelivery = { ...mail("DINGTALK"), channel: "DINGTALK" };

export const write = (deliveries: NewDelivery[]) =>
  transact((tx) => addDeliveries(tx, deliveries, DAY, NOW));
export const rows = () => db().delivery.findMany({ orderBy: { id: "asc" } });
export const only = async () => (await rows())[0] ?? { id: 0 };

export async function mailServer(answer: "take" | "refuse" | "hang" | "forget" = "take") {
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

export async function robotServer(answer: "take" | "hang" | "cut" = "take") {
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

/** A worker that sends over these channels until the test ends. */
export async function work(channels: Channels) {
  const runner = await runJobs(process.env.DATABASE_URL ?? "", {
    deliver: ({ deliveryId }) => sendDelivery(deliveryId, systemNow(), channels, PATIENCE),
  });
  closers.push(() => runner.stop());
}
