import type { Locator, Page } from "playwright/test";
import { expect, test } from "./support/portal";

const announced = (page: Page) => page.getByText(/^看板已更新 \d\d:\d\d:\d\d$/);

/** The page listens: its number of unread messages and the plan's revision have come. */
async function listening(page: Page, path: string) {
  const stream = page.waitForResponse((response) => response.url().endsWith("/api/events"));
  await page.goto(path);
  await stream;
  // The first news may already ask for a newer drawing.
  await page.waitForTimeout(600);
}

/** Opens the newest report that waits in the queue, ready to be accepted with one key. */
async function openWaiting(page: Page) {
  await page.goto("/reviews");
  await expect(page.getByRole("form", { name: "待审队列" })).toBeVisible();
  const last = page.getByRole("form", { name: "待审队列" }).locator("ol").getByRole("link").last();
  await page.goto((await last.getAttribute("href")) ?? "");
}

/**
 * Has the page itself note the moment words first stand in it, by the clock both browsers share; answers
 * how many ms after `since` that was. Looked at once a change is drawn, not when a test comes round to it.
 */
async function watchFor(page: Page, words: RegExp): Promise<(since: number) => Promise<number>> {
  await page.evaluate((source) => {
    const wanted = new RegExp(source);
    const stands = () => wanted.test(document.querySelector("main")?.textContent ?? "");
    if (stands()) throw new Error(`the page holds ${source} before it should`);
    (window as { shownAt?: Promise<number> }).shownAt = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!stands()) return;
        observer.disconnect();
        resolve(Date.now());
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  }, words.source);
  return async (since) => {
    await expect(page.getByRole("main")).toContainText(words);
    const shownAt = await page.evaluate(() => (window as { shownAt?: Promise<number> }).shownAt);
    return (shownAt ?? Number.NaN) - since;
  };
}

/** Presses a button that writes; when the server's answer began to come, with everything committed. */
async function writtenBy(page: Page, button: Locator): Promise<number> {
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await button.click();
  const request = (await answer).request();
  expect((await answer).status()).toBeLessThan(400);
  const { startTime, responseStart } = request.timing();
  return startTime + responseStart;
}

/** A board draws itself at most once a second: whatever it drew at first is past. */
const settle = (page: Page) => page.waitForTimeout(1_200);

async function accept(page: Page) {
  await page.locator("#approve").click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("已通过");
}

test("an accepted report shows on an open board within a second, without loading it anew; focus, scroll and what was unfolded stay", async ({
  as,
}) => {
  const [leader, reviewer] = [await as("leader"), await as("reviewer")];
  await openWaiting(reviewer);
  await leader.setViewportSize({ width: 1440, height: 500 });
  // Scrolls at once, so that where the page stands can be compared.
  await leader.emulateMedia({ reducedMotion: "reduce" });
  await listening(leader, "/");
  const approved = leader.getByRole("link", { name: /^已通过/ });
  const before = Number(/\d+/.exec((await approved.innerText()).trim())?.[0]);
  const unfolded = leader.getByRole("main").locator("details", { hasText: "计算口径" });
  await unfolded.evaluate((each) => {
    (each as HTMLDetailsElement).open = true;
  });
  await leader.evaluate(() => {
    (window as { sameDocument?: boolean }).sameDocument = true;
  });
  await approved.focus();
  const scroll = await leader.evaluate(() => scrollY);
  expect(scroll).toBeGreaterThan(0);

  await settle(leader);
  const shownAfter = await watchFor(leader, new RegExp(`已通过\\s*${before + 1}(?!\\d)`));
  const took = await shownAfter(await writtenBy(reviewer, reviewer.locator("#approve")));
  console.log(`accepted in one browser, shown in another after ${Math.round(took)} ms`);
  expect(took).toBeLessThanOrEqual(1_000);
  await expect(approved).toHaveText(new RegExp(`${before + 1}$`));
  await expect(announced(leader)).toBeVisible();
  await expect(approved).toBeFocused();
  expect(await leader.evaluate(() => scrollY)).toBe(scroll);
  expect(await unfolded.evaluate((each) => (each as HTMLDetailsElement).open)).toBe(true);
  expect(await leader.evaluate(() => (window as { sameDocument?: boolean }).sameDocument)).toBe(
    true,
  );
});

