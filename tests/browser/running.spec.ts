import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test, title } from "./support/portal";
import { alertOf } from "./support/report";

test("an admin sets roles with the keyboard, looks the batch through, saves it and takes it back", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/assignments?city=1");
  const cell = page
    .getByRole("row", { name: /^4 / })
    .getByRole("button", { name: /济南市文化和旅游局/ });
  await expect(cell).toHaveAccessibleName(/责任/);
  await cell.click();
  await page.keyboard.press("q");
  await expect(cell).toHaveAccessibleName(/牵头，未保存/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(cell).toBeFocused();
  const batch = page.getByRole("region", { name: "未保存的改动" });
  await expect(batch).toContainText("第 4 项　济南市文化和旅游局：责任 → 牵头");
  await batch.getByRole("button", { name: "保存这些改动" }).click();
  await expect(page.getByText("已保存，调整了 1 项要点")).toBeVisible();
  await page.getByRole("button", { name: "撤销这一批" }).click();
  await expect(page.getByText("已撤销，1 项要点恢复到保存前")).toBeVisible();
  await expect(cell).toHaveAccessibleName(/责任$/);
});

test("a refused batch stays as typed, marked and to be put right; so does one that was overtaken", async ({
  as,
}) => {
  const [page, other] = [await as("admin"), await as("admin")];
  for (const each of [page, other])
    await each.goto("/assignments?city=1&kind=GOVERNMENT&units=all");
  const cell = (on: Page, unit: string) =>
    on.getByRole("row", { name: /^7 / }).getByRole("button", { name: unit, exact: false });
  const [one, two, three] = ["济南市水务局", "济南市医保局", "济南市大数据局"];
  const set = async (on: Page, unit: string, key: string) => {
    await cell(on, unit).click();
    await on.keyboard.press(key);
  };
  const batch = page.getByRole("region", { name: "未保存的改动" });
  const save = batch.getByRole("button", { name: "保存这些改动" });
  await set(page, one, "q");
  await set(page, two, "q");
  await save.click();
  await expect(alertOf(page)).toContainText("第 7 项：一市只设一个牵头单位");
  await expect(batch).toContainText("改了 2 格，还没有保存");
  for (const unit of [one, two]) {
    await expect(cell(page, unit)).toHaveAccessibleName(/牵头，未保存/);
  }
  // Meanwhile somebody else changes the same point.
  await set(other, three, "p");
  await set(other, one, "p");
  await other.getByRole("button", { name: "保存这些改动" }).click();
  await expect(other.getByText("已保存，调整了 1 项要点")).toBeVisible();
  await set(page, two, "z");
  await save.click();
  await expect(alertOf(page)).toContainText("第 7 项的分工刚被他人调整，整批没有保存");
  await expect(batch).toContainText(`${one}：配合 → 牵头（刚被他人由没有分工改过，请核对）`);
  await expect(cell(page, three)).toHaveAccessibleName(/配合$/);
  await batch.getByRole("button", { name: `不改 第 7 项 ${one}` }).click();
  await save.click();
  await expect(page.getByText("已保存，调整了 1 项要点")).toBeVisible();
  await expect(cell(page, two)).toHaveAccessibleName(/责任$/);
  await expect(cell(page, one)).toHaveAccessibleName(/配合$/);

  // The newest batch is taken back from another page too, and not the one before it.
  await page.goto("/units");
  await page.goto("/assignments?city=1&kind=GOVERNMENT&units=all");
  await page.getByRole("button", { name: "撤销这一批" }).click();
  await expect(page.getByText("已撤销，1 项要点恢复到保存前")).toBeVisible();
  await expect(cell(page, two)).toHaveAccessibleName(/没有分工$/);
  for (const unit of [one, three]) await set(page, unit, "Delete");
  await save.click();
  await expect(page.getByText("已保存，调整了 1 项要点")).toBeVisible();
});

test("with every unit the matrix stays a small page; the switch keeps the filters and what was typed", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/assignments?city=1");
  const cells = page.locator("[data-place]");
  const usual = await cells.count();
  await page.getByRole("row", { name: /^8 / }).getByRole("button").first().click();
  await page.keyboard.press("p");
  await page.getByRole("link", { name: "显示全部单位" }).click();
  await expect(page).toHaveURL(/city=1&units=all/);
  await expect.poll(() => cells.count()).toBeGreaterThan(usual);
  await expect(page.getByRole("region", { name: "未保存的改动" })).toContainText("改了 1 格");
  await page.getByRole("button", { name: "放弃改动" }).click();
  const html = await (await page.request.get("/assignments?units=all")).text();
  expect(
    html.length / (await page.goto("/assignments?units=all").then(() => cells.count())),
  ).toBeLessThan(400);
  await expectNoSidewaysScroll(page);
});

