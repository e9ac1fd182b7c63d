import type { Page } from "playwright/test";
import { DIRECTIVE_LIGHT_NAMES } from "../../lib/glossary-states";
import { expect, test } from "./support/portal";
import { ACROSS, boxesOf, UPRIGHT, WIDE } from "./support/sheets";

const SHEETS = new Map([
  [UPRIGHT, "auto"],
  [ACROSS, "across"],
  [WIDE, "wide"],
]);

// Every page of a leader's menu is found by the menu itself; these print on another sheet than A4 upright.
const SIZES: Record<string, typeof UPRIGHT> = {
  "/points": ACROSS,
  "/chapters/4": ACROSS,
  "/timeline": WIDE,
};
// Pages behind those of the menu, and one chapter for all nine.
const OTHERS = [
  "/points",
  "/chapters/4",
  "/points/1",
  "/points/1/milestones",
  "/units/1",
  "/reporting",
  "/heatmap?by=unit",
  "/directives/1",
  "/meetings/1",
  "/search?q=教育",
  "/help",
];

async function menuOf(page: Page): Promise<string[]> {
  await page.goto("/");
  const links = await page
    .locator("nav a[href]")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  return [...new Set(links)].filter(
    (href) => href.startsWith("/") && !href.startsWith("/chapters/") && !href.includes("?"),
  );
}

test("every page of the menu, and those behind it, prints light, whole and without what only a screen can use", async ({
  as,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const page = await as("leader");
  const menu = await menuOf(page);
  expect(menu.length).toBeGreaterThan(13);
  await page.context().addCookies([{ name: "theme", value: "dark", url: baseURL ?? "" }]);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const path of [...menu, ...OTHERS]) {
    await test.step(path, () => expectSheet(page, path, SIZES[path] ?? UPRIGHT));
  }
});

async function expectSheet(page: Page, path: string, size: typeof UPRIGHT) {
  await page.setViewportSize(size);
  await page.goto(path);
  // The stamp is the last thing a page is given: by then it is what a person prints.
  await page.waitForFunction(() => document.documentElement.style.getPropertyValue("--stamp"));
  const seen = await page.evaluate(() => {
    const shown = (element: Element) => element.getClientRects().length > 0;
    const all = (selector: string) => [...document.querySelectorAll(selector)].filter(shown);
    const style = (element: Element) => getComputedStyle(element);
    return {
      theme: document.documentElement.dataset.theme,
      background: style(document.body).backgroundColor,
      ink: style(document.body).color,
      controls: all("button, nav:not(.printed), summary, [role=navigation]").map(
        (each) => each.outerHTML,
      ),
      hidden:
        document.querySelectorAll(".attention-list > li").length -
        all(".attention-list > li").length,
      underlined: all("a").filter((each) => style(each).textDecorationLine !== "none").length,
      heads: all("thead").map((each) => style(each).display),
      rows: all("main tr").map((each) => style(each).breakInside),
      excess: document.documentElement.scrollWidth - window.innerWidth,
      cut: all("main *")
        .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
        .map((each) => each.outerHTML.slice(0, 200)),
      text: document.body.innerText,
      stamp: style(document.documentElement).getPropertyValue("--stamp"),
      sheet: style(document.body).getPropertyValue("page"),
    };
  });
  expect(seen.theme, path).toBe("dark");
  expect(seen.background, path).toBe("rgb(255, 255, 255)");
  expect(seen.ink, path).toBe("rgb(23, 28, 36)");
  expect(seen.controls, path).toEqual([]);
  expect(seen.hidden, path).toBe(0);
  expect(seen.underlined, path).toBe(0);
  expect(seen.heads.every((display) => display === "table-header-group")).toBe(true);
  expect(
    seen.rows.every((value) => value === "avoid"),
    path,
  ).toBe(true);
  expect(seen.excess, path).toBeLessThanOrEqual(0);
  expect(seen.cut, path).toEqual([]);
  expect(seen.text, path).toContain("演示数据");
  // At the foot of every sheet, and so not above the first as well.
  expect(seen.stamp, path).toContain("截至 2024-09-20");
  expect(seen.text, path).not.toContain("对口合作督办　截至");
  expect(seen.sheet, path).toBe(SHEETS.get(size));
  const boxes = await boxesOf(page, "A4");
  expect(boxes.length, path).toBeGreaterThan(0);
  for (const [width, height] of boxes) {
    expect(width > height, path).toBe(size !== UPRIGHT);
    // A4 has 842 points on its longer side, A3 1,191.
    expect(Math.max(width, height) > 1_000, path).toBe(size === WIDE);
  }
}

