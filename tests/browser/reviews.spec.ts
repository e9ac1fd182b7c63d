import type { BrowserContext, Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test } from "./support/portal";
import { alertOf } from "./support/report";

const queue = (page: Page) => page.getByRole("form", { name: "待审队列" });
const entries = (page: Page) => queue(page).locator("ol").getByRole("link");
const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 2 });
const done = (page: Page) => page.getByRole("main").getByRole("status");
const current = (page: Page) => queue(page).locator("a[aria-current]");

/** Opens the entry at a place, counted from the end, where the plain reports stand. */
async function openFromEnd(page: Page, place: number) {
  await page.goto("/reviews");
  const entry = entries(page).nth((await entries(page).count()) - place);
  const href = (await entry.getAttribute("href")) ?? "";
  await page.goto(href);
  return { href, title: await heading(page).innerText() };
}

test("J, K, A and R move through the queue and decide; none of them fires while typing or composing", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/reviews");
  const first = await current(page).innerText();
  // The keys listen once the page is alive.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(current(page)).not.toHaveText(first, { useInnerText: true, timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("k");
  await expect(current(page)).toHaveText(first, { useInnerText: true });
  await page.keyboard.press("r");
  const reason = page.getByRole("textbox", { name: "退回原因" });
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue("");
  await page.keyboard.type("ajk");
  await expect(reason).toHaveValue("ajk");
  await expect(current(page)).toHaveText(first, { useInnerText: true });
  await page.getByRole("checkbox", { name: "逾期" }).focus();
  await page.evaluate(() => {
    const composing = { key: "j", bubbles: true, isComposing: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", composing));
  });
  await page.keyboard.press("Control+j");
  await page.keyboard.press("Enter");
  await expect(current(page)).toHaveText(first, { useInnerText: true });
});

test("opening a note takes the typing: nothing written there decides, and A does not accept what is objected to", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/reviews");
  const first = await current(page).innerText();
  const count = await entries(page).count();
  const note = page.getByRole("textbox", { name: /^对“.*”的意见$/ }).first();
  await expect(async () => {
    if (!(await note.isVisible()))
      await page
        .getByText(/^＋批注/)
        .first()
        .click();
    await expect(note).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type("ajkr");
  await expect(note).toHaveValue("ajkr");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("a");
  await page.keyboard.press("a");
  await expect(current(page)).toHaveText(first, { useInnerText: true });
  expect(await entries(page).count()).toBe(count);
});

test("A accepts what is odd only when it is pressed again, and the page says why", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/reviews?anomaly=ANY");
  const first = await current(page).innerText();
  const warning = page.getByText(/^这一条有异常：.+。再按一次 A 通过。$/);
  await expect(async () => {
    await page.keyboard.press("a");
    await expect(warning).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(current(page)).toHaveText(first, { useInnerText: true });
  await page.keyboard.press("j");
  await expect(current(page)).not.toHaveText(first, { useInnerText: true });
  await expect(warning).toHaveCount(0);
});

test("after a return without a word the reviewer types the reason, and stays in the field", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/reviews");
  await page.getByRole("button", { name: "退回修改" }).click();
  await expect(alertOf(page)).toBeFocused();
  const reason = page.getByRole("textbox", { name: "退回原因" });
  await reason.click();
  await page.keyboard.type("请写明数量");
  await expect(reason).toHaveValue("请写明数量");
  await expect(reason).toBeFocused();
});

test("the keys can be turned off and stay off", async ({ as }) => {
  const page = await as("reviewer");
  await page.goto("/reviews");
  const first = await current(page).innerText();
  const keys = page.getByRole("checkbox", { name: /快捷键/ });
  await keys.uncheck();
  await page.reload();
  await expect(keys).not.toBeChecked();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await expect(page.getByRole("textbox", { name: "退回原因" })).not.toBeFocused();
  await expect(current(page)).toHaveText(first, { useInnerText: true });
  await keys.check();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await expect(current(page)).not.toHaveText(first, { useInnerText: true });
});

test("after a decision the next of the queue is on screen, not the first", async ({ as }) => {
  const page = await as("reviewer");
  await openFromEnd(page, 4);
  const last = entries(page);
  const next = (await last.nth((await last.count()) - 3).getAttribute("href")) ?? "";
  const id = new URL(next, "http://x").searchParams.get("update");
  await page.keyboard.press("a");
  await expect(done(page)).toContainText(/^第 \d+ 项.+月进展已通过，看板已更新。$/);
  await expect(page).toHaveURL(new RegExp(`update=${id}\\b`));
  await expect(current(page)).toHaveAttribute("href", new RegExp(`update=${id}\\b`));
});

test("many are accepted at once; one that somebody else settled meanwhile is told by name", async ({
  as,
}) => {
  const [page, other] = [await as("reviewer"), await as("reviewer")];
  await page.goto("/reviews?anomaly=NONE");
  await queue(page).getByRole("button", { name: "通过所选" }).click();
  await expect(alertOf(page)).toContainText("请先勾选要通过的进展");
  const before = await entries(page).count();
  const boxes = queue(page).locator("ol").getByRole("checkbox");
  await queue(page)
    .getByRole("button", { name: /全选无异常的/ })
    .click();
  await expect(boxes.first()).toBeChecked();
  await expect(boxes.last()).toBeChecked();
  await queue(page).getByRole("button", { name: "取消全选" }).click();
  await expect(boxes.first()).not.toBeChecked();
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await other.goto((await entries(page).nth(0).getAttribute("href")) ?? "");
  await other.getByRole("button", { name: "通过", exact: true }).click();
  await expect(done(other)).toContainText("已通过");
  await queue(page).getByRole("button", { name: "通过所选（2）" }).click();
  await expect(queue(page)).toContainText("已通过 1 条。");
  await expect(queue(page)).toContainText(
    /第 \d+ 项 .+：这份进展已被审核或撤回：审核员（reviewer）已通过。/,
  );
  await expect(entries(page)).toHaveCount(before - 2);
});

test("a report goes back with chips and a note at its block; the unit sees what to mend", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/reviews");
  await entries(page).filter({ hasText: "济南市口岸物流办" }).first().click();
  await expect(page.getByRole("main").getByText("济南市口岸物流办").last()).toBeVisible();
  await expect(page).toHaveURL(/update=/);
  const title = await heading(page).innerText();
  await page.getByRole("checkbox", { name: "缺少佐证" }).check();
  await page.getByText("＋批注“本期进展”").click();
  await page.getByRole("textbox", { name: "对“本期进展”的意见" }).fill("请写明数量和名单。");
  await page.getByRole("button", { name: "退回修改" }).click();
  await expect(done(page)).toContainText("已退回");

  const unit = await as("jn-kawlb");
  await unit.goto("/updates");
  const owed = unit.getByRole("main").getByRole("link", { name: /被退回：缺少佐证/ });
  await owed.filter({ hasText: title.slice(0, 8) }).click();
  await expect(unit.getByText("请写明数量和名单。").first()).toBeVisible();
});

