import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test } from "./support/portal";

const NOTICE = readFileSync("prisma/plans/jinan-linyi-2024.txt", "utf8");
const POINT = "推动红色文化传承弘扬";

async function expectAccessible(page: Page) {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}

/** Imports a text of the notice and takes over what differs in the text of the one point. */
async function update(page: Page, text: string) {
  await page.goto("/imports");
  await page.getByLabel("或者粘贴文字").fill(text);
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  const card = page.locator("section").filter({ hasText: "与现有要点的差别" });
  for (const box of await card.getByRole("checkbox").all()) {
    await box.setChecked(/第 3 项文字有改动/.test((await box.locator("..").textContent()) ?? ""));
  }
  await page.getByRole("button", { name: "采纳选中的差别并发布" }).click();
  await expect(page.getByText("更新了现有要点。")).toBeVisible();
}

test("an update of the notice counts from its day: yesterday's page has yesterday's words", async ({
  as,
}) => {
  const admin = await as("admin");
  await update(admin, NOTICE.replace("红色文化论坛等系列活动", "红色文化论坛等系列交流活动"));
  const leader = await as("leader");
  const text = leader.locator(".published").first();

  await leader.goto("/points/3");
  await expect(text).toContainText("系列交流活动");
  await leader.getByText("通知更新 1 次，查看以前的文字").click();
  await expect(leader.getByText("2024-09-20 更新以前 · 第一章第 3 项")).toBeVisible();
  await expect(leader.locator("details .published").first()).toContainText("论坛等系列活动");
  await expectAccessible(leader);

  await leader.goto("/changes?from=2024-09-19");
  const list = leader.getByRole("main").locator("section").filter({ hasText: "文字改动" }).last();
  await expect(list).toContainText(POINT);
  await expectAccessible(leader);
  await leader.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(leader);
  await list.getByRole("link", { name: "看 9月19日的文字" }).first().click();
  await expect(leader).toHaveURL(/asOf=2024-09-19/);

  await leader.goto("/points/3?asOf=2024-09-19");
  await expect(text).toContainText("论坛等系列活动");
  await expect(leader.getByText(/查看以前的文字/)).toHaveCount(0);
  await expectNoSidewaysScroll(leader);

  await test.step("and the notice as it was is an update again", async () => {
    await update(admin, NOTICE);
    await leader.goto("/points/3");
    await expect(text).toContainText("论坛等系列活动");
    // Of two updates of a day no day's end had what lay between.
    await expect(leader.getByText(/查看以前的文字/)).toHaveCount(0);
  });

  await test.step("with every difference in the audit log", async () => {
    const auditor = await as("auditor");
    await auditor.goto("/audit?action=import.publish");
    await auditor.getByText("查看内容").first().click();
    await expect(auditor.getByRole("main")).toContainText(
      /要点 3，改动 文字，原为 .*系列交流活动.*现为 .*系列活动/,
    );
  });
});
