import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { sendMail } from "@/lib/platform/mail";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const MAIL = {
  to: "jyj@example.gov.cn",
  subject: "9月20日提醒：3 件待办",
  text: "逾期 1 项\n𠮷",
  id: "digest-7",
};
const FROM = "对口合作督办 <duban@example.gov.cn>";
const QUICK = { connect: 300, answer: 300, whole: 20_000 };

async function mailServer(options: SMTPServerOptions = {}) {
  const received: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    ...options,
    onData(stream, _session, done) {
      let text = "";
      stream.setEncoding("utf8");
      stream.on("data", (part: string) => {
        text += part;
      });
      stream.on("end", () => {
        received.push(text);
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return { port: (server.server.address() as AddressInfo).port, received };
}

/** A server that takes connections and does nothing more, or no more than it says first. */
async function silentServer(greeting = "") {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    if (greeting) socket.write(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test("a mail arrives with its sender, its subject and an id that is the same at every attempt", async () => {
  const { port, received } = await mailServer();
  await sendMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }, MAIL);
  const [text = ""] = received;
  expect(text).toContain("Message-ID: <digest-7@example.gov.cn>");
  expect(text).toContain("To: jyj@example.gov.cn");
  expect(text).toContain("<duban@example.gov.cn>");
  expect(text).toMatch(/Subject: =\?UTF-8\?/);
});

test("name and password of the address are used, with special characters written in percent", async () => {
  const seen: unknown[] = [];
  const { port, received } = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      seen.push(auth.username, auth.password);
      done(null, { user: "duban" });
    },
  });
  await sendMail({ url: `smtp://duban:p%40ss%3A1@127.0.0.1:${port}`, from: FROM }, MAIL);
  expect(seen).toEqual(["duban", "p@ss:1"]);
  expect(received).toHaveLength(1);
});

test("an address the server refuses is a failure", async () => {
  const { port } = await mailServer({
    onRcptTo: (_address, _session, done) => done(new Error("no such user")),
  });
  await expect(sendMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }, MAIL)).rejects.toThrow();
});

test.each([
  ["that never greets", ""],
  ["that greets and then falls silent", "220 mail ESMTP\r\n"],
])("a server %s is given up in time", async (_, greeting) => {
  const port = await silentServer(greeting);
  const began = performance.now();
  await expect(
    sendMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }, MAIL, QUICK),
  ).rejects.toThrow();
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("a server that is slow at every step is given up when the whole takes too long", async () => {
  const port = await silentServer("220 mail ESMTP\r\n");
  const began = performance.now();
  const patient = { connect: 5_000, answer: 5_000, whole: 400 };
  await expect(
    sendMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }, MAIL, patient),
  ).rejects.toThrow("没有收下邮件");
  expect(performance.now() - began).toBeLessThan(3_000);
});
