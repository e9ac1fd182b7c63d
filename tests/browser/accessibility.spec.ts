import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test } from "./support/portal";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const PAGES: [account: string, paths: string[]][] = [
  ["leader", ["/", "/points", "/points?light=NOT_STARTED", "/chapters/4", "/chapters/7"]],
  ["leader", ["/points/1", "/points/15", "/units", "/help", "/no-such-page", "/bulletins"]],
  ["leader", ["/heatmap", "/heatmap?by=unit", "/trend", "/timeline", "/due?month=2024-12"]],
  ["leader", ["/points/4", "/points/11", "/points/30", "/points/8/milestones"]],
  ["leader", ["/changes", "/compare", "/reporting?state=RETURNED", "/points?group=city&chapter=4"]],
  [
    "leader",
    ["/problems?level=ALL&asOf=2024-08-31", "/units?chapter=4&sort=points", "/points?due=2024-01"],
  ],
  ["leader", ["/directives", "/directives/1", "/directives/new?point=20", "/watches"]],
  ["ly-jyj", ["/directives", "/directives?state=AWAITED", "/supervision-orders"]],
  ["reviewer", ["/supervision-orders", "/supervision-orders/new?point=17&city=1", "/search?q=请"]],
  ["ly-jyj", ["/directives", "/directives?state=AWAITED", "/acknowledgements"]],
  ["leader", ["/search", "/search?q=教育", "/views", "/views?save=/points"]],
  ["jn-jyj", ["/updates", "/points/20", "/problems", "/notifications", "/assignments/96/updates"]],
  ["jn-jyj", ["/updates/hand-over", "/public"]],
  ["leader", ["/plans", "/meetings", "/problems/1", "/directives/1?asOf=2024-04-01"]],
  [
    "reviewer",
    ["/reviews", "/reviews/completions", "/reviews/extensions", "/reminders", "/points/12"],
  ],
  [
    "admin",
    [
      "/points/2/milestones",
      "/assignments",
      "/assignments?point=15",
      "/api-tokens",
      "/calendar",
      "/jobs",
      "/units/directory",
      "/units/directory?panel=import",
      "/units/directory?panel=cities",
      "/assignments?units=all",
      "/acknowledgements?state=OBJECTED",
      "/year",
    ],
  ],
  [
    "admin",
    ["/accounts", "/accounts?role=LEADER", "/accounts/new", "/accounts/import", "/accounts/5"],
  ],
  ["admin", ["/indicators", "/indicators?point=20", "/action-items?point=20", "/adjustments"]],
  ["admin", ["/points/9", "/publications?chapter=4", "/publications/preview"]],
  ["admin", ["/accounts/1", "/demonstration", "/password"]],
  ["admin", ["/imports", "/units/directory?unit=3", "/", "/plans"]],
  ["leader", ["/acknowledgements?state=LATE"]],
  ["auditor", ["/audit?verify=1", "/audit?refused=1&from=2024-01-01"]],
];

for (const [account, paths] of PAGES) {
  test(`axe finds nothing, light or dark, and nothing is too wide for a phone: ${paths.join(" ")}`, async ({
    as,
    expectConsole,
  }) => {
    expectConsole(/404/);
    test.setTimeout(30_000 + paths.length * 15_000);
    const page = await as(account);
    for (const path of paths) await expectAccessible(page, path);
  });
}

test("axe finds nothing on any other chapter, and none is too wide for a phone", async ({ as }) => {
  const page = await as("leader");
  for (const chapter of [1, 2, 3, 5, 6, 8, 9]) {
    await page.setViewportSize(WIDE);
    await page.goto(`/chapters/${chapter}`);
    await expectSound(page);
    await page.setViewportSize(PHONE);
    await expectNoSidewaysScroll(page);
  }
});

test("axe finds nothing on the sign-in page, its mistakes included", async ({ page }) => {
  await expectAccessible(page, "/sign-in");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await page.getByText("济南市各单位填报员").click();
  await expectSound(page);
});

test("axe finds nothing on a 督办单 that waits for the office, nor on one taken back", async ({
  as,
}) => {
  for (const [account, state] of [
    ["reviewer", "REPLIED"],
    ["leader", "WITHDRAWN"],
  ] as const) {
    const page = await as(account);
    await page.goto(`/supervision-orders?state=${state}`);
    await page.getByRole("table").getByRole("rowheader").getByRole("link").first().click();
    await expect(page).toHaveURL(/supervision-orders\/\d+/);
    await expectAccessible(page, page.url());
  }
});

test("axe finds nothing on a unit's page and on a group's", async ({ as }) => {
  const page = await as("leader");
  for (const name of ["临沂市教育局", "济南市有关区县政府和功能区管委会"]) {
    await page.goto("/units");
    await page.getByRole("main").getByRole("link", { name }).click();
    await expect(page).toHaveURL(/units\/\d+/);
    await expectAccessible(page, page.url());
  }
});

