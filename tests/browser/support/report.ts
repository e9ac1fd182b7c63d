import type { Page } from "playwright/test";
import { expect } from "./portal";

/** Opens a report from 我的填报 by what its entry says, as `3. … 待报 9月报送`. */
export async function openReport(page: Page, entry: RegExp) {
  await page.goto("/updates");
  await page.getByRole("main").getByRole("link", { name: entry }).first().click();
  await expect(page).toHaveURL(/\/updates\/new/);
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toContainText("我的填报");
}

/** The blocks of the report form. */
export function blocksOf(page: Page) {
  const block = (name: string) => page.getByRole("textbox", { name });
  return {
    percent: block("完成进度"),
    reason: block("进度说明"),
    progress: block("本期进展"),
    problem: block("存在问题"),
    level: page.getByLabel("需要哪一级协调"),
    next: block("下步打算"),
  };
}

export const alertOf = (page: Page) => page.getByRole("main").getByRole("alert");

export async function expectSaved(page: Page) {
  await expect(page.getByRole("main").getByRole("status")).toContainText(
    /已自动保存 \d\d:\d\d:\d\d/,
  );
}

export async function expectHandedIn(page: Page) {
  await expect(page).toHaveURL(/\/updates\?/);
  await expect(page.getByRole("main").getByRole("status")).toContainText("已提交，正在等待审核");
}
