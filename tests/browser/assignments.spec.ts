import type { Page } from "playwright/test";
import { expect, test, title } from "./support/portal";
import { alertOf } from "./support/report";

const ZONE = "济南高新区管委会";

test("an admin names the members of point 15's groups, takes it back, and names them again", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/assignments?state=unresolved");
  await expect(page.getByRole("link", { name: "显示全部要点" })).toBeVisible();
  await page.getByRole("rowheader", { name: /^15/ }).getByRole("link").first().click();
  await expect(page).toHaveURL(/point=15/);
  const panel = panelOf(page);
  await expect(panel).toContainText("待明确：文件点名，建议纳入。");
  await expect(panel.getByRole("combobox", { name: ZONE })).toHaveValue(/:RESPONSIBLE:\d+$/);

  await page.goto("/assignments?point=15");
  const unresolved = page.getByRole("link", { name: /只看待明确/ });
  await expect(unresolved).toHaveText("只看待明确 3");
  await panel.getByRole("button", { name: "保存分工" }).click();
  await expect(panel.getByRole("status")).toContainText("已保存");
  await expect(unresolved).toHaveText("只看待明确 2");
  await expect(panel).toContainText(/已明确 \d+ 家成员单位/);
  await panel.getByRole("button", { name: "撤销" }).click();
  await expect(panel.getByRole("status")).toContainText("已撤销，分工恢复到保存前");
  await expect(unresolved).toHaveText("只看待明确 3");
  await panel.getByRole("button", { name: "保存分工" }).click();
  await expect(unresolved).toHaveText("只看待明确 2");
});

test("a member unit finds the point in 我的填报 and may report on it", async ({ as }) => {
  const page = await as(await accountOf(await as("admin"), ZONE));
  await page.goto("/updates");
  await page.getByRole("main").getByRole("link", { name: /^15\./ }).click();
  await expect(page.getByRole("button", { name: "提交审核", exact: true })).toBeVisible();
});

test("an admin makes a member the lead: matrix, point and history show it", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/assignments?point=15");
  const panel = panelOf(page);
  const marks = page
    .getByRole("row", { name: /^15/ })
    .getByRole("listitem")
    .filter({ hasText: ZONE });
  await panel.getByRole("combobox", { name: ZONE }).selectOption("牵头");
  await panel.getByRole("button", { name: "保存分工" }).click();
  await expect(panel.getByRole("status")).toContainText("已保存");
  await expect(marks).toHaveText(new RegExp(`${ZONE}\\s*牵头`));
  await expect(panel.getByRole("listitem").filter({ hasText: `${ZONE}牵头` })).toBeVisible();
  await page.goto("/points/15");
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: `${ZONE} 牵头` })
      .last(),
  ).toBeVisible();
});

test("an earlier day still shows the group as unresolved", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/points/15?asOf=2024-09-19");
  await expect(title(page)).toContainText("集合单位待明确");
  await expect(page.getByRole("main").getByText("成员待明确").first()).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: ZONE })).toHaveCount(0);
  await page.goto("/points/15");
  await expect(title(page)).not.toContainText("集合单位待明确");
  await expect(page.getByRole("main").getByRole("link", { name: ZONE })).not.toHaveCount(0);
});

test("the second of two admins on one point is told and sees the newest state", async ({ as }) => {
  const [first, second] = [await as("admin"), await as("admin")];
  for (const page of [first, second]) await page.goto("/assignments?point=2");
  const role = (page: Page) =>
    panelOf(page).getByRole("combobox", { name: "济南市文化和旅游局", exact: true });
  await role(first).selectOption("牵头");
  await panelOf(first).getByRole("button", { name: "保存分工" }).click();
  await expect(panelOf(first).getByRole("status")).toContainText("已保存");
  await role(second).selectOption("配合");
  await panelOf(second).getByRole("button", { name: "保存分工" }).click();
  await expect(alertOf(second)).toContainText("刚被他人调整");
  await expect(alertOf(second)).toBeFocused();
  await expect(role(second)).toHaveValue(/:LEAD$/);
});

test("saving without a change, or without any unit, is refused in a sentence", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/assignments?point=28");
  const panel = panelOf(page);
  await panel.getByRole("button", { name: "保存分工" }).click();
  await expect(alertOf(page)).toContainText("分工没有变化，无需保存。");
  await panel.getByRole("combobox", { name: "蒙阴县政府", exact: true }).selectOption("移出");
  await panel.getByRole("button", { name: "保存分工" }).click();
  await expect(alertOf(page)).toContainText("一项要点至少要有一个责任单位。");
  await expect(panel.getByRole("combobox", { name: "蒙阴县政府", exact: true })).toHaveValue("");
});

function panelOf(page: Page) {
  return page.getByRole("main").locator("section").filter({ hasText: "原文条款" });
}

/** The account of a unit, as the sign-in page names it. */
async function accountOf(page: Page, unit: string): Promise<string> {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  const name = page
    .locator("dt")
    .filter({ has: page.locator(`xpath=following-sibling::dd[1][.="${unit}"]`) });
  return (await name.textContent()) ?? "";
}
