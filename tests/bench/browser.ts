import { DEMONSTRATION_PASSWORD } from "../../lib/demonstration/rules";

/** A signed-in person as far as the server can tell one: an address and a cookie. */
export type Browser = { origin: string; headers: { cookie: string; origin: string } };

/** Signs a demonstration account in through next-auth's own route, as a program may. */
export async function signIn(origin: string, username: string): Promise<Browser> {
  const asked = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const cookie = cookiesOf(asked).join("; ");
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie, origin },
    body: new URLSearchParams({
      csrfToken,
      username,
      password: DEMONSTRATION_PASSWORD,
      json: "true",
    }),
  });
  const session = cookiesOf(answer).find((each) => each.startsWith("next-auth.session-token="));
  if (!session) throw new Error(`${username} cannot sign in: ${answer.status}`);
  return { origin, headers: { cookie: session, origin } };
}

export async function readPage(browser: Browser, path: string): Promise<string> {
  const answer = await fetch(browser.origin + path, {
    headers: { cookie: browser.headers.cookie },
    redirect: "manual",
  });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}

function cookiesOf(answer: Response) {
  return answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
}