test("an admin adds a city, corrects it, and is told of the same name", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/units/directory");
  await page.getByRole("link", { name: "城市", exact: true }).click();
  const panel = page.getByRole("region", { name: "名录操作" });
  const fill = async (full: string, other: string) => {
    await panel.getByRole("textbox", { name: "城市全称" }).fill(full);
    await panel.getByRole("textbox", { name: /^简称/ }).fill(other);
  };
  await fill("济南市", "泉城");
  await panel.getByRole("button", { name: "新增城市" }).click();
  await expect(panel.getByRole("alert")).toContainText("已有济南市，请核对后再填。");
  await expect(panel.getByRole("textbox", { name: /^简称/ })).toHaveValue("泉城");
  // Cities stay: a second try takes another one.
  const short = `远川${"甲乙丙"[test.info().retry] ?? ""}`;
  const name = `${short}市`;
  await fill(name, short);
  await panel.getByRole("button", { name: "新增城市" }).click();
  await expect(panel.getByRole("status")).toContainText("已保存");
  await panel.getByRole("link", { name: new RegExp(`更正\\s*${name}`) }).click();
  await expect(panel.getByRole("button", { name: "保存更正" })).toBeVisible();
  await fill(`${short}州`, short);
  await panel.getByRole("button", { name: "保存更正" }).click();
  await expect(panel.getByRole("listitem").filter({ hasText: `${short}州` })).toBeVisible();
});

test("a block of cells comes from a spreadsheet; what is not understood is not pasted", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/assignments");
  const paste = (text: string) =>
    page.evaluate((data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", data);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, text);
  await page.getByRole("row", { name: /^7 / }).getByRole("button").first().click();
  await paste("牵头\t主办");
  await expect(page.getByText(/没有粘贴：1 格看不懂/)).toBeVisible();
  await expect(page.getByRole("region", { name: "未保存的改动" })).toHaveCount(0);
  await paste("牵头\t配合\n责任\t");
  await expect(page.getByText(/改了 \d 格，还没有保存/)).toBeVisible();
  await page.getByRole("button", { name: "放弃改动" }).click();
  await expect(page.getByRole("region", { name: "未保存的改动" })).toHaveCount(0);
});

test("a unit acknowledges all but one thing and objects to that; the admin answers", async ({
  as,
}) => {
  const unit = await as("my-xzf");
  await unit.goto("/acknowledgements");
  const objects = unit.getByRole("main").locator("li").filter({ hasText: "逾期未签收" }).first();
  await objects.getByText("有异议").click();
  await objects.getByRole("button", { name: "提出异议" }).click();
  await expect(objects.getByRole("alert")).toBeVisible();
  await objects.getByLabel("异议理由").fill("职责不在本单位");
  await objects.getByRole("button", { name: "提出异议" }).click();
  await expect(unit.getByText("异议（2024-09-20", { exact: false })).toBeVisible();
  await unit.getByRole("button", { name: /^全部签收/ }).click();
  await expect(unit.getByRole("link", { name: /^逾期未签收 0/ })).toBeVisible();

  const admin = await as("admin");
  await admin.goto("/acknowledgements?state=OBJECTED");
  const asked = admin.getByRole("main").locator("li").filter({ hasText: "职责不在本单位" });
  await asked.getByLabel("处理").selectOption("DECLINED");
  await asked.getByLabel("答复").fill("属于贵单位职责");
  await asked.getByRole("button", { name: "答复" }).click();
  await expect(asked).toHaveCount(0);
  await unit.goto("/acknowledgements");
  await expect(unit.getByText("属于贵单位职责")).toBeVisible();
});

test("the 名录 renames a unit, and an earlier day keeps its name", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/units/directory");
  await page.getByRole("main").getByRole("link", { name: "济南市科技局", exact: true }).click();
  await page.getByLabel("单位全称").fill("济南市科学技术局");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("到 2024年9月20日改名为止")).toBeVisible();
  const leader = await as("leader");
  await leader.goto("/units?asOf=2024-09-19");
  await expect(leader.getByRole("link", { name: "济南市科技局", exact: true })).toBeVisible();
  await leader.goto("/units");
  await expect(leader.getByRole("link", { name: "济南市科学技术局" })).toBeVisible();
});

test("the 公开页 is not there until it is opened, then without sign-in, cookie or anything unreleased", async ({
  as,
  page,
  expectConsole,
}) => {
  expectConsole(/404/);
  await page.goto("/public");
  await expect(page.getByText("未显示不等于未开展")).toHaveCount(0);
  const admin = await as("admin");
  await admin.goto("/year");
  await admin.getByLabel("完成进度").check();
  await admin.getByRole("button", { name: "开放公开页" }).click();
  await expect(admin.getByRole("link", { name: "查看公开页" })).toBeVisible();
  const answer = await page.goto("/public");
  expect(answer?.headers()["set-cookie"]).toBeUndefined();
  expect(await page.context().cookies()).toEqual([]);
  await expect(title(page)).toContainText("工作要点");
  await expect(page.getByText("未显示不等于未开展")).toBeVisible();
  // Made-up progress is never shown to the public as fact.
  await expect(page.getByText("演示数据")).toBeVisible();
  const html = await page.content();
  expect(html).not.toMatch(/滞后|责任单位：|济南市教育局|待审核/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await admin.getByRole("button", { name: "关闭公开页" }).click();
  await expect(admin.getByText("未开放，任何人都看不到。")).toBeVisible();
  expect((await page.goto("/public"))?.status()).toBe(404);
});
