import { expect, test } from "./support/portal";
import { alertOf, blocksOf, expectHandedIn, expectSaved, openReport } from "./support/report";

// jn-jyj still owes a report of an earlier month.
const OVERDUE = /逾期.*[5-8]月报送/;

test("without a network the text stays on the page and is saved when it is back", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const page = await as("jn-jyj");
  await openReport(page, OVERDUE);
  const { progress } = blocksOf(page);
  await page.context().setOffline(true);
  await progress.fill("断网时写的内容。");
  const status = page.getByRole("main").getByRole("status");
  await expect(status).toContainText("网络不通，内容已存在本机浏览器");
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  await expect(status).toContainText("网络不通，内容已存在本机浏览器");
  await expect(progress).toHaveValue("断网时写的内容。");
  await page.context().setOffline(false);
  await expectSaved(page);
  await page.reload();
  await expect(progress).toHaveValue("断网时写的内容。");
});

test("what could not be sent is there again after the page was lost", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const page = await as("jn-jyj");
  await openReport(page, OVERDUE);
  const form = page.url();
  const { next } = blocksOf(page);
  await page.context().setOffline(true);
  await next.fill("断网时写的打算，随后浏览器关闭。");
  await expect(page.getByRole("main").getByRole("status")).toContainText("已存在本机浏览器");
  const again = await page.context().newPage();
  await page.close({ runBeforeUnload: false });
  await again.context().setOffline(false);
  await again.goto(form);
  await expect(blocksOf(again).next).toHaveValue("断网时写的打算，随后浏览器关闭。");
  await expectSaved(again);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a report is written, corrected and handed in", async ({ as }) => {
    const page = await as("jn-jyj");
    await openReport(page, OVERDUE);
    const { percent, progress, reason } = blocksOf(page);
    await percent.fill("100");
    await reason.fill("");
    await progress.fill("不用脚本填报。");
    await page.getByRole("button", { name: "提交审核", exact: true }).click();
    await expect(alertOf(page)).toContainText("进度报 100%，请上传佐证材料");
    await expect(progress).toHaveValue("不用脚本填报。");
    await reason.fill("验收文件齐备。");
    await page.getByRole("button", { name: "提交审核", exact: true }).click();
    await expectHandedIn(page);
  });
});
