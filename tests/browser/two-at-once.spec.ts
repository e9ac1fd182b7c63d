import type { Page } from "playwright/test";
import { expect, test } from "./support/portal";
import { alertOf, blocksOf, expectHandedIn, expectSaved, openReport } from "./support/report";

// jn-jyj has points 3, 26 and 31 to report for September.
const POINT_3 = /^3\. .*9月报送/;
const POINT_26 = /^26\. .*9月报送/;
const POINT_31 = /^31\. .*9月报送/;

test("what two people write in different blocks of one draft is kept from both", async ({ as }) => {
  const [first, second] = [await as("jn-jyj"), await as("jn-jyj")];
  await openReport(first, POINT_26);
  await openReport(second, POINT_26);
  await blocksOf(first).progress.fill("甲写的本期进展");
  await expectSaved(first);
  await blocksOf(second).next.fill("乙写的下步打算");
  await expect(blocksOf(second).progress).toHaveValue("甲写的本期进展");
  await expectSaved(second);
  await expect(alertOf(second)).toHaveCount(0);
  await first.reload();
  await expect(blocksOf(first).next).toHaveValue("乙写的下步打算");
});

test("the second of two people in one block is told who wrote what, and may keep the own", async ({
  as,
}) => {
  const [first, second] = [await as("jn-jyj"), await as("jn-jyj-2")];
  await conflict(first, second, POINT_3, "红色基地");
  await expect(blocksOf(second).progress).toHaveValue("乙写的红色基地");
  await second.getByRole("button", { name: "用我写的" }).click();
  await expect(alertOf(second)).toHaveCount(0);
  await expectSaved(second);
  await second.reload();
  await expect(blocksOf(second).progress).toHaveValue("乙写的红色基地");
});

test("the second of two people in one block may take the other's text; other blocks stay", async ({
  as,
}) => {
  const [first, second] = [await as("jn-jyj"), await as("jn-jyj-2")];
  await conflict(first, second, POINT_31, "研学路线");
  await blocksOf(second).next.fill("乙的下步打算");
  await second.getByRole("button", { name: "用对方写的" }).click();
  await expect(blocksOf(second).progress).toHaveValue("甲写的研学路线");
  await expect(alertOf(second)).toHaveCount(0);
  await expectSaved(second);
  await second.reload();
  await expect(blocksOf(second).next).toHaveValue("乙的下步打算");
});

test("nothing is handed in before a conflict is decided", async ({ as }) => {
  const [first, second] = [await as("jn-jyj"), await as("jn-jyj")];
  await conflict(first, second, POINT_31, "结对学校");
  await blocksOf(second).percent.fill("90");
  await second.getByRole("button", { name: "提交审核", exact: true }).click();
  await expect(alertOf(second).first()).toContainText("“本期进展”另有人改过");
  await expect(blocksOf(second).progress).toHaveValue("乙写的结对学校");
  await second.getByRole("button", { name: "用本页写的" }).click();
  await expectSaved(second);
  await second.getByRole("button", { name: "提交审核", exact: true }).click();
  await expectHandedIn(second);
  await openReport(first, POINT_31);
  await expect(first.getByText("乙写的结对学校")).toBeVisible();
});

test("a double click on 提交审核 hands one report in", async ({ as }) => {
  const page = await as("jn-jyj");
  await openReport(page, POINT_26);
  const { percent, progress } = blocksOf(page);
  await percent.fill("88");
  await progress.fill("双击只报一次。");
  await page.getByRole("button", { name: "提交审核", exact: true }).dblclick();
  await expectHandedIn(page);
  await expect(page.getByRole("link", { name: POINT_26 })).toContainText("待审");
  await openReport(page, POINT_26);
  await expect(page.getByText("双击只报一次。")).toHaveCount(1);
  await expect(page.getByText(/第 \d 次报送/)).toHaveCount(0);
});

test("the second of two reviewers on one report is told that it was decided", async ({ as }) => {
  const [first, second] = [await as("reviewer"), await as("reviewer")];
  await first.goto("/reviews");
  const entry = first.getByRole("main").getByRole("listitem").getByRole("link").nth(2);
  const path = (await entry.getAttribute("href")) ?? "";
  await second.goto(path);
  await entry.click();
  await expect(first).toHaveURL(path);
  await first.getByRole("button", { name: "通过", exact: true }).click();
  await expect(first.getByRole("main").getByRole("status")).toContainText("已通过");
  await second.getByRole("textbox", { name: "退回原因" }).fill("数据矛盾：请核对。");
  await second.getByRole("button", { name: "退回修改" }).click();
  await expect(alertOf(second)).toContainText("这份进展已被审核或撤回");
  await expect(second.getByRole("textbox", { name: "退回原因" })).toHaveValue("数据矛盾：请核对。");
  await second.goto(path);
  await expect(second.getByRole("main").getByRole("status")).toContainText("已经处理完毕");
});

/** Both write in one block of the same report; the first saves, the second is told. */
async function conflict(first: Page, second: Page, entry: RegExp, text: string) {
  await openReport(first, entry);
  await openReport(second, entry);
  await blocksOf(first).progress.fill(`甲写的${text}`);
  await expectSaved(first);
  await blocksOf(second).progress.fill(`乙写的${text}`);
  // The same account in two windows is told so; a colleague by post and name.
  await expect(alertOf(second)).toContainText(/填报员（jn-jyj） 已于|您在另一窗口已于/);
  await expect(alertOf(second)).toContainText(`甲写的${text}`);
}