test("axe finds nothing on a report form: owed, to mend, settled, with its reasons open", async ({
  as,
}) => {
  const page = await as("ly-jyj");
  for (const state of ["待报", "被退回", "已通过"]) {
    await page.goto("/updates");
    await page.getByRole("main").getByRole("link", { name: state }).first().click();
    await expect(page).toHaveURL(/updates\/new/);
    await expectAccessible(page, page.url());
  }
  await page.goto("/updates");
  await page.getByRole("link", { name: "从第一条开始填" }).click();
  await page.getByText("本期无新进展", { exact: true }).click();
  await expect(page.getByRole("button", { name: "等待对方" })).toBeVisible();
  await expectSound(page);
});

test("axe finds nothing in the layout of a phone", async ({ as }) => {
  for (const [account, path] of [
    ["leader", "/"],
    ["leader", "/chapters/4"],
    ["leader", "/points/12"],
    ["leader", "/changes"],
    ["leader", "/compare"],
    ["leader", "/reporting?city=1"],
    ["leader", "/problems"],
    ["ly-jyj", "/updates"],
    ["reviewer", "/reviews"],
    ["admin", "/assignments?point=15"],
  ] as const) {
    const page = await as(account);
    await page.setViewportSize(PHONE);
    await page.goto(path);
    await expectSound(page);
  }
});

test("on a phone the day, the person's menu and all pages open and close with Esc", async ({
  as,
}) => {
  const page = await as("leader");
  await page.setViewportSize(PHONE);
  await page.goto("/");
  const popovers = [
    [page.getByRole("button", { name: /9月20日/ }), page.getByLabel("选择统计截止日期")],
    [
      page.getByRole("button", { name: /打开个人菜单/ }),
      page.getByRole("button", { name: "退出登录" }),
    ],
    [page.getByRole("button", { name: "更多" }), page.getByRole("navigation", { name: "主菜单" })],
  ] as const;
  for (const [opener, inside] of popovers) {
    await expect(inside).toBeHidden();
    await opener.click();
    await expect(inside).toBeInViewport({ ratio: 1 });
    await expectNoSidewaysScroll(page);
    await expectSound(page);
    await page.keyboard.press("Escape");
    await expect(inside).toBeHidden();
  }
});

test("light and dark can be chosen and stay chosen", async ({ as }) => {
  const page = await as("auditor");
  await page.goto("/audit");
  const ground = () =>
    page.evaluate(
      () => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor,
    );
  const light = await ground();
  await page.getByRole("button", { name: /打开个人菜单/ }).click();
  await page.getByRole("button", { name: "深色" }).click();
  await expect.poll(ground).not.toBe(light);
  await page.reload();
  expect(await ground()).not.toBe(light);
  await page.getByRole("button", { name: /打开个人菜单/ }).click();
  await expect(page.getByRole("button", { name: "深色" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "浅色" }).click();
  await expect.poll(ground).toBe(light);
});

/** In light on a wide screen, the colours of the dark theme, and the width of a phone. */
async function expectAccessible(page: Page, path: string) {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(path);
  await expectSound(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectSound(page, (axe) => axe.withRules("color-contrast"));
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
}

async function expectSound(page: Page, narrow = (axe: AxeBuilder) => axe) {
  // Without frames in the page the legacy mode finds the same in half the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await narrow(axe).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
  }));
  expect(found, page.url()).toEqual([]);
}

test("axe finds nothing on an import: its start, its questions, a point's forms, its source", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/imports");
  await expectAccessible(page, "/imports");
  await page.setViewportSize(WIDE);
  await page.getByLabel("或者粘贴文字").fill(ASKING_NOTICE);
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  const draft = page.url();
  await expectAccessible(page, draft);
  await page.setViewportSize(WIDE);
  await page.getByText("基本情况").click();
  await page.getByText("新的城市").first().waitFor({ state: "attached" });
  for (const folded of await page.getByText(/改这一章|原样保留/).all()) await folded.click();
  await expectSound(page);
  await expectAccessible(page, `${draft}?edit=p2`);
  await expectAccessible(page, `${draft}/source#line-3`);
  await page.goto(draft);
  await page.getByRole("button", { name: "作废这份导入" }).click();
  await expect(page.getByRole("main")).toContainText("作废。");
  await expectSound(page);
});

/** It has no number and no day, names a unit of no city, and one list that is not whole. */
const ASKING_NOTICE = `东川—西岭对口合作2024年工作要点
一、加强协作
1.共建园区。年内新建5个园区。（责任单位：两市发展改革委，清水湾管委会等）
2.互访。组织互访。`;
