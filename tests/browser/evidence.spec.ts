import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { docx, pdf, png } from "../evidence/samples";
import { choose, clearShelves, field, file, POINT, row, STAFF } from "./support/evidence";
import { expectNoSidewaysScroll, tabTo } from "./support/pages";
import { expect, test } from "./support/portal";
import { openReport } from "./support/report";

clearShelves();

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
