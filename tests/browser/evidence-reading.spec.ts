import { docx, pdf, pdfPage } from "../evidence/samples";
import {
  choose,
  clearShelves,
  field,
  file,
  HANDED_IN,
  POINT,
  row,
  STAFF,
} from "./support/evidence";
import { expect, test } from "./support/portal";
import { blocksOf, expectHandedIn, openReport } from "./support/report";

clearShelves();

test("a file is downloaded under its exact name, looked at where the browser can, and nobody else's to read", async ({
  as,
}) => {
  const page = await as(STAFF);
  await openReport(page, POINT);
  const name = "签字 版（终）'𠮷'.pdf";
  await choose(page, file(name, pdf()), file("表.docx", docx()));
  await expect(row(page, "表.docx")).toContainText("填报员");
  const started = page.waitForEvent("download");
  await field(page)
    .getByRole("link", { name: `下载 ${name}` })
    .click();
  expect((await started).suggestedFilename()).toBe(name);
  const href = (await row(page, name).getByRole("link").first().getAttribute("href")) ?? "";
  expect(href).toMatch(/\?preview=1$/);
  const shown = await page.request.get(href);
  expect(shown.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^inline;/),
    "content-security-policy":
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
    "content-length": String(pdf().length),
  });
  const word = (await row(page, "表.docx").getByRole("link").getAttribute("href")) ?? "";
  expect((await page.request.get(`${word}?preview=1`)).status()).toBe(404);
  for (const account of ["ly-jyj", "leader", "reviewer", "admin", "auditor"]) {
    const stranger = await as(account);
    const answers = [];
    for (const path of [word, "/api/evidence/99999999"]) {
      const answer = await stranger.request.get(path);
      answers.push([answer.status(), await answer.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(404);
  }
});

test("a PDF opens in the browser's own reader, in a page of its own", async ({
  as,
  expectConsole,
}) => {
  // The reader's page asks for an icon.
  expectConsole(/404 \(Not Found\)/);
  const page = await as(STAFF);
  await openReport(page, POINT);
  await choose(page, file("一页.pdf", pdfPage()));
  const link = row(page, "一页.pdf").getByRole("link").first();
  await expect(link).toBeVisible();
  test.skip(!(await page.evaluate(() => navigator.pdfViewerEnabled)), "no reader in this browser");
  const opened = page.waitForEvent("popup");
  await link.click();
  const shown = await opened;
  const reader = () => shown.frames().find((each) => each.url().startsWith("chrome-extension:"));
  await expect(async () => {
    // How many pages it has read out of the file; none from one it could not show.
    expect(await reader()?.locator("#pagelength").innerText()).toBe("1");
  }).toPass({ timeout: 15_000 });
});

test("a report takes its files to the reviewer", async ({ as }) => {
  const page = await as(STAFF);
  await openReport(page, HANDED_IN);
  test.skip((await field(page).count()) === 0, "that report has been handed in already");
  await choose(page, file("验收单.pdf", pdf("验收")));
  await expect(row(page, "验收单.pdf")).toContainText("填报员");
  const { percent, progress } = blocksOf(page);
  await percent.fill("90");
  await progress.fill("验收通过，附验收单。");
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  await expectHandedIn(page);
  await openReport(page, HANDED_IN);
  const link = page
    .getByRole("main")
    .getByRole("link", { name: /^验收单\.pdf/ })
    .first();
  const path = (await link.getAttribute("href")) ?? "";
  const reviewer = await as("reviewer");
  expect((await reviewer.request.get(path)).status()).toBe(200);
  const other = await as("ly-jyj");
  expect((await other.request.get(path)).status()).toBe(404);
});
