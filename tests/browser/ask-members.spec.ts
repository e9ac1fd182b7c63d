import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test } from "./support/portal";

const ASK = "请管理员明确成员";

async function expectSound(page: Page) {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await axe.analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test("a leader who finds nobody to address asks the admin for the members, who gets to the right place", async ({
  as,
}) => {
  const leader = await as("leader");
  await leader.goto("/chapters/7");
  await leader.getByRole("link", { name: "批示（成员待明确）" }).click();
  await expect(leader.getByRole("main")).toContainText("第 23、24 项只有集合单位");
  await expectSound(leader);
  await leader.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(leader);
  await leader.getByRole("button", { name: ASK }).click();
  await expect(leader.getByRole("status").filter({ hasText: "已发消息" })).toContainText(
    "请明确第 23、24 项的成员",
  );
  await leader.reload();
  await leader.getByRole("button", { name: ASK }).click();
  await expect(leader.getByRole("main").getByRole("alert")).toContainText(
    "今天已经请管理员明确第 23、24 项的成员",
  );

  const admin = await as("admin");
  await admin.goto("/notifications");
  const message = admin.getByRole("main").getByText("请明确第 23 项集合单位的成员");
  await message.first().click();
  await expect(admin).toHaveURL(/\/assignments\?(.*&)?point=23/);
});

test("the suggestions say which sides cannot be sent an order, and the desk of one why", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/supervision-orders");
  const card = page.locator(".card:has(#suggestions)");
  await expect(card).toContainText(/另有 \d+ 侧因集合单位待明确不能发：第 .*23、24 项/);
  await expect(card.getByRole("button", { name: ASK })).toBeVisible();
  await expectSound(page);
  await page.goto("/supervision-orders/new?point=23&city=1");
  await expect(page.getByRole("main")).toContainText("这一侧只有集合单位，成员还没有明确");
  await expect(page.getByRole("button", { name: ASK })).toBeVisible();
});