test("a board of an earlier day stands still", async ({ as }) => {
  const [leader, reviewer] = [await as("leader"), await as("reviewer")];
  await openWaiting(reviewer);
  await listening(leader, "/?asOf=2024-08-31");
  const requests: string[] = [];
  leader.on("request", (request) => requests.push(request.url()));
  await accept(reviewer);
  await leader.waitForTimeout(2_500);
  expect(requests.filter((url) => !url.endsWith("/api/events"))).toEqual([]);
  await expect(announced(leader)).toHaveCount(0);
});

test("a page on which somebody writes waits until they are done", async ({ as }) => {
  const [leader, reviewer] = [await as("leader"), await as("reviewer")];
  await openWaiting(reviewer);
  await listening(leader, "/points");
  const requests: string[] = [];
  leader.on("request", (request) => requests.push(request.url()));
  const choice = leader.locator("main select[name=group]");
  await choice.selectOption("按状态");
  await accept(reviewer);
  await leader.waitForTimeout(2_500);
  expect(requests.filter((url) => !url.endsWith("/api/events"))).toEqual([]);
  await expect(choice).toHaveValue("light");
  await choice.selectOption("全部");
  await choice.blur();
  await expect(announced(leader)).toBeVisible();
});

test("what changed is marked for a moment, but not for whoever wants no motion", async ({ as }) => {
  for (const reducedMotion of ["no-preference", "reduce"] as const) {
    const [leader, reviewer] = [await as("leader"), await as("reviewer")];
    await leader.emulateMedia({ reducedMotion });
    await openWaiting(reviewer);
    await listening(leader, "/reporting");
    await accept(reviewer);
    await expect(announced(leader)).toBeVisible();
    const marked = await leader.evaluate(
      () => document.getAnimations().filter(({ id }) => id === "just-changed").length,
    );
    if (reducedMotion === "reduce") expect(marked).toBe(0);
    else expect(marked).toBeGreaterThan(0);
  }
});

test("a new directive shows on open boards within a second, without loading them anew", async ({
  as,
}) => {
  // A unit that no other browser test gives directives to.
  const [leader, reviewer, unit] = [await as("leader"), await as("reviewer"), await as("jn-sthjj")];
  const text = `请说明第三季度推进情况（${Date.now()}）。`;
  await listening(reviewer, "/directives");
  await listening(unit, "/points/18");
  for (const page of [reviewer, unit]) {
    await page.evaluate(() => {
      (window as { sameDocument?: boolean }).sameDocument = true;
    });
  }
  await leader.goto("/directives/new?point=18");
  await leader.getByRole("textbox", { name: "批示内容" }).fill(text);
  await settle(unit);
  const watches = await Promise.all(
    [reviewer, unit].map((page) => watchFor(page, new RegExp(text.replace(/[（）]/g, ".")))),
  );
  const issued = await writtenBy(leader, leader.getByRole("button", { name: "发出批示" }));
  for (const shownAfter of watches) {
    const took = await shownAfter(issued);
    console.log(`issued in one browser, shown in another after ${Math.round(took)} ms`);
    expect(took).toBeLessThanOrEqual(1_000);
  }
  for (const page of [reviewer, unit]) {
    expect(await page.evaluate(() => (window as { sameDocument?: boolean }).sameDocument)).toBe(
      true,
    );
  }
});

test("the slides of a meeting show an accepted report, and keep the slide", async ({ as }) => {
  const [leader, reviewer] = [await as("leader"), await as("reviewer")];
  await openWaiting(reviewer);
  await leader.goto("/meetings");
  await leader.getByRole("link", { name: "第一次联席会议", exact: true }).click();
  await expect(leader).toHaveURL(/\/meetings\/\d+$/);
  await listening(leader, `${new URL(leader.url()).pathname}?slide=0`);
  await accept(reviewer);
  await expect(announced(leader)).toBeVisible();
  await expect(leader).toHaveURL(/slide=0$/);
});
