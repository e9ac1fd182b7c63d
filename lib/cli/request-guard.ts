import type { IncomingMessage, ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { FILE_HEADER } from "../file-headers";
import { PATH_HEADER, WHOLE_PAGE_HEADER } from "../paths";
import { isTrusted } from "../platform/trusted-proxies";
import { isReadApi, PROBLEM_TYPE, problemOf, READ_ONLY } from "../read-api/rules";
import { isSameOrigin } from "../web/same-origin";

/** What every answer says, pages, files and refusals alike. */
const ALWAYS = [
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["referrer-policy", "same-origin"],
  ["permissions-policy", "camera=(), microphone=(), geolocation=()"],
  ["cross-origin-opener-policy", "same-origin"],
] as const;

const READING = ["GET", "HEAD", "OPTIONS"];

/**
 * What happens to every request before a page sees it: writes from other sites, and any to
 * the read API, are refused, each
 * answer gets a content policy with a nonce of its own, and no copy is kept of what people read.
 * Who may see what is not decided here (lib/web/actor.ts). False when the answer has been given.
 *
 * It stands in front of Next and not in its proxy file, whose web-standard copies of request and
 * answer cost a quarter of a page's time.
 */
export function guardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  settings: { development: boolean; secure: boolean; proxies: BlockList },
): boolean {
  const path = request.url ?? "/";
  for (const [name, value] of ALWAYS) response.setHeader(name, value);
  // Who calls is counted and noted: a caller does not say it of itself.
  if (!isTrusted(settings.proxies, request.socket.remoteAddress)) {
    delete request.headers["x-forwarded-for"];
    delete request.headers["x-real-ip"];
  }
  const reading = READING.includes(request.method ?? "");
  // Next would answer a write to a route that only reads with nothing in it.
  if (!reading && isReadApi(path)) {
    response.writeHead(405, { "content-type": PROBLEM_TYPE, allow: "GET, HEAD" });
    response.end(problemOf(405, READ_ONLY));
    return false;
  }
  if (!reading && !isSameOrigin((name) => header(request, name))) {
    response.writeHead(403, { "content-type": "text/plain; charset=utf-8" });
    response.end("请从本网站的页面提交。");
    return false;
  }
  // Content-addressed files keep the caching Next gives them.
  if (isStaticFile(path) && reading) return true;
  const policy = contentPolicy(crypto.randomUUID(), settings.development);
  // Next reads the nonce of its scripts from the request.
  request.headers["content-security-policy"] = policy;
  request.headers[PATH_HEADER] = path;
  // Next tells pages nothing of its own headers: without `rsc` the browser wants the HTML.
  const whole = request.method === "GET" && request.headers.rsc === undefined;
  request.headers[WHOLE_PAGE_HEADER] = whole ? "1" : "0";
  response.setHeader("content-security-policy", policy);
  response.setHeader("cache-control", "no-store");
  letFilesSpeak(response);
  if (settings.secure) response.setHeader("strict-transport-security", "max-age=31536000");
  return true;
}

/** Only as the browser is told to ask for it: no spelling leads from there to anything else. */
function isStaticFile(path: string): boolean {
  return path.startsWith("/_next/static/") && !/\/\/|\.\.|\\|%(2e|2f|5c|25)/i.test(path);
}

/**
 * A file names its own policy and length, the read API and calendar feeds their caching, by whatever
 * spelling of their address: what the route writes decides. Next keeps a header that stands already and drops
 * lengths, so the route writes them under a name of ours, which takes the real one's place here.
 */
function letFilesSpeak(response: ServerResponse): void {
  const { writeHead } = response;
  response.writeHead = ((...given: Parameters<typeof writeHead>) => {
    for (const name of response.getHeaderNames().filter((each) => each.startsWith(FILE_HEADER))) {
      const value = response.getHeader(name);
      response.removeHeader(name);
      if (value !== undefined) response.setHeader(name.slice(FILE_HEADER.length), value);
    }
    return writeHead.apply(response, given);
  }) as typeof writeHead;
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function contentPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
