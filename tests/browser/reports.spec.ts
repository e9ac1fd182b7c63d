import { expect, test } from "./support/portal";
import { alertOf, blocksOf, expectHandedIn, expectSaved, openReport } from "./support/report";

// ly-jyj has points 3 and 26 to report, and 31 to mend: each test leaves the others' alone.
const POINT_3 = /^3\. .*9月报送/;
const POINT_26 = /^26\. .*9月报送/;
const POINT_31 = /^31\. .*9月报送/;
const POINT_31_JN = /^31\. .*9月报送/;
// jn-jyj still owes a report of an earlier month.
const OVERDUE = /逾期.*[5-8]月报送/;

test("what is typed is saved by itself, is there after a reload, and Ctrl+Enter hands it in", async ({
  as,
}) => {
  const page = await as("ly-jyj");
  await openReport(page, POINT_3);
  const { percent, progress, next } = blocksOf(page);
  await percent.fill("66");
  await progress.fill("新建红色教育基地两处，\n开展研学活动六场。");
  await next.fill("十月完成线路图。");
  await expectSaved(page);
  await page.reload();
  await expect(percent).toHaveValue("66");
  await expect(progress).toHaveValue("新建红色教育基地两处，\n开展研学活动六场。");
  await expect(next).toHaveValue("十月完成线路图。");
  const heading = page.getByRole("heading", { level: 1 });
  const count = async () =>
    /9月 · (\d+)\/(\d+) 已报/
      .exec(await heading.innerText())
      ?.slice(1)
      .map(Number);
  const [done = 0, all = 0] = (await count()) ?? [];
  expect(all).toBeGreaterThan(done);
  await progress.press("End");
  await progress.press("Control+Enter");
  await expectHandedIn(page);
  expect(await count()).toEqual([done + 1, all]);
  await expect(page.getByRole("link", { name: POINT_3 })).toContainText("待审");
});

test("a report handed in can be taken back and mended until it is reviewed", async ({ as }) => {
  const page = await as("ly-jyj");
  await openReport(page, POINT_3);
  await expect(page.getByText("已提交，正在等待审核")).toBeVisible();
  await page.getByRole("button", { name: "撤回修改" }).click();
  const { percent, progress } = blocksOf(page);
  await expect(percent).toHaveValue("66");
  await expect(progress).toHaveValue(/研学活动六场/);
  await progress.fill("新建红色教育基地三处，开展研学活动六场。");
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  await expectHandedIn(page);
  await openReport(page, POINT_3);
  await expect(page.getByText("第 2 次报送")).toBeVisible();
  await expect(page.getByText("新建红色教育基地三处")).toBeVisible();
});

test("an empty report is not handed in: each missing block is named and what was typed stays", async ({
  as,
}) => {
  const page = await as("ly-jyj");
  await openReport(page, POINT_26);
  const { percent, progress, problem, next } = blocksOf(page);
  await next.fill("先写下步打算。");
  await problem.fill("编制不足。");
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  const summary = alertOf(page);
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("listitem")).toHaveText([
    "请选择问题需要哪一级协调。",
    "请填写完成进度（0 至 100 的整数）。",
    /请填写本期进展/,
  ]);
  for (const field of [percent, progress, problem]) {
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/请/);
  }
  await expect(next).toHaveValue("先写下步打算。");
  await expect(problem).toHaveValue("编制不足。");
  await summary.getByRole("link", { name: /请填写完成进度/ }).click();
  await expect(percent).toBeFocused();
  await problem.fill("");
  await percent.fill("six");
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  await expect(summary).toContainText("完成进度请填 0 至 100 的整数。");
  await expect(percent).toHaveValue("six");
  await expect(next).toHaveValue("先写下步打算。");
});

test("a percent below the last one asks for 进度说明", async ({ as }) => {
  const page = await as("ly-jyj");
  await openReport(page, POINT_26);
  const { percent, progress, reason } = blocksOf(page);
  await percent.fill("90");
  await progress.fill("引进教师十二名。");
  await expect(reason).toBeHidden();
  await percent.fill("1");
  await expect(reason).toBeVisible();
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  await expect(alertOf(page)).toContainText(/进度比上期 \d+% 低，请写明原因。/);
  await expect(reason).toHaveAttribute("aria-invalid", "true");
  await expect(percent).toHaveValue("1");
  await expect(progress).toHaveValue("引进教师十二名。");
});

test("Enter in a Chinese input method, or in a field, never hands a report in", async ({ as }) => {
  const page = await as("ly-jyj");
  await openReport(page, POINT_26);
  const { percent, progress } = blocksOf(page);
  const form = page.url();
  const posts: string[] = [];
  page.on("request", (request) => {
    if (/name="then"/.test(request.postData() ?? "")) posts.push(request.url());
  });
  const keyboard = await page.context().newCDPSession(page);
  for (const field of [progress, percent]) {
    await field.fill("");
    await field.focus();
    await keyboard.send("Input.imeSetComposition", {
      text: "jiao",
      selectionStart: 4,
      selectionEnd: 4,
    });
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Enter");
    await keyboard.send("Input.insertText", { text: "教" });
    await expect(field).toHaveValue(/教/);
  }
  await percent.fill("80");
  await percent.press("Enter");
  await progress.fill("一");
  await progress.press("Enter");
  await expect(progress).toHaveValue("一\n");
  await expectSaved(page);
  expect(posts).toEqual([]);
  expect(page.url()).toBe(form);
  await expect(alertOf(page)).toHaveCount(0);
});

