import { get, type IncomingHttpHeaders } from "node:http";
import type { Page } from "playwright/test";
import { pdf } from "../evidence/samples";
import { choose, clearShelves, field, file, POINT, row, STAFF } from "./support/evidence";
import { expect, test } from "./support/portal";
import { openReport } from "./support/report";

clearShelves();

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
