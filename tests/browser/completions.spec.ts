import type { Page } from "playwright/test";
import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

// Point 22 was finished in August; one side of it is taken through its end once more.
const UNIT = "ly-xzspfwj";
const side = (page: Page) => page.getByRole("region", { name: "临沂办结" });

test("办结 is applied for, sent back, applied for again, verified and closed; reopening starts anew", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const [reviewer, unit, leader] = [await as("reviewer"), await as(UNIT), await as("leader")];
  await reviewer.goto("/points/22");
  await expect(side(reviewer)).toContainText("已销号（8月30日）");
  await side(reviewer).getByText("重新办理", { exact: true }).click();
  await side(reviewer).getByRole("textbox", { name: "重新办理原因" }).fill("抽查发现事项未落地");
  await side(reviewer).getByRole("button", { name: "临沂侧重新办理" }).click();
  await expect(side(reviewer)).toContainText("已重新办理");

  await unit.goto("/points/22");
  await expect(side(unit)).toContainText("抽查发现事项未落地");
  await apply(unit, "完成");
  await expect(alertOf(unit)).toContainText("不少于 20 字");
  await apply(unit, "通办事项清单已全部落地，办理台账和回访记录存本局档案室。");
  await expect(side(unit)).toContainText("已申请，待核验");
  await expect(side(unit).getByText("申请办结", { exact: true })).toHaveCount(0);
  await side(unit).getByText("撤回申请", { exact: true }).click();
  await side(unit).getByRole("button", { name: "撤回办结申请" }).click();
  await expect(side(unit)).toContainText("已重新办理");
  await apply(unit, "通办事项清单已全部落地，办理台账和回访记录存本局档案室。");
  await expect(side(unit)).toContainText("已申请，待核验");
  await leader.goto("/points/22");
  await expect(side(leader)).toContainText("已申请，待核验");
  await expect(side(leader)).not.toContainText("回访记录");

  await reviewer.goto("/reviews");
  await reviewer.getByRole("link", { name: /^办结核验 [1-9]/ }).click();
  const card = reviewer.getByRole("listitem").filter({ hasText: "22. " });
  await expect(card).toContainText("回访记录存本局档案室");
  await card.getByRole("button", { name: "退回补充" }).click();
  await expect(alertOf(reviewer)).toContainText("还缺什么");
  await card.getByRole("textbox", { name: "核验意见" }).fill("请补充回访名单。");
  await card.getByRole("button", { name: "退回补充" }).click();
  await expect(card).toHaveCount(0);

  await unit.goto("/points/22");
  await expect(side(unit)).toContainText("核验退回");
  await expect(side(unit)).toContainText("请补充回访名单。");
  await apply(unit, "通办事项清单已全部落地，回访名单已补齐，存本局档案室。");
  await expect(side(unit)).toContainText("已申请，待核验");

  await reviewer.goto("/points/22");
  await side(reviewer).getByText("核验", { exact: true }).click();
  await side(reviewer).getByRole("button", { name: "核验通过" }).click();
  await expect(side(reviewer)).toContainText("已核验，待销号");
  await side(reviewer).getByText("确认销号", { exact: true }).click();
  await side(reviewer).getByText("不销号，退回申请").click();
  await side(reviewer).getByRole("textbox", { name: "退回原因" }).fill("抽查发现台账缺页。");
  await side(reviewer).getByRole("button", { name: "退回申请" }).click();
  await expect(side(reviewer)).toContainText("核验退回");
  await expect(side(reviewer)).toContainText("抽查发现台账缺页。");

  await unit.goto("/points/22");
  await expect(side(unit)).toContainText("抽查发现台账缺页。");
  await apply(unit, "通办事项清单已全部落地，回访名单已补齐，台账已补页。");
  await expect(side(unit)).toContainText("已申请，待核验");
  await reviewer.goto("/points/22");
  await side(reviewer).getByText("核验", { exact: true }).click();
  await side(reviewer).getByRole("button", { name: "核验通过" }).click();
  await side(reviewer).getByText("确认销号", { exact: true }).click();
  await expect(side(reviewer).getByRole("textbox", { name: "办结结果" })).toHaveValue(/名单已补齐/);
  await side(reviewer).getByRole("button", { name: "确认临沂侧销号" }).click();
  await expect(side(reviewer)).toContainText("已销号（9月20日）");
  await leader.goto("/points/22");
  await expect(leader.getByRole("main").getByRole("heading", { level: 1 })).toContainText("已办结");
  await expect(side(leader)).toContainText("名单已补齐");
});

test("an open problem gets an owner and is closed in place", async ({ as }) => {
  const page = await as("reviewer");
  await page.goto("/problems?level=ALL");
  const main = page.getByRole("main");
  const rows = main.getByRole("listitem");
  const count = await rows.count();
  await rows.getByRole("link", { name: /^办理/ }).first().click();
  await expect(page).toHaveURL(/problem=(\d+)/);
  const id = new URL(page.url()).searchParams.get("problem");
  const row = page.locator(`#problem-${id}`);
  await row.getByRole("textbox", { name: "由谁解决" }).fill("市发展改革委");
  await row.getByRole("button", { name: "保存" }).click();
  await expect(main.getByRole("status")).toContainText("已写明由谁解决");
  await expect(row).toContainText("市发展改革委");
  await row.getByRole("button", { name: "办结这个问题" }).click();
  await expect(alertOf(page)).toContainText("请写明怎样解决的");
  await row.getByRole("textbox", { name: "解决结果" }).fill("联席会议已议定。");
  await row.getByRole("button", { name: "办结这个问题" }).click();
  await expect(main.getByRole("status")).toContainText("问题已办结");
  await expect(row).toHaveCount(0);
  await expect(rows).toHaveCount(count - 1);
});

test("the open problems are shown by level and city, by links", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/problems");
  const rows = page.getByRole("main").getByRole("listitem");
  await page.getByRole("link", { name: /^市级协调 \d+/ }).click();
  await expect(page).toHaveURL(/level=CITY/);
  await page.getByRole("link", { name: /^临沂 \d+/ }).click();
  await expect(page).toHaveURL(/level=CITY&city=\d+/);
  await expect(rows).toHaveCount(
    Number(/\d+/.exec(await page.getByRole("link", { name: /^临沂 \d+/ }).innerText())?.[0]),
  );
  await expect(rows.filter({ hasText: "两市协调" })).toHaveCount(0);
});

test("a reader without a part in a problem sees it, its age and owner, and nothing to press", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/problems");
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows.first()).toContainText(/\d+ 天/);
  await expect(rows.first()).toContainText("由谁解决");
  await expect(page.getByRole("link", { name: /^办理/ })).toHaveCount(0);
});

async function apply(page: Page, outcome: string) {
  const box = side(page).getByRole("textbox", { name: "办结结果" });
  if (!(await box.isVisible()))
    await side(page).getByText("申请办结", { exact: true }).first().click();
  await box.fill(outcome);
  await side(page).getByRole("button", { name: "申请办结" }).click();
}
