import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { cutSilentLines, PATIENCE, serverOptions } from "@/lib/cli/slow-lines";

// A minute of the real server is 300 ms here.
const HASTE = { request: 0, headers: 300, silence: 300 };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Takes a body and tells how long it was. */
const count: Answer = (request, response) => {
  let size = 0;
  request.on("data", (piece) => {
    size += piece.length;
  });
  request.on("error", () => undefined);
  request.on("end", () => response.end(String(size)));
};

async function listening(answer: Answer = count): Promise<number> {
  const server: Server = createServer(
    { ...serverOptions(HASTE), keepAliveTimeout: 5_000 },
    (request, response) => {
      begin(request, response);
      answer(request, response);
    },
  );
  const begin = cutSilentLines(server, HASTE);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function line(port: number): { socket: Socket; said: () => string; cut: () => boolean } {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  let cut = false;
  socket.on("data", (piece) => {
    text += piece;
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    cut = true;
  });
  closers.push(() => socket.destroy());
  return { socket, said: () => text, cut: () => cut };
}

const HEAD = "POST /api/evidence HTTP/1.1\r\nhost: x\r\ncontent-length: 200\r\n\r\n";

test("an upload over a slow but living line is never cut, however long it takes", async () => {
  const { socket, said } = line(await listening());
  socket.write(HEAD);
  for (let piece = 0; piece < 20; piece += 1) {
    await pause(100);
    socket.write("x".repeat(10));
  }
  await expect.poll(said).toContain("200 OK");
  expect(said()).toMatch(/\r\n\r\n200$/);
});

test("a line that falls silent in the middle of an upload is cut", async () => {
  const { socket, said, cut } = line(await listening());
  socket.write(HEAD);
  socket.write("x".repeat(50));
  await pause(150);
  expect(cut()).toBe(false);
  await expect.poll(cut, { timeout: 3_000 }).toBe(true);
  expect(said()).not.toContain("200 OK");
});

test("headers that do not end are cut, though something comes all the time", async () => {
  const { socket, cut } = line(await listening());
  socket.write("POST / HTTP/1.1\r\n");
  const drip = setInterval(() => socket.write("x: y\r\n"), 50);
  closers.push(() => clearInterval(drip));
  await expect.poll(cut, { timeout: 4_000 }).toBe(true);
});

test("whoever has sent everything may wait long for the answer", async () => {
  const { socket, said } = line(
    await listening((request, response) => {
      request.resume().on("end", () => setTimeout(() => response.end("kept"), 1_200));
    }),
  );
  socket.write(HEAD + "x".repeat(200));
  await expect.poll(said, { timeout: 4_000 }).toContain("kept");
});

test("the portal gives a request no limit, its headers a minute, and silence a minute", () => {
  expect(PATIENCE).toEqual({ request: 0, headers: 60_000, silence: 60_000 });
  const server = createServer(serverOptions());
  expect([server.requestTimeout, server.headersTimeout]).toEqual([0, 60_000]);
});
