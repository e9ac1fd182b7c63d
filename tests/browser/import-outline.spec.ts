import { tabTo, withoutScript } from "./support/pages";
import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

const NUMBER = `测政办字〔2024〕${Date.now() % 100_000}号`;
// Cities nobody has, no chapters, and a paragraph that is no point yet.
const NOTICE = `南川市人民政府办公室 北岭市人民政府办公室
关于印发《南川—北岭对口合作2024年工作要点》的通知
${NUMBER}
各县（区）人民政府，市政府各部门：
现将《南川—北岭对口合作2024年工作要点》印发给你们，请认真组织实施。
南川市人民政府办公室
北岭市人民政府办公室
2024年3月8日
南川—北岭对口合作2024年工作要点
1.共建产业园区。年内新建5个合作园区。引进20家企业。（责任单位：两市发展改革委）
2.促进文旅互访。2024年10月底前举办1次文化旅游推介会。（责任单位：两市文化和旅游局）
3.开展支教帮扶。选派教师30名开展支教。（责任单位：两市教育局）
`;

/** Hands the notice in, and answers with the address of its draft. */
async function start(page: import("playwright/test").Page): Promise<string> {
  await page.goto("/imports");
  await page.getByLabel("或者粘贴文字").fill(NOTICE);
  await page.getByRole("button", { name: "读取" }).click();
  await expect(page).toHaveURL(/imports\/\d+(\?|$)/);
  return page.url().replace(/[?#].*/, "");
}

test("a notice without chapters is divided in the preview, its readings are set right, by keyboard too", async ({
  as,
}) => {
  const page = await as("admin");
  const draft = await start(page);
  const chapters = page.getByRole("heading", { level: 3 });
  await expect(chapters.filter({ hasText: "（未分章）" })).toHaveCount(1);

  await test.step("the chapter gets its title", async () => {
    await page.getByText("改这一章").click();
    const title = page.getByLabel("章名", { exact: true });
    await title.fill("");
    await page.getByLabel("序号", { exact: true }).fill("第一");
    await page.getByRole("button", { name: "保存这一章" }).click();
    await expect(alertOf(page)).toContainText("请填写章名。");
    await expect(alertOf(page)).toContainText("序号请填正整数。");
    await expect(page.getByLabel("序号", { exact: true })).toHaveValue("第一");
    await page.getByLabel("序号", { exact: true }).fill("1");
    await page.getByLabel("文中的写法", { exact: true }).fill("一、");
    await title.fill("加强产业协作");
    await page.getByLabel("导语", { exact: true }).fill("突出重点，\n抓好下列事项。");
    // Who leaves with the card unsaved is asked.
    const asked: string[] = [];
    page.once("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByRole("link", { name: "编辑第 1 项" }).click();
    await expect.poll(() => asked.length).toBe(1);
    await expect(page).not.toHaveURL(/edit=/);
    await title.press("Enter");
    await expect(chapters.filter({ hasText: "加强产业协作" })).toHaveCount(1);
    await page.getByText("导语：本章第一项之前的文字").click();
    await expect(page.getByRole("listitem").filter({ hasText: "抓好下列事项。" })).toBeVisible();
  });

  await test.step("a point begins a new one", async () => {
    await page.goto(`${draft}?edit=p3`);
    await page.getByLabel("新章的章名").fill("二、深化民生合作");
    await tabTo(page, page.getByRole("button", { name: "由此起新章" }));
    await page.keyboard.press("Enter");
    await expect(chapters.filter({ hasText: "深化民生合作" })).toHaveCount(1);
    // Its first point begins one already.
    await page.goto(`${draft}?edit=p3`);
    await expect(page.getByRole("button", { name: "由此起新章" })).toHaveCount(0);
  });

  await test.step("what was read of a point is struck out or set right", async () => {
    await page.goto(`${draft}?edit=p1`);
    const card = page.getByRole("article", { name: /共建产业园区/ });
    await card.getByRole("checkbox", { name: "引进20家企业。", exact: true }).uncheck();
    await card.getByRole("checkbox", { name: /文中写到“20家/ }).uncheck();
    const target = card.getByLabel(/^目标值，文中写到“5个/);
    await target.fill("许多");
    await card.getByRole("button", { name: "保存这一项" }).click();
    await expect(alertOf(page)).toContainText("目标值请填正整数。");
    await expect(target).toHaveValue("许多");
    await expect(
      card.getByRole("checkbox", { name: "引进20家企业。", exact: true }),
    ).not.toBeChecked();
    await target.fill("6");
    await card.getByRole("button", { name: "保存这一项" }).click();
    await expect(card.getByText("1 条，按句分开")).toBeVisible();
    await expect(card).toContainText("6个");
    await expect(card).not.toContainText("20家，待确认");
  });

  await test.step("and the new chapter joins the one above", async () => {
    await page.getByText("改这一章").last().click();
    await page.getByRole("button", { name: "并入上一章" }).click();
    await expect(chapters.filter({ hasText: "深化民生合作" })).toHaveCount(0);
  });
  await page.goto(draft);
  await page.getByRole("button", { name: "作废这份导入" }).click();
  await expect(page.getByRole("main")).toContainText("作废。");
});

test("without JavaScript a kept paragraph is taken as a point, and a chapter begins and joins", async ({
  as,
  browser,
  baseURL,
}) => {
  const signedIn = await as("admin");
  const draft = await start(signedIn);
  const { page, context } = await withoutScript(signedIn, browser, baseURL);
  await page.goto(`${draft}?edit=p2`);
  await page.getByLabel("新章的章名").fill("民生");
  await page.getByRole("button", { name: "由此起新章" }).click();
  const chapters = page.getByRole("heading", { level: 3 });
  await expect(chapters.filter({ hasText: "民生" })).toHaveCount(1);
  // Its number is set right, and its wording with it; what was refused is still there to be mended.
  await page.getByText("改这一章").last().click();
  const number = page.getByLabel("序号", { exact: true }).last();
  await page.getByLabel("文中的写法", { exact: true }).last().fill("二、");
  await number.fill("二");
  await page.getByRole("button", { name: "保存这一章" }).last().click();
  await expect(alertOf(page)).toContainText("序号请填正整数。");
  await expect(number).toHaveValue("二");
  await expect(page.getByLabel("文中的写法", { exact: true }).last()).toHaveValue("二、");
  await number.fill("2");
  await page.getByRole("button", { name: "保存这一章" }).last().click();
  await expect(chapters.filter({ hasText: "二、民生" })).toHaveCount(1);
  await page.getByText("改这一章").last().click();
  await number.fill("3");
  await page.getByRole("button", { name: "保存这一章" }).last().click();
  await expect(chapters.filter({ hasText: "三、民生" })).toHaveCount(1);
  await page.getByText("改这一章").last().click();
  await page.getByRole("button", { name: "并入上一章" }).click();
  await expect(chapters.filter({ hasText: "民生" })).toHaveCount(0);
  // Between two pages nothing is there to count.
  await expect(page.getByRole("article").first()).toBeVisible();
  const points = await page.getByRole("article").count();
  await page.getByText("第一章之前的文字").click();
  await page
    .getByRole("button", { name: /^取为要点/ })
    .first()
    .click();
  await expect(page.getByRole("article")).toHaveCount(points + 1);
  await page.getByRole("button", { name: "作废这份导入" }).click();
  await context.close();
});
