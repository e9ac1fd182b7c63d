import type { Page } from "playwright/test";
import { expect, test, title } from "./support/portal";

const line = (page: Page) => page.locator(".on-the-way");
const news = (page: Page) => page.getByRole("banner").getByText("正在打开页面…");

/** The next page's answer waits until the returned function is called. */
async function hold(page: Page, path: string) {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**${path}?*`, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("a page that has not come after 300 ms shows a line at the top and says so, until it is there", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  // From the press until the line is there.
  await page.evaluate(() => {
    let pressed = 0;
    document.addEventListener("click", () => (pressed = performance.now()), true);
    new MutationObserver(() => {
      if (!document.querySelector(".on-the-way") || document.body.dataset.waited) return;
      document.body.dataset.waited = String(performance.now() - pressed);
    }).observe(document.body, { childList: true, subtree: true });
  });
  const release = await hold(page, "/units");
  await page
    .getByRole("navigation", { name: "主菜单" })
    .getByRole("link", { name: "责任单位" })
    .click();
  await expect(line(page)).toBeVisible();
  expect(await line(page).boundingBox()).toMatchObject({ x: 0, y: 0, height: 2 });
  await expect(page.getByRole("main")).toHaveAttribute("aria-busy", "true");
  await expect(news(page)).toHaveAttribute("role", "status");
  expect(await page.evaluate(() => Number(document.body.dataset.waited))).toBeGreaterThan(295);
  release();
  await expect(page).toHaveURL(/\/units$/);
  await expect(line(page)).toHaveCount(0);
  await expect(page.getByRole("main")).not.toHaveAttribute("aria-busy");
  await expect(news(page)).toHaveCount(0);
});

test("for who wants no motion the line stands still", async ({ as }) => {
  const page = await as("leader");
  for (const [reducedMotion, name] of [
    ["no-preference", "on-the-way"],
    ["reduce", "none"],
  ] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto("/");
    await page.waitForLoadState("networkidle");
    const release = await hold(page, "/units");
    await page
      .getByRole("navigation", { name: "主菜单" })
      .getByRole("link", { name: "责任单位" })
      .click();
    await expect(line(page)).toBeVisible();
    expect(await line(page).evaluate((each) => getComputedStyle(each).animationName)).toBe(name);
    release();
    await expect(page).toHaveURL(/\/units$/);
    await page.unrouteAll({ behavior: "wait" });
  }
});

test("a page that does not come this way is loaded whole", async ({ as, expectConsole }) => {
  expectConsole(/Failed to (load resource|fetch)|net::ERR/);
  const page = await as("leader");
  for (const answer of ["cut", "no page"] as const) {
    await page.goto("/");
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => document.body.setAttribute("data-before", ""));
    await page.route("**/units?*", (route) =>
      answer === "cut" ? route.abort("connectionreset") : route.fulfill({ status: 502, body: "" }),
    );
    await page
      .getByRole("navigation", { name: "主菜单" })
      .getByRole("link", { name: "责任单位" })
      .click();
    await expect(page).toHaveURL(/\/units/);
    await expect(title(page)).toContainText("责任单位");
    await expect(page.locator("body[data-before]")).toHaveCount(0);
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
});

test("the menu's entry of this page is in sight on a laptop's screen, and 月报 without scrolling", async ({
  as,
}) => {
  const menu = (page: Page) => page.getByRole("navigation", { name: "主菜单" });
  const leader = await as("leader");
  await leader.setViewportSize({ width: 1440, height: 900 });
  await leader.goto("/");
  await expect(menu(leader).getByRole("link", { name: "月报" })).toBeInViewport({ ratio: 1 });

  const admin = await as("admin");
  await admin.setViewportSize({ width: 1440, height: 700 });
  await admin.goto("/jobs");
  const entry = menu(admin).getByRole("link", { name: "后台任务" });
  await expect(entry).toBeInViewport({ ratio: 1 });
  // Followed by a link, the menu is drawn anew and shows the new entry.
  await menu(admin).getByRole("link", { name: "数据接口" }).click();
  await expect(title(admin)).toContainText("数据接口");
  await expect(menu(admin).locator("[aria-current=page]")).toBeInViewport({ ratio: 1 });
});

test("the menu stays in sight to the end of a long page", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/points");
  const menu = page.getByRole("navigation", { name: "主菜单" });
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(500);
  await expect.poll(async () => (await menu.boundingBox())?.y).toBeCloseTo(0, 0);
});
