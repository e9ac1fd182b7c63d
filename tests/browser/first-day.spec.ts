import { expect, test } from "./support/portal";

// What an administrator meets on the first day. Nothing here changes a record of the portal.

test("a cell clicked with the mouse is marked, and a paste that is not taken says so in sight", async ({
  as,
}) => {
  const page = await as("admin");
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto("/assignments?units=all");
  const head = page.locator("thead");
  expect((await head.boundingBox())?.height).toBeLessThan(200);
  const cell = page
    .getByRole("row", { name: /^31 / })
    .getByRole("button", { name: /^济南市教育局/ });
  await cell.click();
  expect(await cell.evaluate((node) => getComputedStyle(node).outlineWidth)).toBe("2px");
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await cell.evaluate((node) => {
    const data = new DataTransfer();
    data.setData("text/plain", "看不懂的词");
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  const refusal = page.getByRole("main").getByRole("alert");
  await expect(refusal).toContainText("没有粘贴：1 格看不懂");
  await expect(refusal).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("p");
  await expect(refusal).toHaveCount(0);
  await expect(page.getByText("改了 1 格，还没有保存")).toBeVisible();
});

test("撤销或并入 begins with nothing chosen and asks once more, with points and accounts", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/units/directory");
  await page.getByRole("link", { name: "济南市水务局" }).first().click();
  await page.getByText("机构改革：撤销或并入其他单位").click();
  const choice = page.getByLabel("并入", { exact: true });
  await expect(choice).toHaveValue("");
  await page.getByRole("button", { name: "下一步" }).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("alert").first()).toContainText("请按提示修改");
  await expect(main).toContainText("请选择并入哪个单位，或“不并入，直接撤销”。");
  await choice.selectOption("NONE");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(main.getByRole("alert").first()).toContainText(/还承担 \d+ 项要点/);
  await choice.selectOption({ label: "并入济南市园林和林业绿化局" });
  await page.getByRole("button", { name: "下一步" }).click();
  const asked = page.getByRole("form", { name: "再确认一次" });
  await expect(asked).toContainText(
    /把济南市水务局并入济南市园林和林业绿化局：\d+ 项要点、\d+ 个账号.+不能撤回/,
  );
  await expect(asked.getByRole("button", { name: "确认并入" })).toBeVisible();
});

test("a period that is not due yet is locked only on a second word", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/year");
  const row = page.getByRole("row", { name: /2024年9月/ });
  await expect(row.getByRole("button", { name: /锁定/ })).toBeHidden();
  await row.getByText("锁定", { exact: false }).first().click();
  await expect(row).toContainText("才截止，现在锁定，还没有报的单位不能再报");
  await expect(row.getByRole("button", { name: /^确认提前锁定/ })).toBeVisible();
});

test("the office answers what a unit of its cities objects to", async ({ as }) => {
  for (const [account, count] of [
    ["reviewer", 1],
    ["leader", 0],
  ] as const) {
    const page = await as(account);
    await page.goto("/acknowledgements?state=OBJECTED");
    await expect(page.getByRole("main")).toContainText("异议（");
    await expect(page.getByRole("button", { name: "答复" })).toHaveCount(count);
  }
});
