import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { readCalendar } from "../support/icalendar";
import { openWorkbook } from "../support/workbook";
import { expect, test, title } from "./support/portal";

/** Chooses an entry of 导出 and takes the file. */
async function take(page: Page, name: string) {
  await page.getByRole("main").getByText("导出", { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("main")
      .getByRole("link", { name: new RegExp(`^${name}`) })
      .click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("the table on screen and the Excel file hold the same, row by row, column by column", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/points?light=LAGGING");
  const heads = await page.getByRole("columnheader").allInnerTexts();
  const rows = await page
    .getByRole("main")
    .locator("tbody tr")
    .evaluateAll((all) =>
      all.map((row) =>
        [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, "") ?? ""),
      ),
    );
  expect(rows.length).toBeGreaterThan(0);
  const dues = await page
    .getByRole("main")
    .locator("tbody time")
    .evaluateAll((all) => all.map((each) => each.getAttribute("datetime")));
  expect(dues).toHaveLength(rows.length);
  const file = await take(page, "Excel");
  expect(file.name).toBe("济南—临沂对口合作2024年工作要点_台账（滞后预警）_截至2024-09-20.xlsx");
  const [sheet] = (await openWorkbook(file.bytes)).sheets;
  expect(sheet?.rows[1]?.[0]).toContain("统计截止：2024-09-20");
  expect(sheet?.rows[1]?.[0]).toContain("范围：滞后预警");
  expect(sheet?.rows[1]?.[0]).toContain("演示数据");
  expect(sheet?.rows[2]?.filter(Boolean)).toEqual(["章", ...heads]);
  const ledger = sheet?.rows.slice(4) ?? [];
  expect(ledger).toHaveLength(rows.length);
  const day = (value: unknown) => {
    const date = value as Date;
    return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  };
  const share = (value: unknown) => `${Math.round(Number(value) * 100)}%`;
  rows.forEach(([point, status, progress, newest], index) => {
    const [
      ,
      number,
      title,
      units,
      light,
      tags,
      confidence,
      reason,
      jinan,
      linyi,
      expected,
      due,
      redating,
      text,
      unit,
      on,
    ] = ledger[index] ?? [];
    const names = String(units).split("、");
    const shown = names.slice(0, 3).join("、") + (names.length > 3 ? `等${names.length}家` : "");
    const squeezed = (value: unknown) => String(value ?? "").replace(/\s+/g, "");
    expect(point).toBe(squeezed(`${number}${title}${shown}`));
    expect(status).toBe(
      squeezed(`${light}${String(tags ?? "").replaceAll("、", "")}${confidence ?? ""}${reason}`),
    );
    const sides = [
      jinan === null ? "" : `济南${share(jinan)}`,
      linyi === null ? "" : `临沂${share(linyi)}`,
    ];
    // 原 2024-12-31，第1次延期: what the page says around the date in force.
    const moved = /^原 \d+-(\d+)-(\d+)，(.+)$/.exec(String(redating ?? ""));
    const [, month, date, by] = moved ?? [];
    const before = moved ? `原(?:\\d{4}年)?${Number(month)}月${Number(date)}日→现` : "";
    const after = moved ? `（${by}）` : "";
    expect(progress).toMatch(
      new RegExp(
        `^${sides.join("")}序时${share(expected)}·时限${before}(?:\\d{4}年)?${day(due)}${after}$`,
      ),
    );
    expect(dues[index]).toBe((due as Date).toISOString().slice(0, 10));
    expect(newest).toBe(
      text === null ? "尚无审核通过的进展" : squeezed(`${text}${unit}·${day(on)}`),
    );
  });
});

test("a ledger comes by city, by unit and as CSV, from a chapter and from a unit too", async ({
  as,
}) => {
  const page = await as("leader");
  await page.goto("/chapters/4");
  const cities = await openWorkbook((await take(page, "按城市分表")).bytes);
  expect(cities.sheets.map(({ name }) => name)).toEqual(["济南市", "临沂市"]);
  await page.goto("/units");
  await page.getByRole("main").getByRole("link", { name: "临沂市教育局" }).click();
  await expect(page).toHaveURL(/units\/\d+/);
  const unit = await openWorkbook((await take(page, "按单位分表")).bytes);
  expect(unit.sheets.map(({ name }) => name)).toEqual(["临沂市教育局"]);
  await page.getByRole("link", { name: "要点清单" }).click();
  // The unit's own page has a column of that name too, and an 导出 of its own.
  await expect(title(page)).toContainText("的要点");
  await expect(page.getByRole("columnheader", { name: "本单位" })).toBeVisible();
  const csv = await take(page, "CSV");
  expect(csv.name).toMatch(/_台账（临沂市教育局）_截至2024-09-20\.csv$/);
  expect(csv.bytes.toString().split("\r\n")[0]).toMatch(
    /^\ufeff章,序号,要点,.*,统计截止,数据说明$/,
  );
});

test("a file is refused to the auditor, led to sign-in for nobody, and told what is wrong with its address", async ({
  as,
  request,
}) => {
  const auditor = await as("auditor");
  expect((await auditor.request.get("/api/exports/points")).status()).toBe(404);
  const bare = await request.get("/api/exports/points?light=LAGGING", { maxRedirects: 0 });
  expect(bare.status()).toBe(307);
  expect(bare.headers().location).toContain("/sign-in?next=");
  const staff = await as("jn-jyj");
  const answer = await staff.request.get("/api/exports/points");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect(answer.headers()["content-disposition"]).toMatch(
    /^attachment; filename="[ -~]+"; filename\*=UTF-8''%E6%B5%8E%E5%8D%97/,
  );
  const wrong = await staff.request.get("/api/exports/points?light=PINK");
  expect(wrong.status()).toBe(400);
  expect(await wrong.text()).toContain("请回到要点页");
  expect((await staff.request.get("/api/exports/points?chapter=99")).status()).toBe(404);
  expect((await staff.request.get("/bulletins")).status()).toBe(404);
  expect((await staff.request.get("/api/exports/bulletins/1")).status()).toBe(404);
});

test("a person subscribes to due dates, makes the address anew, and stops it", async ({
  as,
  request,
}) => {
  const page = await as("jn-whhlyj");
  await page.goto("/notifications");
  const card = page.getByRole("region", { name: "日历订阅" });
  await card.getByRole("button", { name: "生成订阅地址" }).click();
  const address = await card.getByLabel("订阅地址", { exact: true }).inputValue();
  expect(address).toMatch(/^http:\/\/[^/]+\/api\/calendar\/[\w-]{43}\.ics$/);
  const answer = await request.get(address);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["cache-control"]).toBe("private, no-cache");
  const { head, events } = readCalendar(await answer.text());
  expect(head["X-WR-CALNAME"]?.value).toBe("对口合作督办·济南市文化和旅游局（演示数据）");
  expect(events.length).toBeGreaterThan(5);
  const tag = answer.headers().etag ?? "";
  expect((await request.get(address, { headers: { "if-none-match": tag } })).status()).toBe(304);
  await page.reload();
  await expect(card.getByText("最近读取")).toBeVisible();
  await expect(card.getByLabel("订阅地址", { exact: true })).toHaveCount(0);
  await card.getByRole("button", { name: "停用订阅" }).click();
  await expect(card.getByRole("button", { name: "生成订阅地址" })).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
});

test("the read API lets its readers keep an answer and ask whether it still holds", async ({
  as,
}) => {
  const page = await as("leader");
  const first = await page.request.get("/api/v1/plans/2024/points?limit=5");
  expect(first.headers()["cache-control"]).toBe("private, no-cache");
  const headers = { "if-none-match": first.headers().etag ?? "" };
  expect((await page.request.get("/api/v1/plans/2024/points?limit=5", { headers })).status()).toBe(
    304,
  );
  const { items, next } = await first.json();
  expect(items).toHaveLength(5);
  expect((await (await page.request.get(next)).json()).items[0].number).toBe(6);
  const document = await (await page.request.get("/api/v1/openapi.json")).json();
  expect(document.openapi).toBe("3.1.0");
});
