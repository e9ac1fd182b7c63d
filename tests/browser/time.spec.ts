import { linksOf } from "./support/pages";
import { expect, test } from "./support/portal";

test("a leader reads the heat map and opens a past month where it stood", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/");
  await page.getByRole("link", { name: "热力图", exact: true }).first().click();
  await expect(page).toHaveURL(/\/heatmap$/);
  const table = page.getByRole("table", { name: "各项要点每月月底的灯" });
  await expect(table.getByRole("row")).toHaveCount(32);
  const row = table.getByRole("row", { name: /推进交通基础设施建设/ });
  await row.getByRole("cell").nth(4).getByRole("link").click();
  await expect(page).toHaveURL(/\/points\/9\?asOf=2024-08-31/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("严重滞后");
  await page.goto("/heatmap?by=unit");
  expect(await linksOf(page)).toContain("/heatmap");
  // Members of groups that were named in the meantime stand there too.
  await expect(page.getByRole("rowheader").nth(73)).toBeVisible();
});

test("a cell of the heat map has shape and word on a phone too, one character that the legend explains", async ({
  as,
}) => {
  const page = await as("leader");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const by of ["point", "unit"]) {
    await page.goto(`/heatmap?by=${by}`);
    const legend = await page.getByRole("list", { name: "图例" }).innerText();
    const cells = await page
      .getByRole("main")
      .locator("td a[href]")
      .evaluateAll((all) =>
        all.map((cell) => ({
          shape: (cell.querySelector("svg")?.getClientRects().length ?? 0) > 0,
          letter: [...cell.querySelectorAll("span[aria-hidden]")]
            .filter((each) => each.getClientRects().length > 0)
            .map((each) => each.textContent)
            .join(),
        })),
      );
    expect(cells.length).toBeGreaterThan(31 * 5);
    for (const { shape, letter } of cells) {
      expect(shape).toBe(true);
      expect(legend).toContain(`（${letter}）`);
    }
    expect(new Set(cells.map(({ letter }) => letter)).size).toBeGreaterThan(3);
  }
});

test("on a phone a chapter says where one stands and what it is before what can be done about it", async ({
  as,
}) => {
  const page = await as("leader");
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/chapters/4");
    const main = page.getByRole("main");
    const top = async (place: ReturnType<typeof main.locator>) =>
      (await place.first().boundingBox())?.y ?? 0;
    const path = await top(main.getByRole("navigation", { name: "位置" }));
    const title = await top(main.getByRole("heading", { level: 1 }));
    const issue = await top(main.getByRole("link", { name: "批示", exact: true }));
    const follow = await top(main.getByRole("button", { name: /关注/ }));
    expect(path).toBeLessThan(title);
    if (width === 390) expect(title).toBeLessThan(Math.min(issue, follow));
    const heading = await main.getByRole("heading", { level: 1 }).elementHandle();
    const isAfter = await main
      .getByRole("link", { name: "批示", exact: true })
      .first()
      .evaluate((link, h1) => (h1?.compareDocumentPosition(link) ?? 0) & 4, heading);
    expect(isAfter).toBe(4);
  }
});

test("the time line narrows by light in the URL and has the same as a table", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/timeline");
  await page.getByRole("link", { name: "未启动", exact: true }).click();
  await expect(page).toHaveURL(/light=NOT_STARTED/);
  await expect(page.getByRole("img", { name: /^第 30 项，未启动/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^第 \d+ 项/ })).toHaveCount(1);
  await page.getByText("查看数据").click();
  const table = page.getByRole("table", { name: /起止时间/ });
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(table).toContainText("9月2日起暂停");
});

test("the calendar of what is due leads from a month to the next and from a thing to its page", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/due");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("2024年9月");
  await expect(page.getByText("第 28 项节点“完成 50%”")).toBeVisible();
  await page.getByRole("link", { name: "下一月" }).click();
  await expect(page).toHaveURL(/month=2024-10/);
  await page.getByRole("link", { name: /第 2 项节点“活动举办”/ }).click();
  await expect(page).toHaveURL(/points\/2\/milestones/);
});

test("an administrator misses 100, is told by how much, and what was typed is still there", async ({
  as,
}) => {
  const page = await as("admin");
  await page.goto("/points/21/milestones?template=project");
  const weight = page.getByRole("textbox", { name: "权重" }).first();
  await weight.fill("15");
  await expect(page.getByText("济南侧 95")).toBeVisible();
  await page.getByRole("button", { name: "保存节点" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("权重合计 95，还差 5");
  await expect(weight).toHaveValue("15");
  await weight.fill("20");
  await page.getByRole("button", { name: "保存节点" }).click();
  await expect(page.getByRole("list").getByText("竣工验收").first()).toBeVisible();
  await page.goto("/points/21");
  await expect(page.getByText("竣工验收").first()).toBeVisible();
});

test("a unit asks for more time, the reviewer grants it, and the point shows both dates", async ({
  as,
}) => {
  const unit = await as("jn-jyj");
  await unit.goto("/points/20");
  await unit.getByText("申请延期", { exact: true }).first().click();
  await unit.getByLabel("申请延至").fill("2024-12-01");
  await unit.getByLabel("延期理由").fill("等待上级资金下达。");
  await unit.getByRole("button", { name: "申请延期" }).click();
  await expect(unit.getByRole("main").getByRole("alert")).toContainText(
    "新时限应晚于现时限 2024-12-31",
  );
  await unit.getByLabel("申请延至").fill("2025-02-28");
  await unit.getByRole("button", { name: "申请延期" }).click();
  await expect(unit.getByText("等待审批")).toBeVisible();
  const reviewer = await as("reviewer");
  await reviewer.goto("/reviews");
  await reviewer.getByRole("link", { name: /延期审批 \d/ }).click();
  const item = reviewer.getByRole("listitem").filter({ hasText: "等待上级资金下达" });
  await item.getByLabel("审批意见").fill("同意。");
  await item.getByRole("button", { name: "批准延期" }).click();
  await expect(item).toHaveCount(0);
  const leader = await as("leader");
  await leader.goto("/points/20");
  await expect(
    leader.getByText("原 12月31日 → 现 2025年2月28日（第1次延期）").first(),
  ).toBeVisible();
  await expect(leader.getByRole("heading", { level: 1 })).toContainText("滞后预警");
});

test("a reviewer says how sure they are, beside the light", async ({ as }) => {
  const page = await as("reviewer");
  await page.goto("/points/18");
  await page.getByText("写临沂侧交付信心").click();
  const form = page.getByRole("group").filter({ hasText: "写临沂侧交付信心" });
  await form.getByRole("combobox", { name: "交付信心" }).selectOption("MEDIUM");
  await form.getByLabel("理由").fill("进度正常，资金尚缺一部分。");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("临沂交付信心中");
});
