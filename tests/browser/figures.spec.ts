import type { Locator, Page } from "playwright/test";
import { expectSide } from "./support/pages";
import { expect, test, title } from "./support/portal";

const DAYS = ["", "?asOf=2024-08-31"];

/** What a figure of a board says it opens: 4 项, 已报 81, 12 条, 74 个责任单位. */
const COUNT =
  /(\d+)\s*(?:项|条|个|家|章|件|$)|(?:应报|已报|逾期|缺报|已通过|待审核|被退回|待报)\s*(\d+)/;

/** The rows of a list of changes: of its table, or the items of its list. */
const ROWS = "xpath=.//tbody/tr | .//ul/li[not(ancestor::tr) and not(ancestor::li)]";

/** Every link of the page's body into a list of rows, with the words that stand on it. */
async function figures(page: Page): Promise<{ href: string; words: string }[]> {
  const links = await page
    .getByRole("main")
    .locator("a[href]")
    .evaluateAll((all) =>
      all.map((link) => ({
        href: link.getAttribute("href") ?? "",
        words: (link as HTMLElement).innerText.replace(/\s+/g, " ").trim(),
      })),
    );
  const lists = links.filter(({ href }) =>
    /^\/(points|reporting|units|problems|directives|supervision-orders)(\?|$)/.test(href),
  );
  const unique = new Map(lists.map((each) => [each.href + each.words, each]));
  // 连续 2 期未报送 is a mark of one point that leads to all marked so, not their count.
  return [...unique.values()].filter(
    ({ words }) => /\d/.test(words) && !/^连续 \d+ 期未报送$/.test(words),
  );
}

function rowsOf(page: Page, href: string): Locator {
  const main = page.getByRole("main");
  if (href.startsWith("/problems")) return main.locator("li[id^=problem-]");
  return main.getByRole("rowheader");
}

/** Opens the list behind a figure and compares: a count with the rows, a percent with the mean shown. */
async function expectSame(page: Page, { href, words }: { href: string; words: string }) {
  await page.goto(href);
  const rows = rowsOf(page, href);
  if (/^\d+%$/.test(words)) {
    if (href.startsWith("/points")) {
      await expect(page.getByRole("main").getByText(/^平均/).first(), href).toHaveText(
        `平均 ${words}`,
      );
    } else {
      await expectSide(page, href, words, rows);
    }
    return;
  }
  const found = COUNT.exec(words);
  const number = Number(found?.[1] ?? found?.[2]);
  expect(number, `${words} → ${href}`).not.toBeNaN();
  if (href.includes("group=chapter")) {
    await expect(page.getByRole("main").getByRole("table"), href).toHaveCount(number);
    return;
  }
  await expect(title(page), `${words} → ${href}`).toContainText(String(number));
  await expect(rows, `${words} → ${href}`).toHaveCount(number);
}

for (const day of DAYS) {
  test(`every figure of the overview opens exactly its rows, ${day || "today"}`, async ({ as }) => {
    test.setTimeout(240_000);
    const page = await as("leader");
    await page.goto(`/${day}`);
    for (const part of await page.getByRole("main").locator("details").all()) {
      await part.evaluate((each) => {
        (each as HTMLDetailsElement).open = true;
      });
    }
    const found = await figures(page);
    expect(found.length).toBeGreaterThan(35);
    for (const figure of found) await expectSame(page, figure);
  });
}

for (let chapter = 1; chapter <= 9; chapter += 1) {
  test(`every figure of chapter ${chapter} opens exactly its rows`, async ({ as }) => {
    test.setTimeout(120_000);
    const page = await as("leader");
    await page.goto(`/chapters/${chapter}`);
    const found = await figures(page);
    expect(found.length).toBeGreaterThan(6);
    for (const figure of found) await expectSame(page, figure);
  });
}

// Units of one point and of many, with a counterpart and without.
const UNITS = ["济南市发展改革委", "临沂市教育局", "蒙阴县政府", "沂蒙干部学院"];

for (const unit of UNITS) {
  test(`every figure of the page of ${unit} opens exactly its rows`, async ({ as }) => {
    test.setTimeout(120_000);
    const page = await as("leader");
    await page.goto("/units");
    await page.getByRole("main").getByRole("link", { name: unit, exact: true }).click();
    await expect(title(page)).toContainText(unit);
    const found = await figures(page);
    expect(found.length).toBeGreaterThan(3);
    for (const figure of found) await expectSame(page, figure);
  });
}

test("every figure of a unit's row in the list opens exactly its rows", async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as("leader");
  await page.goto("/units");
  const found = await figures(page);
  // Some seventy units with up to six lights and two counts each: every ninth of the figures.
  expect(found.length).toBeGreaterThan(200);
  for (const figure of found.filter((_, place) => place % 9 === 0)) await expectSame(page, figure);
});

