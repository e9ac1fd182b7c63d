import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { extractRawText } from "mammoth";
import type { Dialog, Page } from "playwright/test";
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
  await page.getByLabel("版式").selectOption({ label: "简版" });
  await page.getByRole("button", { name: "生成初稿" }).click();
  await expect(title(page)).toContainText("推进情况的通报");
  await expect(page.getByText("通报（简版） · 统计截止 2024-08-31")).toBeVisible();
  await expect(page.getByRole("article").getByRole("heading", { level: 4 })).toHaveText([
    "一、总体情况",
    "二、需要关注的要点",
    "三、批示和督办单办理情况",
    "四、下步打算",
  ]);
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

/** A draft begun for a day, open in its page. */
async function begin(page: Page, asOf: string) {
  await page.goto("/bulletins");
  await page.getByLabel("统计截止", { exact: true }).fill(asOf);
  await page.getByRole("button", { name: "生成初稿" }).click();
  await expect(page).toHaveURL(/\/bulletins\/\d+$/);
}

const box = (page: Page, name: string) => page.getByLabel(`${name}的内容`);
const issuing = (page: Page) =>
  page.locator("section", { has: page.getByRole("heading", { name: "印发", exact: true }) });

test("nothing typed is left out of the issued file unseen: issuing and the preview say what to save first", async ({
  as,
}) => {
  const page = await as("reviewer");
  await begin(page, "2024-07-31");
  await box(page, "总体情况").fill("这一句写了还没有保存。");
  await box(page, "下步打算").fill("下步打算也没有保存。");
  await page.getByLabel("标题").fill("没有保存的标题");

  const told = /先保存 3 节改动（标题、主送和发文机关、总体情况、下步打算）/;
  await page.getByRole("link", { name: "预览 Word" }).click();
  await expect(page.getByRole("alert").filter({ hasText: told }).first()).toBeFocused();
  await issuing(page).getByText("印发这一期").click();
  await issuing(page).getByRole("button", { name: "确认印发" }).click();
  await expect(issuing(page).getByRole("alert")).toContainText(told);
  await expect(issuing(page).getByRole("alert")).toBeFocused();
  await expect(page.getByText("草稿，未印发")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await issuing(page).getByRole("button", { name: "全部保存" }).click();
  await expect(issuing(page).getByRole("status").getByText("已全部保存")).toBeVisible();
  await expect(page.getByRole("article")).toContainText("这一句写了还没有保存。");
  const [preview] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "预览 Word" }).click(),
  ]);
  expect(preview.suggestedFilename()).toContain("没有保存的标题");
  await issuing(page).getByRole("button", { name: "确认印发" }).click();
  await expect(page.getByText(/由审核员（reviewer）印发第\d+期/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载 Word" }).click(),
  ]);
  const { value } = await extractRawText({ buffer: await readFile(await download.path()) });
  for (const words of ["没有保存的标题", "这一句写了还没有保存。", "下步打算也没有保存。"]) {
    expect(value).toContain(words);
  }
});

test("leaving a draft with something unsaved asks, and saving all decides nothing between two people", async ({
  as,
}) => {
  const page = await as("reviewer");
  await begin(page, "2024-06-30");
  const other = await as("admin");
  await other.goto(page.url());
  await box(other, "总体情况").fill("管理员先存的。");
  await other
    .locator("section", { has: other.getByRole("heading", { name: "总体情况", level: 2 }) })
    .getByRole("button", { name: "保存这一节" })
    .click();
  await expect(other.getByRole("article")).toContainText("管理员先存的。");

  await box(page, "总体情况").fill("审核员后存的。");
  await box(page, "下步打算").fill("审核员写的打算。");
  const asked: string[] = [];
  const refuse = async (dialog: Dialog) => {
    asked.push(`${dialog.type()} ${dialog.message()}`);
    await dialog.dismiss();
  };
  page.on("dialog", refuse);
  await page.getByRole("link", { name: "总览", exact: true }).click();
  expect(asked).toEqual(["confirm 还有 2 节改动没有保存。确定离开这一页？"]);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]).toMatch(/^beforeunload/);
  await expect(box(page, "总体情况")).toHaveValue("审核员后存的。");

  // The other's text is not written over; the section it does not concern is saved.
  await issuing(page).getByText("印发这一期").click();
  await issuing(page).getByRole("button", { name: "全部保存" }).click();
  await expect(issuing(page).getByRole("alert")).toContainText("先保存 1 节改动（总体情况）");
  await expect(issuing(page).getByRole("alert")).toContainText("请到这一节决定用哪一份");
  await expect(issuing(page).getByRole("button", { name: "全部保存" })).toHaveCount(0);
  await expect(page.getByRole("article")).toContainText("管理员先存的。");
  await expect(page.getByRole("article")).toContainText("审核员写的打算。");
  await expect(box(page, "总体情况")).toHaveValue("审核员后存的。");

  // Who is late for the whole draft keeps the words too.
  await other.reload();
  await issuing(other).getByText("印发这一期").click();
  await issuing(other).getByRole("button", { name: "确认印发" }).click();
  await expect(other.getByText(/印发第\d+期/)).toBeVisible();
  await page.getByRole("button", { name: "用我写的" }).click();
  await expect(page.getByText("这一期已经印发，不能再改。")).toBeVisible();
  await expect(box(page, "总体情况")).toHaveValue("审核员后存的。");
  page.off("dialog", refuse);
});

test("what issuing said of figures that moved on is gone once the draft is brought up to them", async ({
  as,
}) => {
  const page = await as("reviewer");
  await begin(page, "2024-09-20");
  await issuing(page).getByText("印发这一期").click();
  const leader = await as("leader");
  await leader.goto("/directives/new?point=21");
  await leader
    .getByRole("main")
    .getByRole("textbox", { name: "批示内容" })
    .fill("请报一次月报起草以后的情况。");
  await leader.getByRole("button", { name: "发出批示" }).click();
  await expect(leader).toHaveURL(/\/directives\/\d+/);

  await issuing(page).getByRole("button", { name: "确认印发" }).click();
  const alert = issuing(page).getByRole("alert");
  await expect(alert).toContainText("请先点“按现在的数据更新”");
  await issuing(page).getByRole("button", { name: "按现在的数据更新" }).click();
  await expect(issuing(page).getByText("已更新 1 节")).toBeVisible();
  await expect(alert).toHaveCount(0);
  await page.getByText("作废草稿").click();
  await page.getByRole("button", { name: "确认作废" }).click();
  await expect(page).toHaveURL("/bulletins");
});
