import type { Page } from "playwright/test";
import { expect, test, title } from "./support/portal";

const UNIT = "临沂市农业农村局";
const POINT = "19. 培育发展绿色产品";

test("a report that is returned, mended and accepted changes the point's light at once", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const leader = await as("leader");
  await leader.goto("/points/19");
  await expect(title(leader)).toContainText("未报送");
  await leader.goto("/");
  const before = await unreported(leader);

  const unit = await as("ly-nyncj");
  await unit.goto("/updates");
  await unit.getByRole("link", { name: /^19\. .*逾期.*8月报送/ }).click();
  await unit.getByRole("textbox", { name: "完成进度" }).fill("72");
  const progress = unit.getByRole("textbox", { name: "本期进展" });
  await progress.fill("新增绿色工厂 2 家，绿色产品认证宣传进企业 6 场。");
  await expect(unit.getByRole("main").getByRole("status")).toContainText("已自动保存");
  await unit.reload();
  await expect(unit.getByRole("textbox", { name: "完成进度" })).toHaveValue("72");
  await expect(progress).toHaveValue(/绿色工厂 2 家/);
  await progress.press("Control+Enter");
  await expect(unit).toHaveURL(/\/updates\?sent=1/);

  const reviewer = await as("reviewer");
  await openReview(reviewer);
  await reviewer.getByRole("button", { name: "退回修改" }).click();
  await expect(reviewer.getByRole("main").getByRole("alert")).toContainText("请按提示修改");
  await reviewer.getByRole("textbox", { name: "退回原因" }).fill("数据矛盾：请写明企业名称");
  await reviewer.getByRole("button", { name: "退回修改" }).click();
  await expect(reviewer.getByRole("main").getByRole("status")).toContainText("已退回");

  await unit.goto("/updates");
  await unit.getByRole("link", { name: /^19\. .*被退回：数据矛盾/ }).click();
  await expect(unit.getByText("被退回：数据矛盾：请写明企业名称").last()).toBeVisible();
  await progress.fill("新增绿色工厂 2 家（甲厂、乙厂），绿色产品认证宣传进企业 6 场。");
  await unit.getByRole("button", { name: "提交审核", exact: true }).click();
  await expect(unit).toHaveURL(/\/updates\?sent=1/);

  await openReview(reviewer);
  await expect(reviewer.getByText("第 2 次报送")).toBeVisible();
  await reviewer.getByRole("button", { name: "通过", exact: true }).click();
  await expect(reviewer.getByRole("main").getByRole("status")).toContainText("已通过");

  await leader.goto("/points/19");
  await expect(title(leader)).not.toContainText("未报送");
  await expect(leader.getByText("甲厂、乙厂")).toBeVisible();
  await leader.goto("/");
  expect(await unreported(leader)).toBe(before - 1);
});

async function openReview(page: Page) {
  await page.goto("/reviews");
  await page.getByRole("link", { name: new RegExp(`${POINT}.*${UNIT}`) }).click();
  await expect(page.getByRole("heading", { name: POINT })).toBeVisible();
}

/** The count of 未报送 on the overview. */
async function unreported(page: Page): Promise<number> {
  const link = page.getByRole("link", { name: /^未报送\s*\d+ 项/ });
  return Number(/\d+/.exec(await link.innerText())?.[0]);
}
