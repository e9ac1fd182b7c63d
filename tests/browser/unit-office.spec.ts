import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test } from "./support/portal";
import { alertOf, blocksOf, expectHandedIn, expectSaved, openReport } from "./support/report";

// 济南市文化和旅游局 has its reports signed off: it owes points 2, 3 and 4 for September.
const WRITER = "jn-whhlyj";
const SIGNER = "jn-whhlyj-2";
const september = (point: number) => new RegExp(`^${point}\\. .*9月报送`);
const notice = (page: Page) => page.getByRole("main").getByRole("status");
/** Opens a report that may be written; what an earlier try of the test handed in is taken back. */
async function openToWrite(page: Page, point: number) {
  await openReport(page, september(point));
  const takeBack = page.getByRole("button", { name: "撤回修改" });
  if ((await takeBack.count()) === 0) return;
  await takeBack.click();
  await expect(blocksOf(page).progress).toBeVisible();
}
/** Nothing of it stands there from an earlier try. */
const fresh = (text: string) => `${text}（${Date.now()}）`;
const sign = (page: Page) => page.getByRole("button", { name: "审签并报送", exact: true });

test("审签: a report is sent for it, sent back with a word, mended, sent again, and leaves under both names", async ({
  as,
}) => {
  const [writer, signer] = [await as(WRITER), await as(SIGNER)];
  await openToWrite(writer, 3);
  const { percent, progress } = blocksOf(writer);
  const [first, mended] = [
    fresh("联合推出红色研学线路两条"),
    fresh("联合推出沂蒙、泉城红色研学线路两条"),
  ];
  await expect(writer.getByRole("button", { name: "提交审核", exact: true })).toHaveCount(0);
  await percent.fill("98");
  await progress.fill(first);
  await expectSaved(writer);
  await progress.press("Control+Enter");
  await expect(notice(writer)).toContainText("已送审签，由审签人报送");
  await expect(writer.getByRole("link", { name: september(3) })).toContainText("待审签");

  await signer.setViewportSize({ width: 390, height: 844 });
  await openReport(signer, september(3));
  await expect(signer.getByText(/填报员（jn-whhlyj） 已于 .* 送审签/)).toBeVisible();
  await signer.getByText(/需要修改的，在此退回/).click();
  await signer.getByRole("button", { name: "退回填报人" }).click();
  await expect(alertOf(signer)).toContainText("请写明要改什么");
  await signer.getByRole("textbox", { name: "审签意见" }).fill("请写明线路名称。");
  await expectNoSidewaysScroll(signer);
  await signer.getByRole("button", { name: "退回填报人" }).click();
  await expect(signer.getByText(/已于 .* 送审签/)).toHaveCount(0);

  await openReport(writer, september(3));
  await expect(writer.getByText("审签退回：请写明线路名称。")).toBeVisible();
  await expect(progress).toHaveValue(first);
  await progress.fill(mended);
  await expectSaved(writer);
  await writer.getByRole("button", { name: "送审签", exact: true }).click();
  await expect(notice(writer)).toContainText("已送审签");

  await openReport(signer, september(3));
  await expect(blocksOf(signer).progress).toHaveValue(mended);
  await sign(signer).click();
  await expectHandedIn(signer);
  await openReport(writer, september(3));
  await expect(writer.getByText("已提交，正在等待审核")).toBeVisible();
  await expect(writer.getByText(/填报员 · .*提交 · 审签人审签/)).toBeVisible();
});

test("本期无新进展 goes through 审签 with what its writer chose, and is what is handed in", async ({
  as,
}) => {
  const [writer, signer] = [await as(WRITER), await as(SIGNER)];
  await openToWrite(writer, 4);
  await writer.getByText("本期无新进展", { exact: true }).click();
  await writer.getByRole("button", { name: "等待对方" }).click();
  await expect(notice(writer)).toContainText("已送审签");

  await openReport(signer, september(4));
  await expect(signer.getByText("填报人选择：本期无新进展（等待对方）")).toBeVisible();
  // What the writer chose is not chosen anew by whoever signs it off.
  await expect(signer.getByText("本期无新进展", { exact: true })).toHaveCount(0);
  await sign(signer).click();
  await expectHandedIn(signer);
  await openReport(signer, september(4));
  await expect(signer.getByRole("main").getByText(/^本期无新进展（等待对方）/)).toBeVisible();
  await expect(signer.getByText("已提交，正在等待审核")).toBeVisible();
});

test("交接: everything open goes to a colleague in one step, who is told, and back again", async ({
  as,
}) => {
  const [writer, signer] = [await as(WRITER), await as(SIGNER)];
  await openToWrite(writer, 2);
  const plan = fresh("交接前写的打算");
  await blocksOf(writer).next.fill(plan);
  await expectSaved(writer);
  for (const [giver, taker, name] of [
    [writer, signer, WRITER],
    [signer, writer, SIGNER],
  ] as const) {
    await giver.goto("/updates");
    await giver.getByRole("link", { name: "交接给本单位同事" }).click();
    const hand = giver.getByRole("button", { name: "交接", exact: true });
    await hand.click();
    await expect(alertOf(giver)).toContainText("请选择接手的账号。");
    await giver.getByLabel("接手").selectOption({ index: 1 });
    await hand.click();
    await expect(notice(giver).filter({ hasText: "交" })).toContainText(/\d+ 项/);
    await taker.goto("/notifications");
    await expect(
      taker.getByText(new RegExp(`（${name}）经办的 \\d+ 项已交由您接手。`)).first(),
    ).toBeVisible();
  }
  // The unit's draft is the unit's, in whose hands it ever is.
  await openReport(writer, september(2));
  await expect(blocksOf(writer).next).toHaveValue(plan);
});
