import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expectNoSidewaysScroll } from "./support/pages";
import { expect, test, title } from "./support/portal";

test("minutes are a file that is never stored, for those who run the work alone", async ({
  as,
  request,
}) => {
  const page = await as("admin");
  await page.goto("/meetings");
  await page.getByRole("link", { name: "第一次联席会议", exact: true }).click();
  await expect(title(page)).toContainText("第一次联席会议");
  await expect(page.getByRole("link", { name: "投屏" })).toHaveCount(0);
  const address = await page.getByRole("link", { name: "会议纪要（Word）" }).getAttribute("href");
  const answer = await page.request.get(address ?? "");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(answer.headers()["content-disposition"]).toContain(
    `filename*=UTF-8''${encodeURIComponent("第一次联席会议_会议纪要.docx")}`,
  );
  const staff = await as("jn-jyj");
  await staff.goto(new URL(page.url()).pathname);
  await expect(title(staff)).toContainText("第一次联席会议");
  await expect(staff.getByRole("link", { name: "会议纪要（Word）" })).toHaveCount(0);
  expect((await staff.request.get(address ?? "")).status()).toBe(404);
  const bare = await request.get(address ?? "", { maxRedirects: 0 });
  expect(bare.status()).toBe(307);
  expect(bare.headers().location).toContain("/sign-in?next=");
});

test("axe finds nothing on the meetings, a past one and its slides, and none is too wide for a phone", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const page = await as("reviewer");
  await page.goto("/meetings");
  await expectSound(page);
  await page.getByRole("link", { name: "第一次联席会议", exact: true }).click();
  await expect(page).toHaveURL(/\/meetings\/\d+$/);
  const path = new URL(page.url()).pathname;
  await expectSound(page);
  for (const slide of [0, 1, 4, 7, 10]) {
    await page.goto(`${path}?slide=${slide}`);
    await expectSound(page);
  }
});

/** In light on a wide screen, in dark, and on a phone. */
async function expectSound(page: Page) {
  const wide = page.viewportSize() ?? { width: 1280, height: 720 };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => ({ id, where: nodes[0]?.html.slice(0, 200) }));
    expect(found, `${page.url()} ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
