import "server-only";
import type { NextAuthOptions } from "next-auth";
import { decode, encode, type JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { endSession } from "../accounts/commands";
import { signInByIdentity } from "../accounts/identities";
import { getActorBySession } from "../accounts/queries";
import { SESSION_MAX } from "../accounts/rules";
import { signInInput } from "../accounts/schema";
import { signIn } from "../accounts/sign-in";
import { paths } from "../paths";
import { systemNow } from "../platform/clock";
import { env } from "../platform/env";
import { log } from "../platform/log";
import { Refusal } from "../platform/refusal";
import { identityOf, identityProviders } from "./identity-provider";

/** The token of next-auth holds the id of a row in `sessions` and nothing else. */
type Token = JWT & { sessionId?: string };

const MAX_AGE = SESSION_MAX / 1000;

/** What next-auth does for a request from a network address, of a browser that may have a session already. */
export function authOptions(address: string, present: string | null = null): NextAuthOptions {
  return {
    session: { strategy: "jwt", maxAge: MAX_AGE },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [byPassword(address), ...identityProviders()],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const now = systemNow();
        const outcome = await signInByIdentity(identityOf(profile), address, now, present);
        if ("fault" in outcome) {
          const there = present !== null && (await getActorBySession(present, address, now));
          return there ? paths.linkRefused(outcome.fault) : paths.signInRefused(outcome.fault);
        }
        // What next-auth takes for the person is, to this portal, the session that was opened.
        user.id = outcome.sessionId;
        return true;
      },
      jwt: ({ token, user }) => ({ sessionId: user ? user.id : (token as Token).sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const { sessionId } = token as Token;
        if (sessionId) await endSession(sessionId, systemNow());
      },
    },
    logger: {
      // Its details hold tokens and what people typed.
      error: (code, told) => log().warn({ code, why: whyOf(told) }, "next-auth"),
      warn: (code) => log().debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

function whyOf(told: Error | { error?: unknown }): string {
  const error = told instanceof Error ? told : told.error;
  return error instanceof Error ? error.message : "";
}

function byPassword(address: string) {
  return CredentialsProvider({
    name: "账号密码",
    credentials: { username: { label: "账号" }, password: { label: "密码", type: "password" } },
    async authorize(credentials) {
      const input = signInInput.safeParse(credentials ?? {});
      if (!input.success) return null;
      try {
        return { id: await signIn(input.data, address, systemNow()) };
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    },
  });
}

/** The cookie next-auth reads and writes; its name says whether it travels over TLS only. */
export function sessionCookie() {
  const secure = env().PUBLIC_URL?.startsWith("https://") ?? false;
  return {
    name: secure ? "__Secure-next-auth.session-token" : "next-auth.session-token",
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, maxAge: MAX_AGE },
  };
}

export function sealSession(sessionId: string): Promise<string> {
  return encode({ token: { sessionId } as Token, secret: secret(), maxAge: MAX_AGE });
}

// Opening a token costs more than the rest of the check, and always says the same: what it named is
// kept, and its row in `sessions` still decides at every request.
const MOST_OPENED = 2000;
const opened = new Map<string, { sessionId: string; until: number }>();

/** The session id in a cookie's value; null when it is missing, forged or too old. */
export async function unsealSession(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  const known = opened.get(value);
  if (known && known.until > systemNow().getTime()) return known.sessionId;
  try {
    const token = (await decode({ token: value, secret: secret() })) as Token | null;
    if (!token?.sessionId || typeof token.exp !== "number") return null;
    if (opened.size >= MOST_OPENED) opened.clear();
    opened.set(value, { sessionId: token.sessionId, until: token.exp * 1000 });
    return token.sessionId;
  } catch {
    return null;
  }
}

/**
 * The caller's address for limits and the audit log: the last one of the list, which the nearest proxy
 * wrote. What a caller says of itself never comes this far (lib/cli/request-guard.ts).
 */
export function addressOf(header: (name: string) => string | null | undefined): string {
  const forwarded = header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return (forwarded || header("x-real-ip") || "").slice(0, 64);
}

function secret(): string {
  const value = env().SESSION_SECRET;
  if (!value) throw new Error("SESSION_SECRET is not set: start the portal with npm start");
  return value;
}
