import { get, type IncomingHttpHeaders } from "node:http";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { docx, pdf, png } from "../evidence/samples";
import { expectNoSidewaysScroll, tabTo } from "./support/pages";
import { expect, test } from "./support/portal";
import { blocksOf, expectHandedIn, openReport } from "./support/report";

// It has points 7, 19, 26 and 29 to report for September; nobody else tries the portal with it.
const STAFF = "jn-nyncj";
const POINT = /^7\. .*9月报送/;
const HANDED_IN = /^19\. .*9月报送/;

const field = (page: Page) => page.getByRole("region", { name: "佐证材料" });
const row = (page: Page, name: string | RegExp) =>
  field(page).getByRole("listitem").filter({ hasText: name });
const file = (name: string, buffer: Buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer,
});
const choose = (page: Page, ...files: ReturnType<typeof file>[]) =>
  field(page).getByLabel("选择佐证材料").setInputFiles(files);

// What an earlier test left on the drafts.
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

test("kinds and sizes are told before choosing; several files arrive, and stand there after a reload", async ({
  as,
}) => {
  const page = await as(STAFF);
  await openReport(page, POINT);
  await expect(field(page)).toContainText("可上传 PDF、OFD、Word、Excel");
  await expect(field(page)).toContainText("单个不超过 20 MB");
  await choose(page, file("合作协议 📄.pdf", pdf()), file("名单.docx", docx()));
  await expect(row(page, "名单.docx")).toContainText("上传");
  for (const _ of ["now", "after a reload"]) {
    await expect(row(page, "合作协议 📄.pdf").getByRole("link").first()).toBeVisible();
    await expect(field(page)).toContainText("2 个，共");
    await page.reload();
  }
  await choose(page, file("合作协议 📄.pdf", pdf("第二版")));
  const next = field(page)
    .getByRole("listitem")
    .filter({ hasText: /第 \d+ 版/ });
  await expect(next.filter({ hasText: "合作协议" }).filter({ hasText: "79 字节" })).toBeVisible();
  await expect(field(page)).toContainText("2 个，共");
});

test("a file that is not what it is called, an empty one and one of another kind say why, each at its own line", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/422/);
  const page = await as(STAFF);
  await openReport(page, POINT);
  await choose(
    page,
    file("通知.pdf", Buffer.from("<html><script>alert(1)</script>")),
    file("空.pdf", Buffer.alloc(0)),
    file("图.svg", Buffer.from("<svg/>")),
    file("好.png", png()),
  );
  await expect(row(page, "通知.pdf")).toContainText("内容与扩展名不符");
  await expect(row(page, "空.pdf")).toContainText("空文件（0 字节）");
  await expect(row(page, "图.svg")).toContainText("不是可以上传的类型");
  await expect(row(page, "好.png")).toContainText("上传");
  await expect(field(page).getByRole("button", { name: /^重试/ })).toHaveCount(0);
  await field(page).getByRole("button", { name: "不再显示 空.pdf" }).click();
  await expect(row(page, "空.pdf")).toHaveCount(0);
});

test("a broken connection is told, and the file goes with one press once it is back", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/Failed to load resource|net::ERR/);
  const page = await as(STAFF);
  await openReport(page, POINT);
  await page.route("**/api/evidence?*", (route) => route.abort("connectionreset"));
  await choose(page, file("断线.pdf", pdf()));
  await expect(row(page, "断线.pdf")).toContainText("网络中断，文件没有传完");
  await page.unroute("**/api/evidence?*");
  await field(page).getByRole("button", { name: "重试 断线.pdf" }).click();
  await expect(row(page, "断线.pdf")).toContainText("填报员");
});

test("an upload under way shows its progress, holds the report back, and can be cancelled", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/Failed to load resource|net::ERR/);
  const page = await as(STAFF);
  await openReport(page, POINT);
  await page.route("**/api/evidence?*", () => undefined);
  const files = ["一.pdf", "二.pdf", "三.pdf"].map((name) => file(name, pdf(name)));
  await choose(page, ...files);
  await expect(field(page).getByRole("progressbar")).toHaveCount(3);
  await expect(row(page, "三.pdf")).toContainText("等待上传");
  await page.getByRole("button", { name: "提交审核", exact: true }).click();
  await expect(field(page)).toContainText("还有 3 个文件没有传完");
  await expect(page).toHaveURL(/updates\/new/);
  for (const name of ["一.pdf", "二.pdf", "三.pdf"]) {
    await field(page)
      .getByRole("button", { name: `取消上传 ${name}` })
      .click();
    await expect(row(page, name)).toHaveCount(0);
  }
  await expect(field(page)).not.toContainText("没有传完");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await choose(page, file("四.pdf", pdf()));
  await expect(row(page, "四.pdf")).toContainText("填报员");
  await page.reload();
  await expect(field(page).getByRole("listitem")).toHaveCount(1);
});

