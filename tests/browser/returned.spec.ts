import type { Page } from "playwright/test";
import { expectNoSidewaysScroll, tabTo } from "./support/pages";
import { expect, test } from "./support/portal";
import { alertOf, blocksOf, expectHandedIn, expectSaved, openReport } from "./support/report";

// jn-fzggw owes reports of points 14 and 17 for September, and has point 9 to mend as a whole.
const UNIT = "jn-fzggw";
const UNIT_NAME = "济南市发展改革委";
const september = (point: number) => new RegExp(`^${point}\\. .*9月报送`);
const submit = (page: Page) => page.getByRole("button", { name: "提交审核", exact: true }).click();
const others = (page: Page) => page.getByText("其余栏目未要求修改");
const done = (page: Page) => page.getByRole("main").getByRole("status");

/** Opens the reviewer's desk at the unit's report of a point. */
async function openReview(page: Page, point: number) {
  await page.goto("/reviews");
  const entries = page.getByRole("form", { name: "待审队列" }).locator("ol").getByRole("link");
  const entry = entries
    .filter({ hasText: `${point}. ` })
    .filter({ hasText: UNIT_NAME })
    .first();
  await page.goto((await entry.getAttribute("href")) ?? "");
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toContainText(
    `${point}. `,
  );
}

test("a withdrawn report reads 待报 with who took it back; a reviewer with the old version open is told and gets the new one, own words kept", async ({
  as,
}) => {
  const [unit, reviewer] = [await as(UNIT), await as("reviewer")];
  await openReport(unit, september(14));
  await blocksOf(unit).percent.fill("96");
  await blocksOf(unit).progress.fill("旧的一版：举办对接会一场。");
  await submit(unit);
  await expectHandedIn(unit);
  await openReview(reviewer, 14);
  await expect(reviewer.getByText("旧的一版：举办对接会一场。")).toBeVisible();
  await reviewer.getByRole("textbox", { name: "退回原因" }).fill("请写明成果。");
  await reviewer.getByText("＋批注“本期进展”").click();
  await reviewer.getByRole("textbox", { name: "对“本期进展”的意见" }).fill("写明项目名称。");

  await openReport(unit, september(14));
  await unit.getByRole("button", { name: "撤回修改" }).click();
  await expect(unit.getByText(/已撤回：填报员（jn-fzggw） 于 .* 撤回第 1 次报送/)).toBeVisible();
  await unit.goto("/updates");
  const entry = unit.getByRole("main").getByRole("link", { name: september(14) });
  await expect(entry).toContainText("待报");
  await expect(entry).toContainText("已撤回：填报员（jn-fzggw）");
  await openReport(unit, september(14));
  await blocksOf(unit).progress.fill("新的一版：举办对接会三场。");
  await submit(unit);
  await expectHandedIn(unit);
  await expect(entry).not.toContainText("已撤回");

  await reviewer.getByRole("button", { name: "退回修改" }).click();
  await expect(alertOf(reviewer)).toContainText("填报单位已撤回并重新报送，请核对新的一版后再审核");
  await expect(reviewer.getByText("新的一版：举办对接会三场。")).toBeVisible();
  await expect(reviewer.getByText("旧的一版：举办对接会一场。")).toHaveCount(0);
  await expect(reviewer.getByRole("textbox", { name: "退回原因" })).toHaveValue("请写明成果。");
  await expect(reviewer.getByRole("textbox", { name: "对“本期进展”的意见" })).toHaveValue(
    "写明项目名称。",
  );
  await reviewer.getByRole("button", { name: "退回修改" }).click();
  await expect(done(reviewer)).toContainText("已退回");
  await unit.goto("/updates");
  await expect(entry).toContainText("被退回：请写明成果。");
});

test("after 退回 the blocks with a note stand open and first, the others are folded and still there", async ({
  as,
}) => {
  const [unit, reviewer] = [await as(UNIT), await as("reviewer")];
  await openReport(unit, september(17));
  const { percent, progress, problem, level } = blocksOf(unit);
  await unit.getByRole("button", { name: "沿用上期：存在问题" }).click();
  await expect(problem).not.toHaveValue("");
  await expect(level).not.toHaveValue("");
  await expectSaved(unit);
  await unit.reload();
  await expect(problem).not.toHaveValue("");
  await expect(level).not.toHaveValue("");
  await percent.fill("97");
  await progress.fill("碳汇项目备案两个。");
  await submit(unit);
  await expectHandedIn(unit);
  await openReview(reviewer, 17);
  await reviewer.getByText("＋批注“下步打算”").click();
  await reviewer.getByRole("textbox", { name: "对“下步打算”的意见" }).fill("请写明时间。");
  await reviewer.getByRole("button", { name: "退回修改" }).click();
  await expect(done(reviewer)).toContainText("已退回");

  await unit.setViewportSize({ width: 390, height: 844 });
  await openReport(unit, september(17));
  const { next } = blocksOf(unit);
  await expect(next).toHaveAccessibleDescription(/请写明时间。/);
  await expect(next).toBeVisible();
  await expect(others(unit)).toBeVisible();
  await expect(progress).toBeHidden();
  await expect(percent).toBeHidden();
  await expectNoSidewaysScroll(unit);
  await next.fill("十月底前完成备案。");
  // By keyboard: the fold opens with Enter and what is in it can be written.
  await tabTo(unit, unit.locator("summary").filter({ has: others(unit) }));
  await unit.keyboard.press("Enter");
  await expect(progress).toBeVisible();
  await expect(progress).toHaveValue("碳汇项目备案两个。");
  await progress.fill("");
  await unit.keyboard.press("Tab");
  await others(unit).click();
  await expect(progress).toBeHidden();
  // What has to be seen to unfolds by itself.
  await submit(unit);
  await expect(alertOf(unit)).toContainText("请填写本期进展");
  await expect(progress).toBeVisible();
  await expectNoSidewaysScroll(unit);
  await progress.fill("碳汇项目备案两个。");
  await submit(unit);
  await expectHandedIn(unit);
});

test("a report that came back without notes at its blocks shows the whole form", async ({ as }) => {
  const unit = await as(UNIT);
  await openReport(unit, september(9));
  await expect(unit.getByText(/被退回：缺少佐证/).last()).toBeVisible();
  await expect(others(unit)).toHaveCount(0);
  const { percent, progress, next } = blocksOf(unit);
  for (const field of [percent, progress, next]) await expect(field).toBeVisible();
});
