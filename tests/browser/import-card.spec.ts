import type { Page } from "playwright/test";
import { withoutScript } from "./support/pages";
import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

const NUMBER = `卡政办字〔2024〕${Date.now() % 100_000}号`;
// Cities nobody has; names that say no city.
const NOTICE = `卡川市人民政府办公室 卡岭市人民政府办公室
关于印发《卡川—卡岭对口合作2024年工作要点》的通知
${NUMBER}
各有关单位：
现将《卡川—卡岭对口合作2024年工作要点》印发给你们，请认真组织实施。
卡川市人民政府办公室
卡岭市人民政府办公室
2024年3月8日
卡川—卡岭对口合作2024年工作要点
1.共建产业园区。年内新建5个合作园区。引进20家企业。（责任单位：两市发展改革委；完成时间：2024年10月31日前）
2.促进文旅互访。举办1次推介会。（责任单位：两市文化和旅游局，各区市政府）
`;

async function start(page: Page): Promise<string> {
  await page.goto("/imports");
  await page.getByLabel("或者粘贴文字").fill(NOTICE);
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  return page.url().replace(/[?#].*/, "");
}

/** Types into every part of the first point's card. */
async function typeAll(page: Page) {
  const card = page.getByRole("article").first();
  const text = card.getByLabel("文字");
  await text.fill((await text.inputValue()).replace("年内新建", "全年新建"));
  await card.getByLabel("小标题").fill("（一）园区共建");
  await card.getByLabel("办理时限").fill("2024-09-30");
  await card.getByLabel("增加单位").fill("卡川市商务局");
  await card.getByLabel(/^目标值，文中写到“5个/).fill("6");
  await card.getByRole("checkbox", { name: "引进20家企业。", exact: true }).uncheck();
  return card;
}

async function expectSaved(page: Page) {
  const card = page.getByRole("article").first();
  await expect(card.getByLabel("文字")).toHaveCount(0);
  for (const words of ["（一）园区共建", "全年新建", "2024-09-30", "卡川市商务局", "6个"]) {
    await expect(card).toContainText(words);
  }
  await expect(card.getByText("1 条，按句分开")).toBeVisible();
}

test("everything typed on a point's card is saved at once, and leaving it unsaved asks first", async ({
  as,
}) => {
  const page = await as("admin");
  const draft = await start(page);
  await expect(page.getByRole("article").first()).toContainText(
    "2024-10-31，按“完成时间：2024年10月31日前”读出",
  );
  await page.goto(`${draft}?edit=p1`);
  await test.step("a day the text mentions is taken with one press", async () => {
    const due = page.getByRole("article").first().getByLabel("办理时限");
    await due.fill("2024-12-01");
    await page.getByRole("button", { name: "取“完成时间：2024年10月31日前”" }).click();
    await expect(due).toHaveValue("2024-10-31");
  });
  const card = await typeAll(page);
  await test.step("a mistake in one part keeps the others", async () => {
    await card.getByLabel("序号").fill("一");
    await card.getByRole("button", { name: "保存这一项" }).click();
    await expect(alertOf(page)).toContainText("序号请填正整数。");
    await expect(card.getByLabel("文字")).toHaveValue(/全年新建/);
    await expect(card.getByLabel("增加单位")).toHaveValue("卡川市商务局");
    await expect(card.getByLabel(/^目标值，文中写到“5个/)).toHaveValue("6");
  });
  await test.step("who leaves is asked, and stays by saying no", async () => {
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await card.getByRole("link", { name: "不改了" }).click();
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]).toContain("没保存的修改");
    await expect(page).toHaveURL(/edit=p1/);
    await page.getByRole("button", { name: "不是要点，只留文字" }).click();
    await expect.poll(() => asked.length).toBe(2);
    await expect(card.getByLabel("文字")).toHaveValue(/全年新建/);
    await card.getByLabel("序号").fill("1");
    await card.getByRole("button", { name: "保存这一项" }).click();
    await expectSaved(page);
    // Saved, nothing is asked.
    await page.getByRole("link", { name: "编辑第 2 项" }).click();
    await expect(page).toHaveURL(/edit=p2/);
    expect(asked).toHaveLength(2);
  });
  await test.step("a group without a city becomes one of each city", async () => {
    await page.goto(draft);
    await expect(page.getByText("没有写明属于哪个城市：请选一个城市").first()).toBeVisible();
    await page
      .getByLabel("各区市政府：怎样处理")
      .selectOption({ label: "按所选城市定，名录里没有的新建" });
    await page.getByLabel("各区市政府：新建时所属的城市").selectOption({ label: "两市各一家" });
    await page.getByRole("button", { name: "保存单位的处理" }).click();
    await expect(page.getByRole("article").nth(1)).toContainText(
      "各区市政府（卡川市各区市政府、卡岭市各区市政府）",
    );
  });
  await page.getByRole("button", { name: "作废这份导入" }).click();
  await expect(page.getByRole("main")).toContainText("作废。");
});

test("without JavaScript a point's card is saved at once as well", async ({
  as,
  browser,
  baseURL,
}) => {
  const signedIn = await as("admin");
  const draft = await start(signedIn);
  const { page, context } = await withoutScript(signedIn, browser, baseURL);
  await page.goto(`${draft}?edit=p1`);
  const card = await typeAll(page);
  await card.getByRole("button", { name: "保存这一项" }).click();
  await expectSaved(page);
  await page.getByRole("button", { name: "作废这份导入" }).click();
  await context.close();
});
