import { expect, test } from "./support/portal";
import { boxesOf, UPRIGHT } from "./support/sheets";

test("the heat map of all points is one sheet of A4, and A3 where A3 is chosen; the time line is one of A3", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/heatmap");
  expect(await boxesOf(page, "A4")).toHaveLength(1);
  const [[, longer] = [0, 0]] = await boxesOf(page, "A3");
  expect(longer).toBeGreaterThan(1_000);
  await page.goto("/timeline");
  expect(await boxesOf(page, "A4")).toHaveLength(1);
});

test("the cards at the foot of the overview are never torn between two sheets", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/");
  await page.emulateMedia({ media: "print" });
  for (const title of ["进度走势", "本期填报"]) {
    const card = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: title }) });
    // What stands in a line is not cut.
    await expect(card).toHaveCSS("display", "inline-block");
  }
});

test("a problem goes across the sheet, and a level breaks between two of them", async ({ as }) => {
  const page = await as("leader");
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(UPRIGHT);
  await page.goto("/problems");
  const rows = page.locator("li[id^=problem-]");
  const count = await rows.count();
  expect(count).toBeGreaterThan(20);
  const text = await rows.first().locator("p").first().boundingBox();
  const owner = await rows.first().getByText("由谁解决：").boundingBox();
  expect((owner?.x ?? 0) - (text?.x ?? 0)).toBeGreaterThan(200);
  expect(Math.abs((owner?.y ?? 0) - (text?.y ?? 999))).toBeLessThan(10);
  const breaks = (each: Element) => getComputedStyle(each).breakInside;
  expect(await rows.first().evaluate(breaks)).toBe("avoid");
  expect(await rows.first().locator("xpath=..").evaluate(breaks)).toBe("auto");
  expect((await boxesOf(page, "A4")).length).toBeLessThanOrEqual(Math.ceil(count / 9));
});
