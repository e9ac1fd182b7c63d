import { expect, test } from "./support/portal";

// These stories keep to points 10 and 26, on which no other does anything.

test("an admin adds an indicator and rejects it again; mistakes keep what was typed", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/indicators?point=26");
  const add = page.locator("section").filter({ hasText: "补充一条" });
  await add.getByLabel("指标名称").fill("共建实训基地");
  await add.getByLabel("目标").fill("0");
  await add.getByLabel("量词").fill("个");
  await add.getByRole("button", { name: "补充" }).click();
  await expect(add.getByRole("alert")).toContainText("大于 0");
  await expect(add.getByLabel("指标名称")).toHaveValue("共建实训基地");
  await add.getByLabel("目标").fill("3");
  await add.getByRole("button", { name: "补充" }).click();
  const item = page.getByRole("main").locator("li").filter({ hasText: "共建实训基地" });
  await expect(item.getByRole("heading")).toContainText("已确认");
  await page.goto("/points/26");
  await expect(page.getByText("共建实训基地")).toBeVisible();
  await page.goto("/points/26?asOf=2024-09-19");
  await expect(page.getByText("共建实训基地")).toHaveCount(0);
  await page.goto("/indicators?point=26");
  await item.getByText("驳回", { exact: false }).first().click();
  await item.getByLabel("驳回理由").fill("不是指标");
  await item.getByRole("button", { name: "驳回" }).click();
  await expect(item.getByRole("heading")).toContainText("已驳回");
  await page.goto("/points/26");
  await expect(page.getByText("共建实训基地")).toHaveCount(0);
});

test("an admin rewords an action item and retires it; the published words stay in sight", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/action-items?point=26");
  const first = page.getByRole("main").locator("li").first();
  await first.getByText("修改", { exact: false }).first().click();
  await first.getByLabel("举措").fill("改写后的举措");
  await first.getByRole("button", { name: "保存" }).click();
  await expect(first).toContainText("改写后的举措");
  await expect(first).toContainText("原文，已改写");
  await first.getByText("停用", { exact: false }).first().click();
  await first.getByLabel("停用理由").fill("已并入别的举措");
  await first.getByRole("button", { name: "停用" }).click();
  await expect(first).toContainText("已停用：已并入别的举措");
});

test("one proposes that a point is cancelled, another approves it, and the light says so", async ({
  as,
}) => {
  const reviewer = await as("reviewer");
  await reviewer.goto("/points/10");
  const part = reviewer.getByRole("region", { name: "调整" });
  await part.getByText("提出调整").first().click();
  await part.getByLabel("调整什么").selectOption("CANCEL");
  await part.getByLabel("调整原因").fill("上级已取消该项活动");
  await part.getByLabel("调整依据").fill("济政办字〔2024〕99号");
  await part.getByRole("button", { name: "提出调整" }).click();
  await expect(part).toContainText("须由另一人审批");
  await expect(part.getByRole("button", { name: "批准调整" })).toHaveCount(0);

  const leader = await as("leader");
  await leader.goto("/adjustments");
  const asked = leader.getByRole("main").locator("li").filter({ hasText: "上级已取消该项活动" });
  await asked.getByRole("button", { name: "不批准" }).click();
  await expect(asked.getByRole("alert")).toContainText("写明意见");
  await asked.getByRole("button", { name: "批准调整" }).click();
  await expect(asked).toContainText("已批准");
  await leader.goto("/points/10");
  await expect(leader.getByText("经批准取消，不再推进").first()).toBeVisible();
  await leader.goto("/points/10?asOf=2024-09-19");
  await expect(leader.getByText("经批准取消，不再推进")).toHaveCount(0);
});

test("a report is public only once it is released, and no more once it is taken back", async ({
  as,
  page,
  expectConsole,
}) => {
  expectConsole(/404/);
  const admin = await as("admin");
  await admin.goto("/publications?chapter=4");
  const report = admin.getByRole("main").locator("li").filter({ hasText: "本期进展：" }).first();
  const words = (await report.locator("label").first().innerText()).replace("本期进展：", "");
  await report.getByRole("checkbox").first().check();
  await report.getByRole("button", { name: /放行所选/ }).click();
  await expect(report).toContainText("已放行");
  await admin.goto("/publications/preview");
  await expect(admin.getByText(words.slice(0, 12)).first()).toBeVisible();
  await page.goto("/public");
  await expect(page.getByText(words.slice(0, 12))).toHaveCount(0);
  await admin.goto("/publications?chapter=4&state=released");
  await admin.getByRole("button", { name: /^收回/ }).click();
  await expect(admin.getByText("这一章没有符合条件的进展。")).toBeVisible();
});

test("a period is added after the last one and taken out again", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/year");
  await page.getByLabel("增加填报期").selectOption("2025-01-01");
  await page.getByRole("button", { name: "增加", exact: true }).click();
  const row = page.getByRole("row", { name: /2025年1月/ });
  await expect(row).toContainText("未开始");
  await row.getByRole("button", { name: /^移除/ }).click();
  await expect(row).toHaveCount(0);
});

test("an admin looks through the indicators that were read and confirms them together; the one in doubt stays", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/indicators?state=PROPOSED");
  const link = page.getByRole("link", { name: /^待确认/ });
  const all = Number((await link.textContent())?.replace(/\D/g, ""));
  await page.getByText(`一次确认待确认的 ${all} 条`).click();
  const list = page.getByRole("list", { name: "将要确认的指标" });
  await expect(list.getByRole("listitem")).toHaveCount(all);
  const ticks = list.getByRole("checkbox");
  for (const tick of await ticks.all()) await tick.uncheck();
  await page.getByRole("button", { name: "确认选中的指标" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("请按提示修改");
  await ticks.first().check();
  await page.getByRole("button", { name: "确认选中的指标" }).click();
  await expect(page.getByText("已确认 1 条指标。")).toBeVisible();
  await expect(link).toHaveText(`待确认 ${all - 1}`);
});

test("what is not acknowledged in time is counted on the overview, and the figure opens exactly those rows", async ({
  as,
}) => {
  for (const account of ["leader", "admin"]) {
    const page = await as(account);
    await page.goto("/");
    const figure = page.getByRole("main").getByRole("link", { name: /^逾期未签收/ });
    const count = Number((await figure.textContent())?.replace(/\D/g, ""));
    expect(count).toBeGreaterThan(0);
    await figure.click();
    await expect(page).toHaveURL(/acknowledgements\?state=LATE/);
    await expect(page.getByRole("main").locator("li strong")).toHaveCount(count);
    await page.goto("/?asOf=2024-08-31");
    await expect(figure).toHaveCount(0);
  }
});