test("the months of the time line stand over their bars on paper, in every chapter", async ({
  as,
}) => {
  const page = await as("leader");
  await page.emulateMedia({ media: "print" });
  // A printer's own sheet decides which widths of the screen apply, not the wide one asked for.
  await page.setViewportSize(UPRIGHT);
  await page.goto("/timeline");
  const chapters = page.getByRole("main").locator("section[aria-label]:has(ol)");
  await expect(chapters).toHaveCount(9);
  for (const chapter of await chapters.all()) {
    const bar = await chapter.locator("svg[role=img]").first().boundingBox();
    const [first, last] = [chapter.getByText("4月", { exact: true }), chapter.getByText("12月")];
    const [from, to] = [await first.first().boundingBox(), await last.first().boundingBox()];
    if (!bar || !from || !to) throw new Error("a chapter has no months");
    expect(to.x - from.x).toBeGreaterThan(bar.width / 2);
    expect(from.x).toBeGreaterThanOrEqual(bar.x - 1);
    expect(to.x).toBeLessThan(bar.x + bar.width);
    expect(to.y).toBeLessThan(bar.y);
  }
});

const LIGHTS = ["已办结", "正常推进", "滞后预警", "严重滞后", "未报送", "未启动"];

test("in black and white no light is told by its colour alone", async ({ as }) => {
  const page = await as("leader");
  await page.emulateMedia({ media: "print" });
  // Every cell of the board has the shape of its light; each light has one of its own.
  await page.goto("/");
  const cells = await page.locator("main [data-live^='cell ']").evaluateAll((all) =>
    all.map((cell) => ({
      words: cell.textContent ?? "",
      glyph: cell.querySelector("svg[data-glyph]")?.innerHTML ?? "",
      drawn: (cell.querySelector("svg[data-glyph]")?.getClientRects().length ?? 0) > 0,
    })),
  );
  expect(cells).toHaveLength(31);
  const glyphs = new Map<string, string>();
  for (const { words, glyph, drawn } of cells) {
    const light = LIGHTS.find((name) => words.includes(`，${name}，`)) ?? "";
    // One that rests says so in words in the place of the shape.
    const rests = /(暂停|取消)$/.test(words);
    expect([words, drawn !== rests, light !== ""]).toEqual([words, true, true]);
    expect(glyphs.get(light) ?? glyph).toBe(glyph);
    glyphs.set(light, glyph);
  }
  expect(glyphs.size).toBeGreaterThan(3);
  expect(new Set(glyphs.values()).size).toBe(glyphs.size);
  // Elsewhere a light stands as shape and word: the word in sight, or in the legend of the shapes.
  for (const path of ["/points", "/chapters/4", "/points/9", "/units/1", "/changes", "/compare"]) {
    await page.goto(path);
    const bare = await page.locator("main svg[viewBox='0 0 14 14']").evaluateAll(
      (all, names) =>
        all
          .filter((shape) => shape.getClientRects().length > 0)
          .map((shape) => (shape.parentElement as HTMLElement).textContent ?? "")
          .filter((words) => !names.some((name) => words.includes(name))),
      // A 批示 and a 督办单 have words of their own.
      [...LIGHTS, ...Object.values(DIRECTIVE_LIGHT_NAMES)],
    );
    expect(bare, path).toEqual([]);
  }
  for (const path of ["/heatmap", "/timeline", "/units"]) {
    await page.goto(path);
    const shapes = page.locator("main svg[viewBox='0 0 14 14']");
    expect(await shapes.count(), path).toBeGreaterThanOrEqual(31);
    const kinds = await shapes.evaluateAll((all) => [
      ...new Set(all.map((shape) => shape.innerHTML.replace(/class="[^"]*"/g, ""))),
    ]);
    expect(kinds.length, path).toBeGreaterThan(3);
  }
});

test("两市对比 has a figure for every bar, and hatches the second city in print", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/compare");
  const rows = page.getByRole("table", { name: /各项要点/ }).getByRole("rowheader");
  // The chapters' own headings stand among the rows of their points.
  await expect(rows).toHaveCount(31 + 9);
  const bar = page.locator("table svg .print-hatched").first();
  const fill = () => bar.evaluate((each) => getComputedStyle(each).fill);
  expect(await fill()).toMatch(/^rgb/);
  await page.emulateMedia({ media: "print" });
  expect(await fill()).toContain("#print-hatch");
});
