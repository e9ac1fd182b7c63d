import type { Browser, BrowserContext, Locator, Page } from "playwright/test";
import { expect, title } from "./portal";

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

/** The percent of a side opens its units' reports; the read API says the same of the point and the city. */
export async function expectSide(page: Page, href: string, words: string, rows: Locator) {
  const asked = new URL(href, "http://portal.test").searchParams;
  const [point, day] = [asked.get("point"), asked.get("asOf")];
  await expect(title(page), href).toContainText(`第 ${point} 项`);
  const heading = await title(page).innerText();
  const answer = await page.request.get(
    `/api/v1/plans/2024/points/${point}${day ? `?asOf=${day}` : ""}`,
  );
  const { point: told } = (await answer.json()) as {
    point: { sides: { city: string; percent: number }[]; units: { name: string; city: string }[] };
  };
  const side = told.sides.find(({ city }) => heading.includes(city));
  // One decimal there, none here.
  expect(Math.abs((side?.percent ?? -1) - Number.parseInt(words, 10)), href).toBeLessThan(0.56);
  const names = await rows.getByRole("link").allInnerTexts();
  const own = told.units.filter(({ city }) => city === side?.city).map(({ name }) => name);
  expect(own, href).toEqual(expect.arrayContaining(names));
}

/** The same person's browser with JavaScript switched off; its context is to be closed. */
export async function withoutScript(
  signedIn: Page,
  browser: Browser,
  baseURL: string | undefined,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    baseURL: baseURL ?? "",
    javaScriptEnabled: false,
    storageState: await signedIn.context().storageState(),
  });
  return { page: await context.newPage(), context };
}