for (const path of ["/compare", "/reporting", "/reporting?month=2024-08&city=2"]) {
  test(`every figure of ${path} opens exactly its rows`, async ({ as }) => {
    test.setTimeout(180_000);
    const page = await as("leader");
    await page.goto(path);
    const found = await figures(page);
    expect(found.length).toBeGreaterThan(6);
    for (const figure of found) await expectSame(page, figure);
  });
}

for (const by of ["point", "unit"]) {
  test(`a cell of the heat map by ${by} opens a page that shows its light`, async ({ as }) => {
    test.setTimeout(120_000);
    const page = await as("leader");
    await page.goto(`/heatmap?by=${by}`);
    const cells = await page
      .getByRole("main")
      .locator("td a[href]")
      .evaluateAll((all) =>
        all.map((link) => ({
          href: link.getAttribute("href") ?? "",
          light: link.querySelector("span")?.textContent ?? "",
        })),
      );
    expect(cells.length).toBeGreaterThan(31 * 5);
    for (const { href, light } of cells.filter((_, place) => place % 13 === 0)) {
      expect(light).not.toBe("");
      await page.goto(href);
      const place =
        by === "point" ? title(page) : page.getByRole("main").getByRole("table").first();
      await expect(place, href).toContainText(light);
    }
  });
}

test("the heat map has a cell for every point, or unit, and every month begun", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/points");
  const points = await page.getByRole("main").getByRole("rowheader").count();
  await page.goto("/heatmap");
  const table = page.getByRole("main").getByRole("table").first();
  await expect(table.getByRole("rowheader")).toHaveCount(points);
  await expect(table.locator("tbody td")).toHaveCount(points * 6);
});

test("what 到期日历 counts of a month's reports stands behind it as rows", async ({ as }) => {
  const page = await as("leader");
  for (const month of ["2024-08", "2024-09"]) {
    await page.goto(`/due?month=${month}`);
    const items = page.getByRole("main").getByRole("listitem");
    const due = items.filter({ hasText: "进展报送截止" }).last();
    const [, asked, reported] = /应报 (\d+) 份，已报 (\d+) 份/.exec(await due.innerText()) ?? [];
    await due.getByRole("link", { name: "进展报送截止" }).click();
    await expect(title(page)).toContainText(`${asked} 条`);
    const rows = page.getByRole("main").getByRole("rowheader");
    await expect(rows).toHaveCount(Number(asked));
    await page
      .getByRole("main")
      .getByRole("link", { name: `已报 ${reported}` })
      .first()
      .click();
    await expect(rows).toHaveCount(Number(reported));
  }
});

test("every count of 变化 between any two days stands there as rows", async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as("leader");
  for (const path of ["/changes", "/changes?from=2024-04-24&to=2024-08-31"]) {
    await page.goto(path);
    const counts = await page
      .getByRole("main")
      .locator("ul > li > a[href^='#']")
      .evaluateAll((all) =>
        all.map((link) => ({
          id: link.getAttribute("href")?.slice(1) ?? "",
          count: Number(link.querySelector("strong")?.textContent),
        })),
      );
    expect(counts.length).toBeGreaterThan(6);
    for (const { id, count } of counts) {
      const list = page.locator(`section[aria-labelledby="${id}"]`);
      await expect(list.locator(ROWS), `${path}#${id}`).toHaveCount(count);
    }
  }
});

test("every change the overview counts stands on 变化 as a row with before and after", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/");
  const line = page.getByRole("main").locator("[data-live=changes]");
  const links = await line.locator("a[href*='#']").evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute("href") ?? "",
      count: Number(link.querySelector("strong")?.textContent),
    })),
  );
  expect(links.length).toBeGreaterThan(2);
  for (const { href, count } of links) {
    await page.goto(href);
    const list = page.locator(`section[aria-labelledby="${href.split("#")[1]}"]`);
    await expect(list).toBeVisible();
    await expect(list.locator(ROWS), href).toHaveCount(count);
  }
});

test("a list says what it was narrowed to, keeps it in the URL, and goes back to all of it", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/points");
  const main = page.getByRole("main");
  await main.locator("select[name=chapter]").selectOption({ label: "四、推进产业深度合作" });
  await main.locator("select[name=city]").selectOption("临沂");
  await main.locator("select[name=group]").selectOption("按状态");
  await main.getByRole("button", { name: "查看" }).click();
  await expect(page).toHaveURL(/chapter=4/);
  await expect(title(page)).toContainText("第四章 · 临沂的要点 5 项");
  await expect(main.getByRole("rowheader")).toHaveCount(5);
  await page.reload();
  await expect(title(page)).toContainText("第四章 · 临沂的要点 5 项");
  await main.getByRole("link", { name: "清除筛选" }).click();
  await expect(page).toHaveURL("/points");
  await expect(main.getByRole("rowheader")).toHaveCount(31);
});
