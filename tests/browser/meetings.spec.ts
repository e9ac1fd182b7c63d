import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { extractRawText } from "mammoth";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test, title } from "./support/portal";

// A point that no other browser test writes to, and what is settled about it.
const CHAPTER = 8;
const SETTLED = "年内联合举办一次金融对接会";

/** Opens a meeting of today, or goes on with the one a first try of this test left open. */
async function openMeeting(page: Page) {
  await page.goto("/meetings");
  const start = page.getByRole("button", { name: "开始会议" });
  if (await start.isVisible()) {
    await page.getByLabel("会议地点").fill("济南");
    await page.getByLabel("出席").fill("两市对口合作办、各责任单位");
    await start.click();
  } else {
    await page
      .getByRole("row", { name: /正在进行/ })
      .getByRole("link")
      .click();
    await page.getByRole("link", { name: "投屏" }).click();
  }
  await expect(page).toHaveURL(/\/meetings\/\d+\?slide=0$/);
}

test("a meeting goes from its agenda through the slides by keyboard; what is settled becomes an action item and stands in the minutes", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const page = await as("reviewer");
  await openMeeting(page);
  const meeting = new URL(page.url()).pathname;
  const heading = page.getByRole("heading", { level: 1 });
  // The keys are heard once the page has come to life.
  await expect(async () => {
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/slide=1$/, { timeout: 2_000 });
  }).toPass();
  for (let slide = 2; slide <= CHAPTER; slide += 1) {
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(new RegExp(`slide=${slide}$`));
  }
  await expect(heading).toContainText("强化要素保障");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/slide=7$/);
  await page.keyboard.press("ArrowRight");
  await expect(heading).toContainText("强化要素保障");

  // Refused: everything typed stays, and reading what was wrong turns no slide.
  const form = page.getByRole("complementary", { name: "记录议定事项" });
  const text = form.getByRole("textbox", { name: "议定事项" });
  await form.getByLabel("要点").selectOption({ label: "25. 加大金融保障力度" });
  await text.fill(SETTLED);
  await text.press("ArrowLeft");
  await expect(page).toHaveURL(/slide=8$/);
  await form.getByRole("button", { name: "记下" }).click();
  await expect(form.getByRole("alert")).toContainText("请选择落实单位");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/slide=8$/);
  await expect(text).toHaveValue(SETTLED);

  // Half typed, and somebody turns the slide: it waits there, also for a new tab's worth of loading.
  await page.getByRole("link", { name: "下一页" }).click();
  await expect(page).toHaveURL(/slide=9$/);
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/slide=8$/);
  await expect(text).toHaveValue(SETTLED);
  await page.goto(`${meeting}?slide=${CHAPTER}`);
  await expect(text).toHaveValue(SETTLED);
  await expect(form.getByLabel("要点")).toHaveValue(/\d+/);

  const unit = form.getByRole("checkbox").first();
  const name = (await unit.locator("xpath=..").innerText()).trim();
  await unit.check();
  await form.getByLabel("完成时限").fill("2024-12-20");
  await form.getByRole("button", { name: "记下" }).click();
  await expect(form.getByRole("status")).toContainText("已记下");
  await expect(text).toHaveValue("");
  await expect(page.getByRole("region", { name: "本章议定事项" })).toContainText(SETTLED);

  await page.keyboard.press("End");
  await expect(page).toHaveURL(/slide=10$/);
  await expect(page.getByRole("main")).toContainText(`${name} · 12月20日前完成`);
  await page.goto("/points/25");
  const items = page.getByRole("main").getByRole("listitem").filter({ hasText: SETTLED });
  await expect(items.first()).toContainText(name);
  await expect(items.first()).toContainText("12月20日");

  await page.goto(meeting);
  // It holds a 议定事项, so it cannot be cancelled; to end it is asked once more.
  await expect(page.getByText("取消会议")).toHaveCount(0);
  await page.getByText("结束会议", { exact: true }).click();
  await expect(page.getByText("1 项议定事项立即通知 1 家落实单位")).toBeVisible();
  await page.getByRole("button", { name: "确认结束会议" }).click();
  await expect(page.getByText("结束会议", { exact: true })).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "会议纪要（Word）" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toContain("会议纪要");
  const { value } = await extractRawText({ buffer: await readFile((await file.path()) ?? "") });
  expect(value).toContain("议定事项");
  expect(value).toContain(`${SETTLED}。（第25项；落实单位：${name}；完成时限：2024年12月20日）`);
});

test("a meeting opened by mistake is cancelled after asking once more, and is gone from the list", async ({
  as,
}) => {
  const page = await as("reviewer");
  await openMeeting(page);
  const meeting = new URL(page.url()).pathname;
  await page.goto(meeting);
  await page.getByText("取消会议", { exact: true }).click();
  await page.getByRole("button", { name: "确认取消会议" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("会议已取消");
  await expect(page.getByRole("main").locator(`a[href="${meeting}"]`)).toHaveCount(0);
  await expect(page.getByText("正在进行")).toHaveCount(0);
  expect((await page.request.get(meeting)).status()).toBe(404);
});

test("minutes are a file that is never stored, for those who run the work alone", async ({
  as,
  request,
}) => {
  const page = await as("admin");
  await page.goto("/meetings");
  await page.getByRole("link", { name: "第一次联席会议", exact: true }).click();
  await expect(title(page)).toContainText("第一次联席会议");
  await expect(page.getByRole("link", { name: "投屏" })).toHaveCount(0);
  const address = await page.getByRole("link", { name: "会议纪要（Word）" }).getAttribute("href");
  const answer = await page.request.get(address ?? "");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(answer.headers()["content-disposition"]).toContain(
    `filename*=UTF-8''${encodeURIComponent("第一次联席会议_会议纪要.docx")}`,
  );
  const staff = await as("jn-jyj");
  await staff.goto(new URL(page.url()).pathname);
  await expect(title(staff)).toContainText("第一次联席会议");
  await expect(staff.getByRole("link", { name: "会议纪要（Word）" })).toHaveCount(0);
  expect((await staff.request.get(address ?? "")).status()).toBe(404);
  const bare = await request.get(address ?? "", { maxRedirects: 0 });
  expect(bare.status()).toBe(307);
  expect(bare.headers().location).toContain("/sign-in?next=");
});

test("axe finds nothing on the meetings, a past one and its slides, and none is too wide for a phone", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const page = await as("reviewer");
  await page.goto("/meetings");
  await expectSound(page);
  await page.getByRole("link", { name: "第一次联席会议", exact: true }).click();
  await expect(page).toHaveURL(/\/meetings\/\d+$/);
  const path = new URL(page.url()).pathname;
  await expectSound(page);
  for (const slide of [0, 1, 4, 7, 10]) {
    await page.goto(`${path}?slide=${slide}`);
    await expectSound(page);
  }
});

/** In light on a wide screen, in dark, and on a phone. */
async function expectSound(page: Page) {
  const wide = page.viewportSize() ?? { width: 1280, height: 720 };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => ({ id, where: nodes[0]?.html.slice(0, 200) }));
    expect(found, `${page.url()} ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
