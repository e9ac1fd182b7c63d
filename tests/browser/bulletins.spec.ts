import { readFile } from "node:fs/promises";
import { extractRawText } from "mammoth";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test, title } from "./support/portal";

test("a bulletin is written by two people at once, nothing is lost, and it is issued once", async ({
  as,
}) => {
  const reviewer = await as("reviewer");
  await reviewer.goto("/bulletins");
  await reviewer.getByRole("button", { name: "生成初稿" }).click();
  await expect(reviewer).toHaveURL(/\/bulletins\/\d+$/);
  await expect(title(reviewer)).toContainText("推进情况月报（2024年9月）");
  const url = reviewer.url();

  const admin = await as("admin");
  await admin.goto(url);
  const text = (page: typeof admin, name: string) => page.getByLabel(`${name}的内容`);
  const section = (page: typeof admin, name: string) =>
    page.locator("section", { has: page.getByRole("heading", { name, exact: true, level: 2 }) });
  const original = await text(admin, "总体情况").inputValue();
  expect(original).toContain("总体进度");

  await text(reviewer, "总体情况").fill("审核员写的总体情况。");
  await section(reviewer, "总体情况").getByRole("button", { name: "保存这一节" }).click();
  await expect(section(reviewer, "总体情况")).toContainText("已保存");
  await expect(reviewer.getByRole("article")).toContainText("审核员写的总体情况。");

  // Another section goes through; the same one is told, with both texts on screen.
  await text(admin, "总体情况").fill("管理员写的总体情况。");
  await text(admin, "下步打算").fill("管理员写的下步打算。");
  await section(admin, "下步打算").getByRole("button", { name: "保存这一节" }).click();
  await expect(section(admin, "下步打算")).toContainText("已保存");
  const told = section(admin, "总体情况").getByRole("alert");
  await expect(told).toContainText("审核员写的总体情况。");
  await expect(text(admin, "总体情况")).toHaveValue("管理员写的总体情况。");
  await section(admin, "总体情况").getByRole("button", { name: "用我写的" }).click();
  await expect(told).toHaveCount(0);
  await expect(admin.getByRole("article")).toContainText("管理员写的总体情况。");

  await admin.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(admin);
  await admin.setViewportSize({ width: 1440, height: 900 });

  // What was changed since the page was opened is not issued unseen.
  await reviewer.getByText("印发这一期").click();
  await reviewer.getByRole("button", { name: "确认印发" }).click();
  await expect(reviewer.getByText("有人在您打开之后又改了内容")).toBeVisible();
  await reviewer.reload();
  await reviewer.getByText("印发这一期").click();
  await reviewer.getByRole("button", { name: "确认印发" }).click();
  await expect(reviewer.getByText(/由审核员（reviewer）印发第\d+期/)).toBeVisible();
  await expect(reviewer.getByLabel("总体情况的内容")).toHaveCount(0);

  const leader = await as("leader");
  await leader.goto("/bulletins");
  const row = leader
    .getByRole("row")
    .filter({ has: leader.locator(`a[href="${new URL(url).pathname}"]`) });
  await expect(row).toContainText(/SHA-256 [0-9a-f]{64}/);
  await expect(leader.getByRole("button", { name: "生成初稿" })).toHaveCount(0);
  const [download] = await Promise.all([
    leader.waitForEvent("download"),
    row.getByRole("link", { name: "下载" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/_月报2024年第\d+期_截至2024-09-20\.docx$/);
  const { value } = await extractRawText({ buffer: await readFile(await download.path()) });
  expect(value).toContain("管理员写的总体情况。");
  expect(value).toContain("管理员写的下步打算。");
  expect(value).toContain("演示数据");
});

test("a draft is written anew from the board section by section, and discarded after asking", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/bulletins");
  await page.getByLabel("统计截止", { exact: true }).fill("2023-01-01");
  await page.getByRole("button", { name: "生成初稿" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "统计截止日期应在 2024-04-24 至",
  );
  await page.getByLabel("统计截止", { exact: true }).fill("2024-08-31");
  await page.getByLabel("文种").selectOption({ label: "通报" });
  await page.getByRole("button", { name: "生成初稿" }).click();
  await expect(title(page)).toContainText("推进情况的通报");
  const text = page.getByLabel("总体情况的内容");
  const original = await text.inputValue();
  const section = page.locator("section", {
    has: page.getByRole("heading", { name: "总体情况", level: 2 }),
  });
  await text.fill("改过的");
  await section.getByRole("button", { name: "保存这一节" }).click();
  await expect(section).toContainText("已保存");
  await section.getByText("按看板重新生成这一节").click();
  await section.getByRole("button", { name: "重新生成" }).click();
  await expect(text).toHaveValue(original);
  await page.getByLabel("标题").fill("");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("请填写标题，写在一行里。").first()).toBeVisible();
  await page.getByText("作废草稿").click();
  await page.getByRole("button", { name: "确认作废" }).click();
  await expect(page).toHaveURL("/bulletins");
});
