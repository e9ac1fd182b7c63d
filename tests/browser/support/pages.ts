import type { Page } from "playwright/test";
import { expect } from "./portal";

/** Goes on with Tab until the wanted element has focus: what a person without a mouse does. */
export async function tabTo(page: Page, wanted: ReturnType<Page["getByRole"]>, most = 80) {
  await expect(wanted).toBeVisible();
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`not reached with ${most} times Tab: ${wanted}`);
}

/** Where every link of the page leads, but for those into the page itself. */
export function linksOf(page: Page): Promise<string[]> {
  return page
    .getByRole("link", { includeHidden: true })
    .evaluateAll((links) =>
      links.map((link) => link.getAttribute("href") ?? "").filter((href) => !href.startsWith("#")),
    );
}

/** No sideways scroll: nothing of the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page) {
  const excess = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(excess, `${page.url()} is wider than the screen by`).toBe(0);
}