test("files that were on their way when the page was left are taken up again, once", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/Failed to load resource|net::ERR/);
  const page = await as(STAFF);
  page.on("dialog", (dialog) => dialog.accept());
  await openReport(page, POINT);
  const address = page.url();
  await page.route("**/api/evidence?*", (route) => route.abort("connectionreset"));
  await choose(page, file("没传完.pdf", pdf("一")), file("不要了.pdf", pdf("二")));
  await expect(row(page, "没传完.pdf")).toContainText("网络中断");
  await field(page).getByRole("button", { name: "不再显示 不要了.pdf" }).click();
  await expect.poll(() => kept(page)).toBe(1);
  await page.unrouteAll();
  const isUpload = (request: { method(): string; url(): string }) =>
    request.method() === "POST" && request.url().includes("/api/evidence");
  const taken = page.waitForResponse((answer) => isUpload(answer.request()));
  await page.reload();
  expect((await taken).status()).toBe(201);
  await expect(row(page, "没传完.pdf")).toContainText("填报员");
  await expect(row(page, "不要了.pdf")).toHaveCount(0);
  await expect.poll(() => kept(page)).toBe(0);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (isUpload(request)) sent.push(request.url());
  });
  await page.goto("/updates");
  await page.goto(address);
  await expect(row(page, "没传完.pdf")).toContainText("填报员");
  await page.waitForTimeout(500);
  expect(sent).toEqual([]);
});

test("the back button shows the files that came and went since the page was drawn", async ({
  as,
}) => {
  const page = await as(STAFF);
  await openReport(page, POINT);
  await choose(page, file("来过.pdf", pdf("来")), file("走了.pdf", pdf("走")));
  await expect(row(page, "走了.pdf")).toContainText("填报员");
  await page
    .getByRole("navigation", { name: "主菜单" })
    .getByRole("link", { name: "总览" })
    .click();
  await expect(page).toHaveURL(/\/$/);
  await page.goBack();
  await expect(row(page, "来过.pdf")).toContainText("填报员");
  await field(page).getByRole("button", { name: "移除 走了.pdf" }).click();
  await field(page).getByRole("button", { name: "确认移除 走了.pdf" }).click();
  await expect(row(page, "走了.pdf")).toHaveCount(0);
  await page
    .getByRole("navigation", { name: "主菜单" })
    .getByRole("link", { name: "总览" })
    .click();
  await expect(page).toHaveURL(/\/$/);
  await page.goBack();
  await expect(row(page, "来过.pdf")).toContainText("填报员");
  await expect(row(page, "走了.pdf")).toHaveCount(0);
});

test("an upload is cancelled also while the server checks it; one that had been taken by then is shown as it is", async ({
  as,
  expectConsole,
}) => {
  expectConsole(/Failed to load resource|net::ERR/);
  const page = await as(STAFF);
  await openReport(page, POINT);
  // The file goes to the server; its answer waits.
  const session = await page.context().newCDPSession(page);
  const patterns = [{ urlPattern: "*/api/evidence?*name=*", requestStage: "Response" as const }];
  await session.send("Fetch.enable", { patterns });
  const answered = new Promise((resolve) => session.once("Fetch.requestPaused", resolve));
  await choose(page, file("核对中.pdf", pdf("核对")));
  await expect(row(page, "核对中.pdf")).toContainText("正在核对…");
  await answered;
  await field(page).getByRole("button", { name: "取消上传 核对中.pdf" }).click();
  await expect(row(page, "核对中.pdf")).toHaveCount(0);
  await session.send("Fetch.disable");
  await expect(field(page)).toContainText("“核对中.pdf”已经传完，没有来得及取消；不需要时请移除。");
  await expect(row(page, "核对中.pdf")).toContainText("填报员");
});

