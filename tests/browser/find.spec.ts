import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll, tabTo } from "./support/pages";
import { expect, test } from "./support/portal";

const PHONE = { width: 390, height: 844 };

test("搜索 works without JavaScript: a field, what was found by kind, marked", async ({
  as,
  browser,
  baseURL,
}) => {
  const signedIn = await as("leader");
  const context = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    storageState: await signedIn.context().storageState(),
    javaScriptEnabled: false,
    viewport: PHONE,
  });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("link", { name: "搜索" }).click();
  await page.getByLabel("找什么").fill("ｊｎｓｊｙｊ");
  await page.getByRole("button", { name: "搜索" }).click();
  const units = page.getByRole("region", { name: "责任单位" });
  await expect(units.getByRole("link", { name: "济南市教育局" })).toBeVisible();
  await page.getByLabel("找什么").fill("教育");
  await page.getByRole("button", { name: "搜索" }).click();
  await expect(page.getByRole("region", { name: "进展" }).locator("mark").first()).toHaveText(
    "教育",
  );
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: /^要点 \d/ }).click();
  await expect(page).toHaveURL(/kind=POINT/);
  await expect(page.getByRole("region", { name: "进展" })).toHaveCount(0);
  await page.getByRole("link", { name: "清除筛选" }).click();
  await expect(page.getByRole("region", { name: "进展" })).toBeVisible();
  await context.close();
});

test("a search that finds nothing, one too long and one of an unknown kind say what to do", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/search?q=不会有的词语");
  await expect(page.getByText("没有找到包含“不会有的词语”的内容")).toBeVisible();
  await page.goto(`/search?q=${"a".repeat(2000)}`);
  await expect(page.getByText("搜索的内容不超过 100 个字")).toBeVisible();
  await page.goto("/search?q=教育&kind=DRAFT");
  await expect(page.getByText("没有这一类内容")).toBeVisible();
});

test("Ctrl K goes to a point by its number, by keyboard alone, and gives the focus back on Esc", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/");
  const bell = page.getByRole("link", { name: /^消息/ });
  await tabTo(page, bell);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "搜索与前往" });
  await expect(box).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
  await expect(bell).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("15");
  await expect(page.getByRole("option").first()).toContainText("15. ");
  await expect(page.getByRole("status").filter({ hasText: /\d+ 条结果/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/points\/15$/);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option").first()).toContainText("15. ");
});

test("arrow keys choose, and Enter within an input method runs nothing", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/units");
  await openDialog(page);
  const box = page.getByRole("combobox", { name: "搜索与前往" });
  await box.fill("jnsjyj");
  const options = page.getByRole("option");
  await expect(options.first()).toContainText("济南市教育局");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(box).toHaveAttribute("aria-activedescendant", "jump-1");
  await page.keyboard.press("ArrowUp");
  await box.evaluate((input) => {
    const init = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
    input.dispatchEvent(new KeyboardEvent("keydown", init));
  });
  await expect(page).toHaveURL(/\/units$/);
  await expect(box).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/units\/\d+$/);
});

test("a unit's staff find the report they have to write, a reviewer the next to review", async ({
  as,
}) => {
  const staff = await as("ly-jyj");
  await staff.goto("/");
  await openDialog(staff);
  await staff.getByRole("combobox").fill("写第");
  await staff
    .getByRole("option", { name: /^写第\d+项进展/ })
    .first()
    .click();
  await expect(staff).toHaveURL(/\/assignments\/\d+\/updates\/new/);
  const reviewer = await as("reviewer");
  await reviewer.goto("/");
  await openDialog(reviewer);
  await reviewer.getByRole("combobox").fill("shxyt");
  // Typed faster than answered: Enter goes by what was typed, not by what still stands on screen.
  await reviewer.keyboard.press("Enter");
  await expect(reviewer).toHaveURL(/\/reviews$/);
});

test("the auditor's Ctrl K leads nowhere into the plan", async ({ as }) => {
  const page = await as("auditor");
  const answer = await page.request.get("/api/search?q=教育");
  expect(await answer.json()).toEqual({ groups: [], jumps: [] });
  expect(answer.headers()["cache-control"]).toContain("no-store");
});

test("who is not signed in, asks for an unknown kind, or too much at once is refused", async ({
  request,
  as,
}) => {
  expect((await request.get("/api/search?q=教育")).status()).toBe(401);
  const page = await as("admin");
  expect((await page.request.get("/api/search?q=教育&kind=DRAFT")).status()).toBe(400);
  expect((await page.request.get(`/api/search?q=${"a".repeat(10_000)}`)).status()).toBe(400);
  // A slow machine answers so few in ten seconds that one round may not be too much.
  await expect(async () => {
    const answers = await Promise.all(
      Array.from({ length: 130 }, () => page.request.get("/api/search?q=")),
    );
    expect(answers.map((answer) => answer.status())).toContain(429);
  }).toPass();
});

test("axe finds nothing in the open dialog, light or dark, and it fits a phone", async ({ as }) => {
  const page = await as("leader");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    await openDialog(page);
    await page.getByRole("combobox").fill("教育");
    await expect(page.locator("[role=option] mark").first()).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
});

test("a filter is kept under a name, opened, removed and brought back", async ({ as }, {
  retry,
}) => {
  const kept = `要盯的要点${retry}`;
  const page = await as("admin");
  await page.goto("/points?light=SEVERE,LAGGING");
  await page.getByRole("link", { name: "保存当前视图" }).click();
  await page.getByRole("button", { name: "保存视图" }).click();
  await expect(page.getByText("请给视图起一个名称").first()).toBeVisible();
  await page.getByLabel("名称").first().fill(kept);
  await page.getByRole("button", { name: "保存视图" }).click();
  await expect(page.getByText("已保存视图。")).toBeVisible();
  const own = page.getByRole("region", { name: "我的" });
  const row = own.getByRole("listitem").filter({ hasText: kept });
  await own.getByRole("link", { name: kept }).click();
  await expect(page).toHaveURL(/light=SEVERE%2CLAGGING/);
  await expect(page.getByText("筛选：严重滞后、滞后预警")).toBeVisible();
  await page.getByRole("link", { name: "清除筛选" }).click();
  await expect(page).toHaveURL(/\/points$/);
  await page.goBack();
  await expect(page).toHaveURL(/light=SEVERE%2CLAGGING/);
  await page.goto("/views");
  await row.getByRole("button", { name: /^删除/ }).click();
  await expect(own.getByRole("link", { name: kept })).toHaveCount(0);
  await page.getByRole("button", { name: "撤销删除" }).click();
  await expect(own.getByRole("link", { name: kept })).toBeVisible();
  await row.getByRole("button", { name: /^删除/ }).click();
  await expect(own.getByRole("link", { name: kept })).toHaveCount(0);
});

test("every built-in view opens as many rows as it counts", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/views");
  const links = page.getByRole("region", { name: "常用" }).getByRole("link");
  const views = await links.evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute("href") ?? "",
      count: Number(/\d+$/.exec(link.textContent ?? "")?.[0]),
    })),
  );
  expect(views).toHaveLength(4);
  for (const { href, count } of views.filter((view) => view.href.startsWith("/points"))) {
    await page.goto(href);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} 项`);
  }
});

/** Ctrl K, once the page has come to life. */
async function openDialog(page: Page) {
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox")).toBeVisible({ timeout: 2_000 });
  }).toPass();
}
