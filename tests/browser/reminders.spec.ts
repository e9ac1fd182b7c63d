import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test } from "./support/portal";

const UNIT = "临沂市科技局";
const ACCOUNT = "ly-kjj";
const PHONE = { width: 390, height: 844 };

const bell = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^消息/ });

async function unreadOf(page: Page): Promise<number> {
  const name = await bell(page).getAttribute("aria-label");
  return Number(/(\d+) 条未读/.exec(name ?? "")?.[1] ?? 0);
}

/** How the choice of units names the one of this test. */
const owing = (page: Page) =>
  page.getByRole("option", { name: new RegExp(`^${UNIT}（`) }).innerText();

/** A page on which the count has come over the open line once. */
async function opened(page: Page, path: string) {
  const told = page.waitForResponse((response) => response.url().endsWith("/api/events"));
  await page.goto(path);
  await told;
}

test("a reviewer nudges a unit, its bell shows it without a reload, the unit answers in place, the reviewer sees the answer", async ({
  as,
}) => {
  const [reviewer, unit] = [await as("reviewer"), await as(ACCOUNT)];
  await opened(unit, "/points/1");
  const before = await unreadOf(unit);

  await reviewer.goto("/reminders");
  await reviewer.getByRole("link", { name: "发起催办" }).click();
  await reviewer.getByRole("button", { name: "下一步：核对收件人" }).click();
  await expect(reviewer.getByRole("main").getByRole("alert")).toContainText("还没有选择进展");
  await reviewer.getByLabel("责任单位").selectOption({ label: await owing(reviewer) });
  await reviewer.getByRole("button", { name: "筛选" }).click();
  for (const box of await reviewer.getByRole("checkbox", { name: /进展/ }).all()) {
    await expect(box).toHaveAccessibleName(new RegExp(`^${UNIT}`));
  }
  const choice = reviewer.getByRole("checkbox", { name: new RegExp(`^${UNIT}`) }).first();
  await choice.check();
  await expect(reviewer.getByRole("status").filter({ hasText: "已选" })).toHaveText(
    /已选 1 \/ \d+/,
  );
  await reviewer.getByRole("button", { name: "下一步：核对收件人" }).click();
  await expect(reviewer.getByText(`收件人：填报员（${ACCOUNT}）`)).toBeVisible();
  const text = reviewer.getByRole("textbox", { name: "内容" });
  await text.fill("请{单位}于本周五前报送{月份}进展。");
  await expect(reviewer.getByText(/^请临沂市科技局于本周五前报送\d+月进展。$/)).toBeVisible();
  await expectSound(reviewer);
  await reviewer.getByRole("button", { name: "发送 1 份催办" }).click();
  await expect(reviewer.getByRole("main").getByRole("status").first()).toContainText(
    "已催办 1 份进展",
  );
  await expect(reviewer.getByRole("main").getByRole("listitem").first()).toContainText("尚未答复");

  await expect.poll(() => unreadOf(unit)).toBe(before + 1);
  await expect(unit).toHaveURL(/points\/1$/);
  await bell(unit).click();
  const message = unit.getByRole("button", { name: /催办.*请临沂市科技局于本周五前报送/ }).first();
  await message.click();
  await expect(unit).toHaveURL(/\/reminders\?only=\d+/);
  await expect.poll(() => unreadOf(unit)).toBe(before);
  await expectSound(unit);
  const waiting = unit.getByRole("navigation").getByRole("link", { name: /^催办/ }).first();
  await expect(waiting).toHaveText(/催办\s*1/);

  await opened(reviewer, "/reminders");
  const known = await unreadOf(reviewer);
  await unit.getByRole("button", { name: "提交答复" }).first().click();
  await expect(unit.getByRole("main").getByRole("alert")).toContainText("请填写答复");
  await unit
    .getByRole("textbox", { name: /^答复/ })
    .first()
    .fill("材料正在核对，9月24日前报送。𠮷");
  await unit.getByRole("textbox", { name: /^答复/ }).first().press("Control+Enter");
  await expect(unit.getByText("材料正在核对，9月24日前报送。𠮷")).toBeVisible();

  await expect(waiting).toHaveText("催办");
  await expect.poll(() => unreadOf(reviewer)).toBe(known + 1);
  await expect(reviewer.getByText("材料正在核对，9月24日前报送。𠮷")).toBeVisible();
  await expect(reviewer.getByText(/已催 \d+ 次/).first()).toBeVisible();
});

