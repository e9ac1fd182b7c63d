import { expect, test, title } from "./support/portal";

test("变化 compares any two days, also the wrong way round, and prints", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/changes?from=2024-09-20&to=2024-06-30");
  await expect(title(page)).toContainText("2024-06-30 日终至 2024-09-20 日终");
  await page.goto("/changes");
  await page.getByLabel("从（当天日终）").fill("2024-07-25");
  await page.getByLabel("到（当天日终）").fill("2024-08-25");
  await page.getByRole("button", { name: "比较" }).click();
  await expect(title(page)).toContainText("2024-07-25 日终至 2024-08-25 日终");
  await page
    .getByRole("main")
    .getByRole("link", { name: /^印发以来/ })
    .click();
  await expect(title(page)).toContainText("2024-04-24 日终至 2024-08-25 日终");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "比较" })).toBeHidden();
  await expect(page.getByRole("main").getByRole("table").first()).toBeVisible();
});
