import { createServer } from "node:http";
import { type AddressInfo, BlockList, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardRequest } from "@/lib/cli/request-guard";
import { FILE_HEADER } from "@/lib/file-headers";
import { NEAREST_PROXIES, trustedProxies } from "@/lib/platform/trusted-proxies";

// Stands in for Next, which decides by rules of its own which spellings lead to a file: here all do.
let secure = false;
let proxies = trustedProxies(NEAREST_PROXIES) as BlockList;
let heard: unknown[] = [];
const server = createServer((request, response) => {
  if (!guardRequest(request, response, { development: false, secure, proxies })) return;
  heard = [request.headers["x-forwarded-for"], request.headers["x-real-ip"]];
  response.setHeader(`${FILE_HEADER}content-security-policy`, "default-src 'none'; sandbox");
  response.setHeader(`${FILE_HEADER}cache-control`, "private, no-store");
  response.setHeader(`${FILE_HEADER}content-length`, "4");
  response.writeHead(200);
  response.end("%PDF");
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

/** The answer's headers to a path written exactly so, which no client library would leave alone. */
function ask(path: string, more = "", method = "GET"): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (piece) => {
      text += piece;
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
    socket.write(`${method} ${path} HTTP/1.1\r\nhost: x\r\n${more}connection: close\r\n\r\n`);
  });
}

test("only behind TLS browsers are told to come by TLS alone from now on", async () => {
  expect((await ask("/sign-in")).toLowerCase()).not.toContain("strict-transport-security");
  secure = true;
  const told = (await ask("/sign-in")).toLowerCase();
  secure = false;
  expect(told).toContain("strict-transport-security: max-age=31536000\r\n");
});

test("only a proxy's word on who calls is believed", async () => {
  const said = "x-forwarded-for: 203.0.113.7\r\nx-real-ip: 203.0.113.8\r\n";
  await ask("/sign-in", said);
  expect(heard).toEqual(["203.0.113.7", "203.0.113.8"]);
  proxies = new BlockList();
  await ask("/sign-in", said);
  proxies = trustedProxies(NEAREST_PROXIES) as BlockList;
  expect(heard).toEqual([undefined, undefined]);
});

test.each(["/api/v1", "/api/v1/plans", "/api/v1/nope?x=1"])(
  "a write to %s of the read API is refused in words a program can read, whoever sends it",
  async (path) => {
    for (const more of ["", "origin: http://elsewhere.example\r\n"]) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const answer = await ask(path, more, method);
        expect(answer).toMatch(/^HTTP\/1\.1 405 /);
        expect(answer.toLowerCase()).toContain("content-type: application/problem+json");
        expect(answer.toLowerCase()).toContain("\r\nallow: get, head\r\n");
        expect(answer).toContain("数据接口只能读");
      }
    }
  },
);

test("what merely begins like the read API is not it", async () => {
  expect(await ask("/api/v10", "", "POST")).toMatch(/^HTTP\/1\.1 200 /);
});

describe("a file carries its own policy, and no name of ours, whatever its address looks like", () => {
  test.each([
    "/api/evidence/12",
    "/api/%65vidence/12",
    "/%61pi/evidence/12",
    "//api//evidence//12",
    "/api/evidence/12/",
    "/api/./evidence/12",
    "/x/../api/evidence/12",
    "/API/Evidence/12",
    "/api\\evidence\\12",
    "/api%2Fevidence%2F12",
    "/_next/static/../../api/evidence/12",
    "/_next/static/%2e%2e/%2e%2e/api/evidence/12",
    "/_next/static/..%2f..%2fapi/evidence/12",
    "/_next/static//../../api/evidence/12",
    "http://x/api/evidence/12",
  ])("%s", async (path) => {
    const answer = (await ask(path)).toLowerCase();
    expect(answer).toContain("content-security-policy: default-src 'none'; sandbox\r\n");
    expect(answer).toContain("cache-control: private, no-store\r\n");
    expect(answer).toContain("content-length: 4\r\n");
    expect(answer).not.toContain(FILE_HEADER);
    expect(answer.match(/content-security-policy:/g)).toHaveLength(1);
  });
});

test("a static file keeps the caching it is given", async () => {
  const answer = await ask("/_next/static/chunks/app%5Bid%5D-1a2b.js");
  expect(answer).not.toContain("default-src 'self'");
});
