import { expect, test, title } from "./support/portal";

// Of the demonstration's points the 30th is paused since September 2.
const PAUSED = 30;

test("a paused point says so wherever it is told of, and is late nowhere", async ({ as }) => {
  const page = await as("leader");
  const main = page.getByRole("main");

  await page.goto(`/points/${PAUSED}`);
  await expect(title(page)).toContainText("已暂停");

  await page.goto("/timeline");
  const row = main.locator("li").filter({ has: page.locator(`a[href^="/points/${PAUSED}"]`) });
  const bar = row.getByRole("img", { name: /未启动（已暂停）.*9月2日起暂停/ });
  await expect(bar).toBeVisible();
  await expect(bar.getByText("暂停", { exact: true })).toBeVisible();
  await expect(bar.locator("rect[fill='url(#pause-hatch)']")).toHaveCount(1);

  await page.goto("/heatmap");
  await expect(
    main.locator("tr").filter({ has: page.locator(`th a[href^="/points/${PAUSED}"]`) }),
  ).toContainText("已暂停");

  await page.goto("/due?month=2024-12");
  const items = main.locator("li li").filter({ hasText: `第 ${PAUSED} 项：` });
  await expect(items).toContainText("已暂停");
  await expect(items).not.toContainText("已逾期");

  const answer = await page.request.get(`/api/v1/plans/2024/points/${PAUSED}`);
  expect((await answer.json()).point).toMatchObject({
    state: "PAUSED",
    tags: expect.arrayContaining(["已暂停"]),
  });
});

test("the list of one city shows that city's marks and newest progress", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/compare");
  const cities = ["济南", "临沂"];
  for (const [place, city] of cities.entries()) {
    await page.goto("/points");
    await page
      .getByRole("main")
      .locator("select[name=city]")
      .selectOption({ index: place + 1 });
    await page.getByRole("button", { name: "查看" }).click();
    await expect(title(page)).toContainText(city);
    const other = cities[1 - place] ?? "";
    const newest = page.getByRole("main").locator("tbody tr > td:last-child");
    const texts = await newest.allInnerTexts();
    expect(texts.length).toBeGreaterThan(20);
    // The unit that reported stands in the last line, before the day.
    const units = texts.flatMap((text) => /^(.+?) · \d+月\d+日$/m.exec(text)?.[1] ?? []);
    expect(units.length).toBeGreaterThan(20);
    expect(units.filter((unit) => unit.startsWith(`${other}市`))).toEqual([]);
  }
});