test("whatever the spelling of its address, a file comes with its own headers or not at all", async ({
  as,
}) => {
  const page = await as(STAFF);
  await openReport(page, POINT);
  await choose(page, file("地址.pdf", pdf("地址")));
  const link = row(page, "地址.pdf").getByRole("link").first();
  const id = /evidence\/(\d+)/.exec((await link.getAttribute("href")) ?? "")?.[1];
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { hostname, port } = new URL(page.url());
  let files = 0;
  for (const path of [
    `/api/evidence/${id}`,
    `/api/%65vidence/${id}`,
    `/%61pi/evidence/${id}`,
    `//api//evidence//${id}`,
    `/api//evidence/${id}`,
    `/api/evidence/${id}/`,
    `/api/./evidence/${id}`,
    `/x/../api/evidence/${id}`,
    `/API/evidence/${id}`,
    `/api\\evidence\\${id}`,
    `/api/evidence%2F${id}`,
    `/_next/static/../../api/evidence/${id}`,
    `/_next/static/%2e%2e/%2e%2e/api/evidence/${id}`,
    `/api/evidence/%${id?.charCodeAt(0).toString(16)}${id?.slice(1)}`,
  ]) {
    const answer = await askExactly({ hostname, port, path, cookie });
    if (!answer.body.includes("%PDF")) continue;
    files += 1;
    expect(answer.headers, path).toMatchObject({
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "content-disposition": expect.stringContaining("attachment"),
    });
  }
  expect(files).toBeGreaterThan(0);
});

test("files are dropped on the field and pasted anywhere; text pasted into a text stays text", async ({
  as,
}) => {
  const page = await as(STAFF);
  await openReport(page, POINT);
  await send(page, "drop", '[aria-labelledby="evidence-label"] button', "拖入.png", png());
  await expect(row(page, "拖入.png")).toContainText("填报员");
  await send(page, "paste", "body", "image.png", png(2, 2));
  await expect(row(page, /粘贴的图片-\d{4}-\d\d-\d\d-\d{6}\.png/)).toContainText("填报员");
  await send(page, "paste", "textarea", "image.png", png(3, 3), "正文");
  await expect(field(page).getByRole("listitem")).toHaveCount(2);
});

test("the field works from the keyboard, on a phone and for screen readers", async ({ as }) => {
  const page = await as(STAFF);
  await page.setViewportSize({ width: 390, height: 844 });
  await openReport(page, POINT);
  const long = `${"很长的文件名".repeat(10)}.pdf`;
  await choose(page, file(long, pdf()), file("坏.txt", pdf()));
  await expect(row(page, long)).toContainText("填报员");
  await expectNoSidewaysScroll(page);
  const { violations } = await new AxeBuilder({ page }).include("#evidence").analyze();
  expect(violations).toEqual([]);
  await field(page).focus();
  await tabTo(page, field(page).getByRole("button", { name: `移除 ${long}` }));
  await page.keyboard.press("Enter");
  await expect(field(page).getByRole("button", { name: `确认移除 ${long}` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(row(page, long)).toHaveCount(0);
  await expect(field(page).getByRole("button", { name: "选择文件" })).toBeFocused();
});

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
    "content-security-policy": "default-src 'none'; sandbox",
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

/** How many files the browser keeps for later. */
function kept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open("portal-uploads", 1).onsuccess = (event) => {
          const database = (event.target as IDBOpenDBRequest).result;
          const count = database.transaction("files").objectStore("files").count();
          count.onsuccess = () => resolve(count.result);
          database.close();
        };
      }),
  );
}

/** Asks for a path exactly as it is written: browsers and fetch would mend it. */
function askExactly(wanted: { hostname: string; port: string; path: string; cookie: string }) {
  const { cookie, ...address } = wanted;
  return new Promise<{ headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const request = get({ ...address, headers: { cookie } }, (answer) => {
      let body = "";
      answer.setEncoding("latin1").on("data", (piece) => {
        body += piece;
      });
      answer.on("end", () => resolve({ headers: answer.headers, body }));
    });
    request.on("error", reject);
  });
}

/** Drops or pastes a file, with text beside it if told, as the browser would report it. */
async function send(
  page: Page,
  how: "drop" | "paste",
  selector: string,
  name: string,
  content: Buffer,
  text?: string,
) {
  await page
    .locator(selector)
    .first()
    .evaluate(
      (target, given) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(given.content), (each) => each.charCodeAt(0));
        data.items.add(new File([bytes], given.name, { type: "image/png" }));
        if (given.text !== undefined) data.setData("text/plain", given.text);
        const event =
          given.how === "drop"
            ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        target.dispatchEvent(event);
      },
      { how, name, content: content.toString("base64"), text },
    );
}
