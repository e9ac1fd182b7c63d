import "server-only";
import { cookies, headers } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { recordIdentityFailure } from "../accounts/identities";
import { env } from "../platform/env";
import { addressOf, authOptions, sessionCookie, unsealSession } from "./auth";
import { IDENTITY_PROVIDER } from "./identity-provider";

const BASE = "/api/auth";
/** How long somebody may take at the provider's page; next-auth gives its checks as long. */
const CHECK_AGE = 15 * 60;

/** next-auth's answer to one of its own addresses, with the audit entry of a 统一身份认证 that failed. */
export async function answerAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const address = addressOf((name) => request.headers.get(name));
  const present = await unsealSession(request.cookies.get(sessionCookie().name)?.value);
  const response: Response = await NextAuth(request, context, authOptions(address, present));
  const [action, provider] = (await context.params).nextauth;
  const error = errorIn(response.headers.get("location"));
  if (action === "callback" && provider === IDENTITY_PROVIDER && error !== null) {
    await recordIdentityFailure(address, error);
  }
  return response;
}

/** Where the browser goes to sign in by 统一身份认证; it gets the cookies by which its return is known. */
export async function beginIdentitySignIn(next: string): Promise<string | null> {
  const token = (await (await ask("csrf")).json()) as { csrfToken: string };
  const answer = await ask(`signin/${IDENTITY_PROVIDER}`, {
    csrfToken: token.csrfToken,
    callbackUrl: new URL(next, env().PUBLIC_URL).href,
  });
  const to = answer.headers.get("location");
  return to === null || errorIn(to) !== null ? null : to;
}

async function ask(path: string, body?: Record<string, string>): Promise<Response> {
  const head = await headers();
  const request = new NextRequest(new URL(`${BASE}/${path}`, env().PUBLIC_URL), {
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    headers: { "content-type": "application/json" },
  });
  const context = { params: Promise.resolve({ nextauth: path.split("/") }) };
  const address = addressOf((name) => head.get(name));
  const answer: Response = await NextAuth(request, context, authOptions(address));
  const jar = await cookies();
  const secure = env().PUBLIC_URL?.startsWith("https://") ?? false;
  for (const line of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
    jar.set(name, decodeURIComponent(value), { ...options, maxAge: CHECK_AGE });
  }
  return answer;
}

function errorIn(location: string | null): string | null {
  if (location === null || !URL.canParse(location, "http://portal.invalid")) return null;
  const { origin, pathname, searchParams } = new URL(location, "http://portal.invalid");
  const own = [env().PUBLIC_URL, "http://portal.invalid"].includes(origin);
  const told = own && (pathname.startsWith(BASE) || pathname === "/sign-in");
  return told
    ? (searchParams.get("error") ?? (pathname.endsWith("/signin") ? "Signin" : null))
    : null;
}
