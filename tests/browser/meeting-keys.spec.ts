import { expect, test } from "./support/portal";

test("presses quicker than the slides are all counted", async ({ as }) => {
  const page = await as("reviewer");
  await page.goto("/meetings/1?slide=1");
  await page.waitForLoadState("networkidle");
  for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/slide=6$/);
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/slide=5$/);
});

test("on a slide longer than the screen down, PageDown and space show the rest before they turn; left and right turn at once", async ({
  as,
}) => {
  const page = await as("leader");
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto("/meetings");
  await page.getByRole("link", { name: "第一次联席会议", exact: true }).click();
  await expect(page).toHaveURL(/\/meetings\/\d+$/);
  const path = new URL(page.url()).pathname;
  const top = () => page.evaluate(() => Math.round(scrollY));
  const below = () =>
    page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY);
  let long = 0;
  for (let slide = 1; slide <= 9 && long === 0; slide += 1) {
    await page.goto(`${path}?slide=${slide}`);
    if ((await below()) > 20) long = slide;
  }
  expect(long, "no slide is longer than the screen").toBeGreaterThan(0);
  await expect(page.getByRole("navigation", { name: "幻灯片" })).toContainText("↑ ↓ 空格先滚动");
  const at = (slide: number) => expect(page).toHaveURL(new RegExp(`slide=${slide}$`));
  for (const [down, up] of [
    ["ArrowDown", "ArrowUp"],
    ["PageDown", "PageUp"],
    ["Space", "Shift+Space"],
  ] as const) {
    // On a low screen several times over.
    await page.setViewportSize({ width: 1280, height: down === "PageDown" ? 460 : 720 });
    await page.goto(`${path}?slide=${long}`);
    // The keys are heard once the page has come to life.
    await expect(async () => {
      await page.keyboard.press(down);
      expect(await top()).toBeGreaterThan(0);
    }).toPass();
    await at(long);
    while ((await below()) > 2) {
      const before = await top();
      await page.keyboard.press(down);
      expect(await top()).toBeGreaterThan(before);
      await at(long);
    }
    await page.keyboard.press(down);
    await at(long + 1);
    await expect.poll(top).toBe(0);
    await page.keyboard.press(up);
    await at(long);
    await page.keyboard.press(down);
    await expect.poll(top).toBeGreaterThan(0);
    while ((await top()) > 2) {
      const before = await top();
      await page.keyboard.press(up);
      expect(await top()).toBeLessThan(before);
      await at(long);
    }
    await page.keyboard.press(up);
    await at(long - 1);
  }
  await page.goto(`${path}?slide=${long}`);
  await expect(async () => {
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(new RegExp(`slide=${long + 1}$`), { timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("ArrowLeft");
  await at(long);
});