test("one report can be decided without JavaScript; what was typed stays after a mistake", async ({
  as,
  browser,
  baseURL,
}) => {
  const signed = await as("reviewer");
  const context: BrowserContext = await browser.newContext({
    baseURL: baseURL ?? "",
    javaScriptEnabled: false,
    storageState: await signed.context().storageState(),
  });
  const page = await context.newPage();
  const { href } = await openFromEnd(page, 2);
  const long = "请补充".repeat(120);
  await page.getByRole("textbox", { name: "退回原因" }).fill(long);
  await page.getByRole("checkbox", { name: "数据矛盾" }).check();
  await page.getByRole("button", { name: "退回修改" }).click();
  await expect(alertOf(page)).toContainText("退回原因不超过 300 个字");
  await expect(page.getByRole("textbox", { name: "退回原因" })).toHaveValue(long);
  await expect(page.getByRole("checkbox", { name: "数据矛盾" })).toBeChecked();
  await page.getByRole("button", { name: "通过", exact: true }).click();
  await expect(alertOf(page)).toHaveCount(1);
  await page.getByRole("textbox", { name: "退回原因" }).fill("");
  await page.getByRole("button", { name: "通过", exact: true }).click();
  await expect(done(page)).toContainText("已通过");
  await page.goto(href);
  await expect(done(page)).toContainText("已经处理完毕");
  await context.close();
});

test("a city and an oddity are chosen by links that show the same to the next person", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/reviews");
  await page.getByRole("link", { name: /^临沂 \d+/ }).click();
  await expect(page).toHaveURL(/city=\d+/);
  await page.getByRole("link", { name: /^有异常 \d+/ }).click();
  await expect(page).toHaveURL(/city=\d+&anomaly=ANY/);
  const shown = await entries(page).count();
  await expect(page.getByRole("link", { name: `有异常 ${shown}` })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await page.reload();
  await expect(entries(page)).toHaveCount(shown);
  expect(await queue(page).getByText("济南市").count()).toBe(0);
});

test("on a phone the two outcomes stand at the bottom, in reach of a thumb", async ({ as }) => {
  const page = await as("reviewer");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/reviews");
  for (const name of ["退回修改", "通过"]) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toBeInViewport({ ratio: 1 });
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.y).toBeGreaterThan(740);
  }
  await expectNoSidewaysScroll(page);
});
