import type { Page } from "playwright/test";
import { linksOf, tabTo } from "./support/pages";
import { expect, test, title } from "./support/portal";

const LIGHTS = ["已办结", "正常推进", "滞后预警", "严重滞后", "未报送", "未启动"];

test("a leader gets from the overview to a point and back with the keyboard alone", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到正文" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await tabTo(page, page.getByRole("main").getByRole("link", { name: /^四/ }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/chapters/4");
  await expect(title(page)).toHaveText("推进产业深度合作");

  await tabTo(page, page.getByRole("table").getByRole("link", { name: /^14/ }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/points/14");
  await expect(title(page)).toContainText("14.");
  await page.goBack();
  await expect(page).toHaveURL("/chapters/4");
  await expect(title(page)).toHaveText("推进产业深度合作");
  await page.goBack();
  await expect(page).toHaveURL(/\/(#content)?$/);
});

test("the cut-off date opens with Enter and every link carries the chosen day", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/");
  const today = await page.getByRole("main").innerText();
  const control = page.getByRole("button", { name: /2024-09-20/ });
  await tabTo(page, control);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "8月底" }), 8);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/?asOf=2024-08-31");
  await expect(page.getByRole("button", { name: /2024-08-31/ })).toBeVisible();
  expect(await page.getByRole("main").innerText()).not.toBe(today);
  await expectCarried(page);

  await page.getByRole("main").getByRole("link", { name: /^四/ }).click();
  await expect(page).toHaveURL("/chapters/4?asOf=2024-08-31");
  await expectCarried(page);
  await page.getByRole("table").getByRole("link", { name: /^14/ }).click();
  await expect(page).toHaveURL("/points/14?asOf=2024-08-31");
  await expectCarried(page);
  await page.getByRole("main").getByRole("link", { name: "临沂市科技局" }).click();
  await expect(page).toHaveURL(/\/units\/\d+\?asOf=2024-08-31/);
  await expectCarried(page);
});

test("Esc closes the cut-off date and gives the focus back", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/");
  const control = page.getByRole("button", { name: /2024-09-20/ });
  await control.focus();
  await page.keyboard.press("Enter");
  const choice = page.getByRole("link", { name: "8月底" });
  await tabTo(page, choice, 8);
  await page.keyboard.press("Escape");
  await expect(choice).toBeHidden();
  await expect(control).toBeFocused();
});

test("a day typed by hand opens the same screen as its link", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/points?light=SEVERE");
  await page.getByRole("button", { name: /2024-09-20/ }).click();
  await page.getByLabel("选择统计截止日期").fill("2024-07-15");
  await page.getByRole("banner").getByRole("button", { name: "查看" }).click();
  await expect(page).toHaveURL("/points?light=SEVERE&asOf=2024-07-15");
});

for (const day of ["", "?asOf=2024-08-31"]) {
  test(`every count of lights opens exactly its rows, ${day || "today"}`, async ({ as }) => {
    const page = await as("leader");
    let sum = 0;
    for (const light of LIGHTS) {
      await page.goto(`/${day}`);
      const count = page.getByRole("main").getByRole("link", { name: new RegExp(`^${light}`) });
      const number = Number(
        /(\d+) 项/.exec((await count.first().innerText()).replace(/\s+/g, " "))?.[1],
      );
      await count.first().click();
      await expect(title(page)).toContainText(`${light}的要点 ${number} 项`);
      const rows = page.getByRole("rowheader");
      await expect(rows).toHaveCount(number);
      await expect(page.getByRole("row").getByText(light, { exact: true })).toHaveCount(number);
      sum += number;
    }
    expect(sum).toBe(31);
  });
}

test("a past day reads the same however often it is opened", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/?asOf=2024-08-31");
  const first = await page.getByRole("main").innerText();
  await page.goto("/?asOf=2024-06-30");
  expect(await page.getByRole("main").innerText()).not.toBe(first);
  await page.goto("/?asOf=2024-08-31");
  expect(await page.getByRole("main").innerText()).toBe(first);
});

test("what is no date is no page", async ({ as, expectConsole }) => {
  expectConsole(/404/);
  const page = await as("leader");
  for (const asOf of ["2024-02-30", "yesterday", ""]) {
    expect((await page.goto(`/points/3?asOf=${asOf}`))?.status()).toBe(404);
    await expect(title(page)).toHaveText("未找到该页面");
  }
});

/** Every link into the plan keeps the day; only the choices of other days name another. */
async function expectCarried(page: Page) {
  const links = (await linksOf(page)).filter((href) =>
    /^\/($|\?|chapters|points|units)/.test(href),
  );
  expect(links.length).toBeGreaterThan(15);
  const { pathname } = new URL(page.url());
  const lost = links.filter(
    (href) => !href.includes("asOf=2024-08-31") && href.split("?")[0] !== pathname,
  );
  expect(lost).toEqual([]);
}
