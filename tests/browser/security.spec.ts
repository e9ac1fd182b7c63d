import { linksOf } from "./support/pages";
import { expect, test, title } from "./support/portal";

const PAGES = ["/", "/chapters/4", "/points/12", "/points", "/units", "/help"];

test("every page carries the content policy with a nonce of its own and is kept nowhere", async ({
  as,
}) => {
  const page = await as("leader");
  const nonces = new Set<string>();
  for (const path of [...PAGES, "/sign-in", "/no-such-page"]) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1];
    expect(nonce, path).toBeTruthy();
    nonces.add(nonce ?? "");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBeTruthy();
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
  expect(nonces.size).toBe(PAGES.length + 2);
});

test("scripts of a page run under its policy: nothing inline without the nonce", async ({ as }) => {
  const page = await as("leader");
  const html = await (await page.request.get("/")).text();
  const scripts = html.match(/<script(?![^>]*\bnonce=)[^>]*>/g) ?? [];
  expect(scripts).toEqual([]);
  expect(html).not.toMatch(/<[a-z][^>]* style="/);
});

test("a form posted from another site is refused", async ({ as }) => {
  const page = await as("admin");
  for (const path of ["/sign-in", "/api-tokens", "/assignments", "/api/auth/signout"]) {
    for (const origin of ["https://evil.example", "null"]) {
      const answer = await page.request.post(path, { headers: { origin }, form: { label: "x" } });
      expect(answer.status(), `${path} from ${origin}`).toBe(403);
    }
  }
});

test("the session cookie is out of reach of scripts and of other sites' forms", async ({ as }) => {
  const page = await as("leader");
  const cookies = await page.context().cookies();
  const session = cookies.find((cookie) => cookie.name.includes("session-token"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
});

test("another unit's report form looks exactly like one that does not exist", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/404/);
  const owner = await as("jn-jyj");
  await owner.goto("/updates");
  const path = await owner
    .getByRole("main")
    .locator("a[href*='/updates/new']")
    .first()
    .getAttribute("href");
  const page = await as("ly-jyj");
  const seen: string[] = [];
  for (const asked of [path ?? "", "/assignments/99999999/updates/new"]) {
    expect((await page.goto(asked))?.status()).toBe(404);
    await expect(title(page)).toHaveText("未找到该页面");
    seen.push(await page.locator("body").innerText());
  }
  expect(seen[0]).toBe(seen[1]);
});

const CLOSED: [string, string[]][] = [
  ["ly-jyj", ["/reviews", "/assignments", "/assignments?point=15", "/api-tokens", "/audit"]],
  ["leader", ["/updates", "/reviews", "/assignments", "/api-tokens", "/audit"]],
  ["reviewer", ["/updates", "/assignments", "/api-tokens", "/audit"]],
  ["admin", ["/updates", "/reviews", "/audit"]],
  ["auditor", ["/points", "/chapters/4", "/points/12", "/units", "/updates", "/reviews"]],
];
for (const [account, paths] of CLOSED) {
  test(`${account} finds no page at ${paths.join(", ")}`, async ({ as, expectConsole }) => {
    expectConsole(/404/);
    const page = await as(account);
    await page.goto("/");
    const offered = new Set((await linksOf(page)).map((href) => href.split("?")[0]));
    for (const path of paths) {
      expect([...offered]).not.toContain(path);
      expect((await page.goto(path))?.status(), path).toBe(404);
      await expect(title(page)).toHaveText("未找到该页面");
    }
  });
}

test("an address that is no number, or no page at all, is not found", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/404/);
  const page = await as("leader");
  for (const path of ["/points/0", "/points/32", "/points/x", "/chapters/10", "/units/0", "/nix"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("未找到该页面");
  }
});
