import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "./lib/paths";
import { isSameOrigin } from "./lib/web/same-origin";

/**
 * What every answer carries: a content policy with a nonce of its own, and no copy kept of
 * signed-in pages. Who may see what is not decided here (see lib/web/actor.ts).
 */
export function proxy(request: NextRequest) {
  const header = (name: string) => request.headers.get(name);
  if (!["GET", "HEAD", "OPTIONS"].includes(request.method) && !isSameOrigin(header)) {
    return new NextResponse("请从本网站的页面提交。", { status: 403 });
  }
  const nonce = crypto.randomUUID();
  const policy = contentPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  if (process.env.PUBLIC_URL?.startsWith("https://")) {
    response.headers.set("strict-transport-security", "max-age=31536000");
  }
  return response;
}

export const config = { matcher: ["/((?!_next/static|icon.svg).*)"] };

function contentPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development";
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
