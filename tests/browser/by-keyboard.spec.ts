import { pdf } from "../evidence/samples";
import { field, file, row } from "./support/evidence";
import { tabTo } from "./support/pages";
import { expect, test } from "./support/portal";
import { blocksOf, expectHandedIn, expectSaved } from "./support/report";

// jn-wsjkw owes point 21 for September; nobody else tries the portal with it.
test("a whole report is written and handed in by keyboard alone, its evidence included", async ({
  as,
}) => {
  const page = await as("jn-wsjkw");
  const keys = page.keyboard;
  const name = `会诊记录 ${Date.now()}.pdf`;
  await page.goto("/updates");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: /^21\. .*9月报送/ }));
  await keys.press("Enter");
  await expect(page).toHaveURL(/\/updates\/new/);
  const { percent, progress, problem, level, next } = blocksOf(page);
  const takeBack = page.getByRole("button", { name: "撤回修改" });
  if ((await takeBack.count()) > 0) {
    // An earlier try handed it in.
    await tabTo(page, takeBack);
    await keys.press("Enter");
    for (const block of [progress, problem, next]) await block.fill("");
  }

  await tabTo(page, page.getByRole("slider", { name: "完成进度滑块" }));
  await keys.press("End");
  await expect(percent).toHaveValue("100");
  await keys.press("ArrowLeft");
  await expect(percent).toHaveValue("99");
  await tabTo(page, percent);
  await keys.press("Control+A");
  await keys.type("96");
  await tabTo(page, progress);
  await keys.type("开展远程会诊十二次。");
  const actions = page.getByText(/本期有新完成的请勾选/);
  if ((await actions.count()) > 0) {
    await tabTo(page, page.locator("summary").filter({ has: actions }));
    await keys.press("Enter");
    const item = page.getByRole("checkbox").first();
    if ((await item.count()) > 0) {
      await tabTo(page, item);
      await keys.press("Space");
      await expect(item).toBeChecked();
    }
  }
  await tabTo(page, problem);
  await keys.type("专线带宽不足。");
  await tabTo(page, level);
  await keys.press("ArrowDown");
  await expect(level).not.toHaveValue("");
  await tabTo(page, next);
  await keys.type("十一月开通专线。");

  await tabTo(page, field(page).getByRole("button", { name: "选择文件" }));
  const chooser = page.waitForEvent("filechooser");
  await keys.press("Enter");
  await (await chooser).setFiles(file(name, pdf(name)));
  await expect(row(page, name)).toContainText("填报员");
  await tabTo(page, field(page).getByRole("button", { name: `移除 ${name}` }));
  await expectSaved(page);
  await keys.press("Control+Enter");
  await expectHandedIn(page);

  await page.goto("/updates");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: /^21\. .*9月报送/ }));
  await keys.press("Enter");
  const main = page.getByRole("main");
  for (const text of ["96%", "开展远程会诊十二次。", /专线带宽不足。/, "十一月开通专线。"]) {
    await expect(main.getByText(text).first()).toBeVisible();
  }
  await expect(main.getByRole("link", { name }).first()).toBeVisible();
});
