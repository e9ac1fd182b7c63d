import { readFile } from "node:fs/promises";
import { extractRawText } from "mammoth";
import type { Page } from "playwright/test";
import { pdf } from "../evidence/samples";
import { expect, test, title } from "./support/portal";
import { alertOf } from "./support/report";

const field = (page: Page) => page.getByRole("region", { name: "佐证材料" });
const suggestions = (page: Page) => page.getByRole("region", { name: "建议发督办单" });

/** Issues on the first side that the rule suggests, to one unit; what the suggestion said. */
async function issueFirst(page: Page, text: string) {
  await page.goto("/supervision-orders");
  const first = suggestions(page).getByRole("listitem").first();
  const why = (await first.getByRole("paragraph").nth(2).innerText()).trim();
  await first.getByRole("link", { name: /^拟发督办单/ }).click();
  await expect(title(page)).toContainText("督办单：第");
  await expect(page.getByRole("main")).toContainText(why);
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
  const boxes = await page.getByRole("checkbox").all();
  for (const box of boxes.slice(1)) await box.uncheck();
  await boxes[0]?.check();
  const unit = (
    await page.getByRole("group", { name: "承办单位" }).locator("label").first().innerText()
  ).trim();
  await page.getByRole("textbox", { name: "督办要求" }).fill("");
  await page.getByRole("button", { name: "发出督办单" }).click();
  await expect(alertOf(page)).toContainText("请填写督办要求");
  await page.getByRole("textbox", { name: "督办要求" }).fill(text);
  await page.getByRole("button", { name: "发出督办单" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("已送达 1 家");
  const name = /[蓝黄红]督〔2024〕\d+号/.exec(await title(page).innerText())?.[0] ?? "";
  return { path: new URL(page.url()).pathname, unit, name, why };
}

/** The demonstration account of a unit, as the sign-in page lists it. */
async function accountOf(page: Page, unit: string): Promise<string> {
  await page.goto("/sign-in");
  const line = page.locator("dd", { hasText: new RegExp(`^${unit}$`) }).first();
  return (await line.locator("xpath=preceding-sibling::dt[1]").textContent()) ?? "";
}

test("the office issues what the rule suggests; the unit answers with a file, is asked again and accepted; it is a Word file", async ({
  as,
  page,
}) => {
  test.setTimeout(150_000);
  const office = await as("reviewer");
  const { path, unit, name, why } = await issueFirst(office, "请说明原因并倒排时间节点。");
  const staff = await as(await accountOf(page, unit));
  const region = (who: Page) => who.getByRole("region", { name: unit });

  // It stands before what is to be reported, and the bell leads there.
  await staff.goto("/updates");
  await expect(staff.getByRole("main")).toContainText(name);
  await staff.goto("/notifications");
  await staff.getByRole("button", { name: new RegExp(name) }).click();
  await expect(staff).toHaveURL(new RegExp(`${path}$`));
  await field(staff)
    .getByLabel("选择佐证材料")
    .setInputFiles({ name: "倒排表.pdf", mimeType: "application/pdf", buffer: pdf() });
  await expect(
    field(staff)
      .getByRole("link", { name: /倒排表\.pdf/ })
      .first(),
  ).toBeVisible();
  await staff.getByRole("textbox", { name: /^答复/ }).fill("已倒排，见附件。");
  await staff.getByRole("button", { name: "提交答复" }).click();
  await expect(region(staff)).toContainText("待认可");

  await office.goto("/supervision-orders?state=REPLIED");
  await office.getByRole("link", { name: new RegExp(name) }).click();
  const href = await region(office)
    .getByRole("link", { name: "下载 倒排表.pdf" })
    .getAttribute("href");
  expect((await office.request.get(href ?? "")).status()).toBe(200);
  await office.getByRole("textbox", { name: /^意见/ }).fill("请写明责任人。");
  await office.getByRole("button", { name: "要求补充" }).click();
  await expect(region(office)).toContainText("请写明责任人。");

  await staff.goto(path);
  await staff.getByRole("textbox", { name: /^补充答复/ }).fill("责任人为分管负责同志。");
  await staff.getByRole("button", { name: "提交答复" }).click();
  await expect(region(staff)).toContainText("待认可");
  await office.goto(path);
  await office.getByRole("button", { name: "认可" }).click();
  await expect(office.getByRole("main")).toContainText("已办结：1 家单位的答复均已认可");

  const [download] = await Promise.all([
    office.waitForEvent("download"),
    office.getByRole("link", { name: "下载 Word" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`^督办单_${name}_.+\\.docx$`));
  const { value } = await extractRawText({ buffer: await readFile(await download.path()) });
  for (const fact of [
    name,
    unit,
    why,
    "请说明原因并倒排时间节点。",
    "责任人为分管负责同志。",
    "倒排表.pdf",
  ]) {
    expect(value).toContain(fact);
  }
});

test("one that was issued by mistake is withdrawn with a reason", async ({ as, page }) => {
  const office = await as("reviewer");
  const { path, unit, name } = await issueFirst(office, "这一份要撤回。");
  await office.getByText("撤回这份督办单").click();
  await office.getByRole("button", { name: "撤回督办单" }).click();
  await expect(alertOf(office)).toContainText("请写明撤回原因");
  await office.getByRole("textbox", { name: "撤回原因" }).fill("发错了单位。");
  await office.getByRole("button", { name: "撤回督办单" }).click();
  await expect(office.getByRole("main")).toContainText("9月20日撤回：发错了单位。");
  const staff = await as(await accountOf(page, unit));
  await staff.goto(path);
  await expect(staff.getByRole("main")).toContainText(name);
  await expect(staff.getByRole("button", { name: "提交答复" })).toHaveCount(0);
});

test("filters stand in the address and open exactly the rows they count", async ({ as }) => {
  const page = await as("leader");
  for (const [label, names] of [
    ["按状态", ["未办结", "逾期", "已撤回"]],
    ["按等级", ["蓝色", "黄色", "红色"]],
  ] as const) {
    for (const name of names) {
      await page.goto("/supervision-orders");
      const link = page
        .getByRole("navigation", { name: label })
        .getByRole("link", { name: new RegExp(`^${name}`) });
      const count = Number(/\d+/.exec(await link.innerText())?.[0]);
      expect(count).toBeGreaterThan(0);
      await link.click();
      await expect(page).toHaveURL(/supervision-orders\?(state|grade)=/);
      await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(count);
    }
  }
  // As of an earlier day the suggestions are not asked.
  await page.goto("/supervision-orders?asOf=2024-08-31");
  await expect(suggestions(page)).toHaveCount(0);
});

test("who may issue none finds no way to: units and the admin", async ({ as }) => {
  for (const account of ["ly-jyj", "admin"]) {
    const page = await as(account);
    await page.goto("/supervision-orders");
    await expect(suggestions(page)).toHaveCount(0);
    expect((await page.request.get("/supervision-orders/new?point=9&city=1")).status()).toBe(404);
  }
});
