import type { Page } from "playwright/test";
import { expect, test } from "./portal";
import { openReport } from "./report";

// It has points 7, 19, 26 and 29 to report for September; nobody else tries the portal with it.
export const STAFF = "jn-nyncj";
export const POINT = /^7\. .*9月报送/;
export const HANDED_IN = /^19\. .*9月报送/;

export const field = (page: Page) => page.getByRole("region", { name: "佐证材料" });
export const row = (page: Page, name: string | RegExp) =>
  field(page).getByRole("listitem").filter({ hasText: name });
export const file = (name: string, buffer: Buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer,
});
export const choose = (page: Page, ...files: ReturnType<typeof file>[]) =>
  field(page).getByLabel("选择佐证材料").setInputFiles(files);

/** Takes off the drafts what an earlier test left on them. */
export function clearShelves() {
  test.beforeEach(async ({ as }) => {
    const page = await as(STAFF);
    for (const report of [POINT, HANDED_IN]) {
      await openReport(page, report);
      for (const button of await field(page).getByRole("button", { name: /^移除/ }).all()) {
        const link = button.locator("xpath=ancestor::li").getByRole("link").first();
        const path = (await link.getAttribute("href"))?.split("?")[0] ?? "";
        expect((await page.request.delete(path)).status()).toBe(204);
      }
    }
    await page.close();
  });
}
