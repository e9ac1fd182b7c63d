import type { Page } from "playwright/test";
import { hold, isSubmission } from "./support/hold";
import { expect, test } from "./support/portal";
import { alertOf, blocksOf, expectHandedIn, expectSaved, openReport } from "./support/report";

// ly-fzggw owes four reports for September and one of May: one for each test.
const UNIT = "ly-fzggw";
const september = (point: number) => new RegExp(`^${point}\\. .*9月报送`);
const status = (page: Page) => page.getByRole("main").getByRole("status");
const submitButton = (page: Page) => page.getByRole("button", { name: "提交审核", exact: true });

test("a third change while a conflict is open is shown in its place, and one's own text still waits", async ({
  as,
}) => {
  const [first, second] = [await as(UNIT), await as(UNIT)];
  await openReport(first, september(11));
  await openReport(second, september(11));
  await blocksOf(first).progress.fill("甲第一次写的");
  await expectSaved(first);
  await blocksOf(second).progress.fill("乙写的");
  await expect(alertOf(second)).toContainText("甲第一次写的");
  await blocksOf(first).progress.fill("甲第二次写的");
  await expectSaved(first);
  await blocksOf(second).next.fill("乙的打算");
  await expect(alertOf(second)).toContainText("甲第二次写的");
  await expect(alertOf(second)).toHaveCount(1);
  await expect(blocksOf(second).progress).toHaveValue("乙写的");
  await second.getByRole("button", { name: "用另一窗口写的" }).click();
  await expect(blocksOf(second).progress).toHaveValue("甲第二次写的");
  await expectSaved(second);
  await second.reload();
  await expect(blocksOf(second).progress).toHaveValue("甲第二次写的");
  await expect(blocksOf(second).next).toHaveValue("乙的打算");
});

test("a pause of a second is enough: the save is on its way before it is over", async ({ as }) => {
  const page = await as(UNIT);
  await openReport(page, september(13));
  const { progress } = blocksOf(page);
  await progress.fill("先写一句，等它存好。");
  await expectSaved(page);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const saves: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/updates/new")) {
      saves.push(request.postData() ?? "");
    }
  });
  await progress.press("End");
  await progress.pressSequentially("再写一句。");
  await page.clock.runFor(400);
  expect(saves).toEqual([]);
  await page.clock.runFor(600);
  await expect.poll(() => saves.length).toBe(1);
  await page.clock.resume();
  await expectSaved(page);
});

test("what is typed while a save is on its way is kept and saved after it", async ({ as }) => {
  const page = await as(UNIT);
  await openReport(page, september(13));
  const { progress, next } = blocksOf(page);
  const slow = await hold(page, () => true);
  await progress.fill("保存途中之前写的。");
  await slow.caught;
  await expect(status(page)).toContainText("正在保存");
  await progress.press("End");
  await progress.pressSequentially("保存途中写的。");
  await next.fill("途中又写下步打算。");
  await slow.release();
  await expectSaved(page);
  await expect(progress).toHaveValue("保存途中之前写的。保存途中写的。");
  // The second save follows the first by itself.
  await expect(async () => {
    await page.reload();
    await expect(next).toHaveValue("途中又写下步打算。", { timeout: 1_000 });
  }).toPass();
  await expect(progress).toHaveValue("保存途中之前写的。保存途中写的。");
});

test("back from offline after a colleague saved: the colleague's words are met, the rest is saved", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const [first, second] = [await as(UNIT), await as(UNIT)];
  await openReport(first, september(14));
  await openReport(second, september(14));
  await second.context().setOffline(true);
  await blocksOf(second).progress.fill("乙断网时写的");
  await blocksOf(second).next.fill("乙断网时的打算");
  await expect(status(second)).toContainText("网络不通，内容已存在本机浏览器");
  await blocksOf(first).progress.fill("甲同时写的");
  await expectSaved(first);
  await second.context().setOffline(false);
  await expect(alertOf(second)).toContainText("甲同时写的");
  await expect(blocksOf(second).progress).toHaveValue("乙断网时写的");
  await first.reload();
  await expect(blocksOf(first).next).toHaveValue("乙断网时的打算");
  await second.getByRole("button", { name: "用本页写的" }).click();
  await expect(alertOf(second)).toHaveCount(0);
  await expectSaved(second);
  await second.reload();
  await expect(blocksOf(second).progress).toHaveValue("乙断网时写的");
});

test("between 提交 and its answer nothing can be typed, and the page says so; what was sent is what is there", async ({
  as,
}) => {
  const page = await as(UNIT);
  await openReport(page, september(19));
  const { percent, progress } = blocksOf(page);
  await progress.fill("提交前写的内容。");
  await expectSaved(page);
  const refused = await hold(page, isSubmission);
  await progress.press("Control+Enter");
  await refused.caught;
  await expect(status(page)).toContainText("正在提交，收到答复之前不能修改");
  await page.keyboard.type("xyz");
  await progress.click({ force: true, timeout: 2_000 }).catch(() => undefined);
  await page.keyboard.type("xyz");
  await expect(progress).toHaveValue("提交前写的内容。");
  await refused.release();
  // Without a percent it comes back: everything is there, and may be written on.
  await expect(alertOf(page)).toContainText("请填写完成进度");
  await expect(progress).toHaveValue("提交前写的内容。");
  await percent.fill("95");
  await progress.press("End");
  await progress.pressSequentially("又补一句。");
  const accepted = await hold(page, isSubmission);
  await submitButton(page).click();
  await accepted.caught;
  await page.keyboard.type("xyz");
  await accepted.release();
  await expectHandedIn(page);
  await openReport(page, september(19));
  await expect(page.getByText("提交前写的内容。又补一句。", { exact: true })).toBeVisible();
});

test("when the connection breaks during 提交 the text stays, and can be handed in again", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/ERR_FAILED|Failed to fetch/);
  const page = await as(UNIT);
  await openReport(page, /^5\. .*5月报送/);
  const { percent, progress } = blocksOf(page);
  await percent.fill("95");
  await progress.fill("断线时提交的内容。");
  await expectSaved(page);
  await page.route("**/updates/new**", (route) =>
    isSubmission(route) ? route.abort() : route.fallback(),
  );
  await submitButton(page).click();
  await expect(alertOf(page)).toContainText("网络中断，没有收到答复");
  await expect(progress).toHaveValue("断线时提交的内容。");
  await expect(percent).toHaveValue("95");
  await page.unroute("**/updates/new**");
  await submitButton(page).click();
  await expectHandedIn(page);
});