test("messages are marked read one by one and all at once, and every open page of the person counts along", async ({
  as,
}) => {
  const [page, other] = [await as("jn-kjj"), await as("jn-kjj")];
  await opened(page, "/notifications");
  await opened(other, "/");
  const before = await unreadOf(page);
  expect(before).toBeGreaterThan(0);
  await page.getByRole("button", { name: "标为已读", exact: true }).first().click();
  await expect.poll(() => unreadOf(page)).toBe(before - 1);
  await expect.poll(() => unreadOf(other)).toBe(before - 1);
  if (before > 1) await page.getByRole("button", { name: "全部标为已读" }).click();
  await expect.poll(() => unreadOf(other)).toBe(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("全部已读");
});

test("the admin keeps the table of holidays and sees what runs behind the portal", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/calendar?year=2032");
  await expect(page.getByText("还没有登记")).toBeVisible();
  await page.getByLabel("开始日期").fill("2032-01-01");
  await page.getByLabel("结束日期").fill("2032-01-03");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("请填写节日名称");
  await page.getByLabel("节日名称").fill("元旦");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("row", { name: /1月3日 放假 元旦/ })).toBeVisible();
  await page.getByRole("button", { name: /删除\s*1月3日/ }).click();
  await expect(page.getByRole("row", { name: /1月3日/ })).toHaveCount(0);
  for (const date of ["1月1日", "1月2日"]) {
    await page.getByRole("button", { name: new RegExp(`删除\\s*${date}`) }).click();
    await expect(page.getByRole("button", { name: new RegExp(`删除\\s*${date}`) })).toHaveCount(0);
  }
  await page.goto("/jobs");
  await expect(page.getByText(/2024-09-20：\d+ 人有待办事项/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "每日清理" })).toBeVisible();
});

for (const [account, paths] of [
  ["reviewer", ["/notifications", "/reminders", "/reminders/new?state=RETURNED"]],
  ["ly-jyj", ["/notifications", "/reminders"]],
  ["admin", ["/calendar?year=2024", "/jobs"]],
] as const) {
  test(`axe finds nothing, light or dark, and nothing is too wide for a phone: ${paths.join(" ")}`, async ({
    as,
  }) => {
    const page = await as(account);
    for (const path of paths) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(path);
      await expectSound(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectSound(page, (axe) => axe.withRules("color-contrast"));
      await page.setViewportSize(PHONE);
      await expectNoSidewaysScroll(page);
    }
  });
}

test("what is not one's business looks as if it were not there", async ({ as, expectConsole }) => {
  expectConsole(/404/);
  for (const [account, path] of [
    ["ly-jyj", "/reminders/new"],
    ["ly-jyj", "/calendar"],
    ["reviewer", "/jobs"],
    ["auditor", "/reminders"],
  ] as const) {
    const page = await as(account);
    const answer = await page.goto(path);
    expect(answer?.status(), `${account} ${path}`).toBe(404);
  }
});

test("a message is opened, and thereby read, by a press and without JavaScript too; looking at the list reads nothing", async ({
  as,
  browser,
  baseURL,
}) => {
  const storageState = await (await as("jn-whhlyj")).context().storageState();
  const context = await browser.newContext({ baseURL, storageState, javaScriptEnabled: false });
  const page = await context.newPage();
  const unreadNow = async () => {
    await page.goto("/notifications?unread=1");
    return page.getByRole("main").getByRole("listitem").count();
  };
  const before = await unreadNow();
  expect(before).toBeGreaterThan(0);
  const links = await page.getByRole("main").getByRole("link").all();
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) {
    const answer = await page.request.get((await link.getAttribute("href")) ?? "");
    expect(answer.status()).toBe(200);
  }
  expect((await page.request.get("/notifications/1")).status()).toBe(404);
  expect(await unreadNow()).toBe(before);
  await page.getByRole("main").getByRole("listitem").first().getByRole("button").first().click();
  await expect(page).not.toHaveURL(/notifications/);
  expect(await unreadNow()).toBe(before - 1);
  await context.close();
});

async function expectSound(page: Page, narrow = (axe: AxeBuilder) => axe) {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await narrow(axe).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
  }));
  expect(found, page.url()).toEqual([]);
}
