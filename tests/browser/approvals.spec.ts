import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test } from "./support/portal";

const BASIS = "两市联席会议纪要（2024年第9次）";

async function propose(page: Page, kind: string, reason: string) {
  await page.goto("/points/26");
  const part = page.getByRole("region", { name: "调整" });
  await part.getByText("提出调整").first().click();
  await part.getByLabel("调整什么").selectOption(kind);
  await part.getByLabel("调整原因").fill(reason);
  await part.getByLabel("调整依据").fill(BASIS);
  await part.getByRole("button", { name: "提出调整" }).click();
  await expect(part).toContainText("须由另一人审批");
}

async function approve(page: Page, reason: string) {
  await page.goto("/adjustments");
  const asked = page.getByRole("main").locator("li").filter({ hasText: reason });
  await asked.getByRole("button", { name: "批准调整" }).click();
  await expect(asked).toContainText("已批准");
}

test("one proposes that a point rests, another approves it; going on takes two again", async ({
  as,
}) => {
  const reviewer = await as("reviewer");
  await propose(reviewer, "PAUSE", "等待上级统一部署");
  await expect(reviewer.getByText("经批准暂停")).toHaveCount(0);
  const leader = await as("leader");
  await approve(leader, "等待上级统一部署");
  await leader.goto("/points/26");
  await expect(leader.getByText("经批准暂停，恢复后重新亮灯").first()).toBeVisible();
  const paused = leader.getByRole("region", { name: "暂停", exact: true });
  await expect(paused).toContainText("起暂停");
  await expect(leader.getByRole("region", { name: "调整" })).toContainText(BASIS);

  await propose(reviewer, "RESUME", "上级部署已经明确");
  await approve(leader, "上级部署已经明确");
  await leader.goto("/points/26");
  await expect(leader.getByText("经批准暂停，恢复后重新亮灯")).toHaveCount(0);
});

test("a late milestone is not put off; one to come is, and says from when", async ({ as }) => {
  const admin = await as("admin");
  await admin.goto("/points/28/milestones");
  const dates = admin.locator('input[type="date"][name^="dueOn"]');
  await dates.nth(1).fill("2024-12-01");
  await admin.getByRole("button", { name: "保存节点" }).click();
  const alert = admin.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("节点“完成 50%”应于 2024-09-10 完成");
  await expect(alert).toContainText("逾期照实显示");
  await expect(dates.nth(1)).toHaveValue("2024-12-01");
  await dates.nth(1).fill("2024-09-10");
  await dates.nth(2).fill("2024-11-22");
  await admin.getByRole("button", { name: "保存节点" }).click();
  const words = "原 11月8日 → 现 11月22日（第1次改期）";
  await expect(admin.getByRole("list").getByText(words).first()).toBeVisible();
  await admin.goto("/points/28");
  await expect(admin.getByRole("region", { name: "节点与时限" }).getByText(words)).toBeVisible();
  await admin.goto("/timeline");
  await expect(
    admin.getByRole("img", { name: /^第 28 项.*原 11月8日 → 现 11月22日/ }),
  ).toBeVisible();
  await admin.goto("/points/28?asOf=2024-09-19");
  await expect(admin.getByText(words)).toHaveCount(0);
  for (const width of [1440, 390]) {
    await admin.setViewportSize({ width, height: 900 });
    for (const path of ["/points/28", "/points/28/milestones"]) {
      await admin.goto(path);
      await expectNoSidewaysScroll(admin);
      expect((await new AxeBuilder({ page: admin }).analyze()).violations).toEqual([]);
    }
  }
});