test("本期无新进展 is one click with its reason, and the percent stays", async ({ as }) => {
  const page = await as("ly-jyj");
  await openReport(page, POINT_26);
  const before = /上期 (\d+%)/.exec(await page.getByRole("main").innerText())?.[1] ?? "?";
  // A problem that an earlier draft names without its level would rightly be asked about.
  await page.getByRole("textbox", { name: "存在问题" }).fill("");
  await page.getByText("本期无新进展", { exact: true }).click();
  await page.getByRole("button", { name: "等待对方" }).click();
  await expectHandedIn(page);
  await openReport(page, POINT_26);
  const report = page.getByRole("main");
  await expect(report.getByText("本期无新进展（等待对方）")).toBeVisible();
  await expect(report.getByRole("definition").filter({ hasText: before }).first()).toBeVisible();
});

test("a unit sees why its report was returned, mends it and hands it in again", async ({ as }) => {
  const page = await as("ly-jyj");
  await page.goto("/updates");
  await expect(page.getByRole("link", { name: POINT_31 })).toContainText("被退回：缺少佐证");
  await openReport(page, POINT_31);
  await expect(page.getByText(/被退回：缺少佐证/).last()).toBeVisible();
  const { progress } = blocksOf(page);
  await expect(progress).not.toHaveValue("");
  await progress.fill("名单 20 人、批次 2 批，名册已归档。");
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  await expectHandedIn(page);
  await expect(page.getByRole("link", { name: POINT_31 })).toContainText("待审");
});

test("last period's text is carried over block by block, and its likeness told", async ({ as }) => {
  const page = await as("jn-jyj");
  await openReport(page, OVERDUE);
  const { progress } = blocksOf(page);
  await progress.fill("");
  await page.getByRole("button", { name: "沿用上期：本期进展" }).click();
  await expect(progress).not.toHaveValue("");
  await expect(page.getByText("与上期相同 100%")).toBeVisible();
  await progress.press("End");
  await progress.pressSequentially("另新增对接会三场，签约合作项目两个，覆盖学校十所。");
  await expect(page.getByText(/与上期相同 [4-9]\d%/)).toBeVisible();
  await page.getByText(/与上期相同/).click();
  await expect(page.getByRole("insertion").first()).toBeVisible();
});

test("保存并填下一条 keeps a draft and goes on to the next report owed", async ({ as }) => {
  const page = await as("jn-jyj");
  await openReport(page, POINT_31_JN);
  const first = page.url();
  await blocksOf(page).next.fill("先存着，明天再报。");
  await page.getByRole("button", { name: "保存并填下一条" }).click();
  await expect(page.getByText("第 31 项9月进展已保存为草稿。")).toBeVisible();
  expect(page.url()).not.toBe(first);
  await page.goto("/updates");
  await expect(page.getByRole("link", { name: POINT_31_JN })).toContainText("草稿");
});

test("a wrong figure keeps nothing else from being saved, and is kept until it is put right", async ({
  as,
}) => {
  const page = await as("jn-jyj");
  await openReport(page, POINT_31_JN);
  const { percent, next } = blocksOf(page);
  const before = await percent.inputValue();
  await percent.fill("120");
  await next.fill("进度先写错，打算照存。");
  const status = page.getByRole("main").getByRole("status");
  await expect(status).toContainText("有一栏没有保存：完成进度不能超过 100。");
  await expectSaved(page);
  // Another computer of the unit has the rest, and the figure as it was.
  const other = await as("jn-jyj");
  await openReport(other, POINT_31_JN);
  await expect(blocksOf(other).next).toHaveValue("进度先写错，打算照存。");
  await expect(blocksOf(other).percent).toHaveValue(before);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(percent).toHaveValue("120");
  await expect(status).toContainText("有一栏没有保存");
  await percent.fill("71");
  await expect(status).not.toContainText("有一栏没有保存");
  await expectSaved(page);
  await other.reload();
  await expect(blocksOf(other).percent).toHaveValue("71");
});

test("an action item is ticked with its day, a reading told against its target", async ({ as }) => {
  const page = await as("jn-jyj");
  await openReport(page, POINT_31_JN);
  await page.getByText(/已完成，本期有新完成的请勾选/).click();
  await page.getByRole("checkbox").first().check();
  await expect(page.getByLabel("完成日期").first()).toHaveValue("2024-09-20");
  await page
    .getByRole("textbox", { name: /学校|所/ })
    .first()
    .fill("25");
  await expect(page.getByText(/已超目标 2 所/)).toBeVisible();
  await expectSaved(page);
  await page.reload();
  await expect(page.getByRole("checkbox").first()).toBeChecked();
  await expect(page.getByRole("textbox", { name: /学校|所/ }).first()).toHaveValue("25");
});
