import NextAuth from "next-auth";
import { getActorBySession } from "@/lib/accounts/queries";
import { systemNow } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { authOptions, unsealSession } from "@/lib/web/auth";
import { CLIENT } from "./identity-provider";

export const PORTAL = "http://localhost:4999";
export const COOKIE = "next-auth.session-token";

/** Lets the portal under test sign in by a provider. */
export function trust(issuer: string) {
  process.env.NEXTAUTH_URL = PORTAL;
  process.env.NEXTAUTH_SECRET = env().SESSION_SECRET;
  const client = { OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret };
  const settings = { PUBLIC_URL: PORTAL, OIDC_CLAIM: "preferred_username" };
  Object.assign(env(), { OIDC_ISSUER: issuer, ...client, ...settings });
}

/** A browser's cookies. */
export type Jar = Record<string, string>;

/** One request to next-auth with the portal's own options; the jar is a browser's. */
async function ask(jar: Jar, path: string, more: { query?: object; body?: object } = {}) {
  const said: { status: number; location?: string; body?: unknown } = { status: 200 };
  const lines: string[] = [];
  const response = {
    status(code: number) {
      said.status = code;
      return response;
    },
    getHeader: () => lines,
    setHeader(name: string, value: string) {
      if (name === "Location") said.location = value;
      return response;
    },
    send(body: unknown) {
      said.body = body;
    },
    end: () => undefined,
  };
  const request = {
    query: { nextauth: path.split("/"), ...more.query },
    ...{ cookies: jar, headers: {}, body: more.body ?? {}, method: more.body ? "POST" : "GET" },
  };
  await NextAuth(
    request as never,
    response as never,
    authOptions("10.0.0.1", await unsealSession(jar[COOKIE])),
  );
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/Max-Age=0/.test(line)) delete jar[name];
    else jar[name] = decodeURIComponent(value);
  }
  return said;
}

/** To the provider's page: its address. */
export async function begin(jar: Jar): Promise<URL> {
  const { body } = await ask(jar, "csrf");
  const answer = await ask(jar, "signin/oidc", { body: body as object });
  return new URL(answer.location ?? "");
}

/** Through the provider's login and consent pages as a browser goes; ends with what it sends back. */
export async function logIn(at: URL, subject: string): Promise<Record<string, string>> {
  const jar = new Map<string, string>();
  let next: { url: URL; form?: string } = { url: at };
  for (let step = 0; step < 12; step += 1) {
    const answer: Response = await fetch(next.url, {
      redirect: "manual",
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(next.form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      ...(next.form ? { method: "POST", body: next.form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) {
      const page = await answer.text();
      const login = page.includes('name="login"');
      const form = login ? `prompt=login&login=${subject}&password=any` : "prompt=consent";
      next = { url: next.url, form };
      continue;
    }
    const url: URL = new URL(location, next.url);
    if (url.origin === PORTAL) return Object.fromEntries(url.searchParams);
    next = { url };
  }
  throw new Error("the provider never sent the browser back");
}

/** What the provider sends the browser back with. */
export const back = (jar: Jar, query: object) => ask(jar, "callback/oidc", { query });

/** The whole way; the jar then holds the session, if there is one. */
export async function signIn(subject: string, jar: Jar = {}) {
  return { jar, ...(await back(jar, await logIn(await begin(jar), subject))) };
}

/** Whom a browser's session lets in; null for nobody. */
export async function actorIn(jar: Jar) {
  const id = await unsealSession(jar[COOKIE]);
  return id === null ? null : getActorBySession(id, "", systemNow());
}
