import { expect, test } from "./support/portal";

// A4 inside the margins of app/globals.css, in CSS pixels.
const UPRIGHT = { width: 703, height: 1017 };
const ACROSS = { width: 1031, height: 702 };

const PAGES: [path: string, size: typeof UPRIGHT][] = [
  ["/", UPRIGHT],
  ["/points", ACROSS],
  ["/chapters/4", ACROSS],
  ["/points/1", UPRIGHT],
  ["/units", UPRIGHT],
  ["/units/1", UPRIGHT],
  ["/problems", UPRIGHT],
  ["/bulletins", UPRIGHT],
  ["/reminders", UPRIGHT],
  ["/help", UPRIGHT],
];

for (const [path, size] of PAGES) {
  test(`${path} prints light, whole and without what only a screen can use`, async ({
    as,
    baseURL,
  }) => {
    const page = await as("leader");
    await page.context().addCookies([{ name: "theme", value: "dark", url: baseURL ?? "" }]);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.setViewportSize(size);
    await page.goto(path);
    const seen = await page.evaluate(() => {
      const shown = (element: Element) => element.getClientRects().length > 0;
      const all = (selector: string) => [...document.querySelectorAll(selector)].filter(shown);
      const style = (element: Element) => getComputedStyle(element);
      return {
        theme: document.documentElement.dataset.theme,
        background: style(document.body).backgroundColor,
        ink: style(document.body).color,
        controls: all("button, nav, summary, [role=navigation]").map((each) => each.outerHTML),
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
        across: style(document.body).getPropertyValue("page"),
      };
    });
    expect(seen.theme).toBe("dark");
    expect(seen.background).toBe("rgb(255, 255, 255)");
    expect(seen.ink).toBe("rgb(23, 28, 36)");
    expect(seen.controls).toEqual([]);
    expect(seen.hidden).toBe(0);
    expect(seen.underlined).toBe(0);
    expect(seen.heads.every((display) => display === "table-header-group")).toBe(true);
    expect(seen.rows.every((value) => value === "avoid")).toBe(true);
    expect(seen.excess).toBeLessThanOrEqual(0);
    expect(seen.cut).toEqual([]);
    expect(seen.text).toContain("演示数据");
    expect(seen.text).toContain("截至 2024-09-20");
    expect(seen.across).toBe(size === ACROSS ? "across" : "auto");
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
    expect(boxes.length).toBeGreaterThan(0);
    for (const [, width, height] of boxes) {
      expect(Number(width) > Number(height)).toBe(size === ACROSS);
    }
  });
}
