import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { postToRobot, type Robot } from "@/lib/platform/robots";

const SECRET = "SEC1234567890";
const NOW = new Date("2024-09-20T01:00:00.500Z");

type Seen = { query: URLSearchParams; body: Record<string, unknown> };
const servers: Server[] = [];

/** A group chat's server that answers what its robot would; it checks the signature itself. */
async function chat(answer: (seen: Seen) => unknown | "hang", status = 200) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const one = {
      query: new URL(request.url ?? "", "http://x").searchParams,
      body: await bodyOf(request),
    };
    seen.push(one);
    const said = answer(one);
    if (said === "hang") return;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof said === "string" ? said : JSON.stringify(said));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?key=KEY`, seen };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const part of request) text += part;
  return JSON.parse(text);
}

const hmac = (key: string, message: string) =>
  createHmac("sha256", key).update(message).digest("base64");

/** What each service's documentation tells its server to check. */
const CHECKS: Record<Robot["kind"], (seen: Seen) => unknown> = {
  DINGTALK: ({ query, body }) => {
    const timestamp = query.get("timestamp") ?? "";
    const fresh = Math.abs(Number(timestamp) - NOW.getTime()) < 3_600_000;
    const signed = query.get("sign") === hmac(SECRET, `${timestamp}\n${SECRET}`);
    const text = (body.text as { content: string }).content;
    return fresh && signed && query.get("key") === "KEY" && body.msgtype === "text" && text !== ""
      ? { errcode: 0, errmsg: "ok" }
      : { errcode: 310000, errmsg: "sign not match" };
  },
  FEISHU: ({ query, body }) => {
    const fresh = Math.abs(Number(body.timestamp) - NOW.getTime() / 1000) < 3_600;
    const signed = body.sign === hmac(`${body.timestamp}\n${SECRET}`, "");
    const text = (body.content as { text: string }).text;
    return fresh && signed && query.get("key") === "KEY" && body.msg_type === "text" && text !== ""
      ? { code: 0, msg: "success" }
      : {
          code: 19021,
          msg: "sign match fail or timestamp is not within one hour from current time",
        };
  },
  WECOM: ({ query, body }) =>
    query.get("key") === "KEY" && body.msgtype === "text" && body.timestamp === undefined
      ? { errcode: 0, errmsg: "ok" }
      : { errcode: 93000, errmsg: "invalid webhook url" },
};

const KINDS = Object.keys(CHECKS) as Robot["kind"][];

describe.each(KINDS)("the robot of %s", (kind) => {
  const robot = (url: string, secret: string | undefined = SECRET): Robot => ({
    kind,
    url,
    secret,
  });

  test("takes a text whose signature its server can check", async () => {
    const { url, seen } = await chat(CHECKS[kind]);
    await postToRobot(robot(url), "济南：逾期 2 项 𠮷", NOW);
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen[0]?.body)).toContain("济南：逾期 2 项 𠮷");
  });

  test("that refuses is a failure, though it answers 200", async () => {
    const { url } = await chat(() =>
      kind === "FEISHU" ? { code: 19021, msg: "no" } : { errcode: 310000, errmsg: "no" },
    );
    await expect(postToRobot(robot(url), "x", NOW)).rejects.toThrow(/没有收下：\d+ no/);
  });

  test("that says nothing it should, or fails, is a failure", async () => {
    for (const [answer, status] of [
      ["<html>", 200],
      [{}, 200],
      [{ errcode: 0, code: 0 }, 500],
    ] as const) {
      const { url } = await chat(() => answer, status);
      await expect(postToRobot(robot(url), "x", NOW)).rejects.toThrow();
    }
  });

  test("that hangs is given up in time, and its key is in no message", async () => {
    const { url } = await chat(() => "hang");
    const began = performance.now();
    const failure = await postToRobot(robot(url), "x", NOW, 300).catch((error: Error) => error);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(String(failure)).toContain("没有答复");
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("KEY");
  });
});

test.each(["DINGTALK", "FEISHU"] as const)("%s with a wrong secret is told so", async (kind) => {
  const { url } = await chat(CHECKS[kind]);
  await expect(postToRobot({ kind, url, secret: "other" }, "x", NOW)).rejects.toThrow("没有收下");
});

test("without a secret nothing is signed", async () => {
  const { url, seen } = await chat(() => ({ errcode: 0, code: 0 }));
  await postToRobot({ kind: "DINGTALK", url }, "x", NOW);
  await postToRobot({ kind: "FEISHU", url }, "x", NOW);
  expect(seen[0]?.query.has("sign")).toBe(false);
  expect(seen[1]?.body).not.toHaveProperty("sign");
});
