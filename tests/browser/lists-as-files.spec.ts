import { readFile } from "node:fs/promises";
import type { Page } from "playwright/test";
import { openWorkbook } from "../support/workbook";
import { expect, test } from "./support/portal";

/** Opens 导出, chooses an entry, and opens the workbook that comes. */
async function take(page: Page, name: string) {
  const main = page.getByRole("main");
  await main.getByText("导出", { exact: true }).click();
  return opened(page, main.getByRole("link", { name: new RegExp(`^${name}`) }));
}

async function opened(page: Page, link: ReturnType<Page["getByRole"]>) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const { sheets } = await openWorkbook(await readFile(await download.path()));
  return { name: download.suggestedFilename(), sheets };
}

/** What stands in the cells of the table on screen, without blanks. */
const shown = (page: Page) =>
  page
    .getByRole("main")
    .locator("tbody tr")
    .evaluateAll((all) =>
      all.map((row) =>
        [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, "") ?? ""),
      ),
    );

const heads = (page: Page) => page.getByRole("columnheader").allInnerTexts();
const day = (value: unknown) => {
  const date = value as Date;
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
};
const said = (...cells: unknown[]) =>
  cells
    .map((cell) => (cell instanceof Date ? day(cell) : String(cell ?? "")))
    .join("")
    .replace(/\s+/g, "");

for (const [noun, address, file] of [
  ["批示", "/directives?state=OPEN", "批示台账（未办结）"],
  ["督办单", "/supervision-orders?city=2", "督办单台账（临沂）"],
] as const) {
  test(`the ledger of ${noun} on screen and as Excel are the same, cell by cell, with its filter`, async ({
    as,
  }) => {
    const page = await as("leader");
    await page.goto(address);
    const rows = await shown(page);
    const names = await heads(page);
    expect(rows.length).toBeGreaterThan(1);
    const { name, sheets } = await take(page, "Excel");
    expect(name).toBe(`济南—临沂对口合作2024年工作要点_${file}_截至2024-09-20.xlsx`);
    expect(sheets[0]?.rows[2]?.filter(Boolean)).toEqual(names);
    const ledger = sheets[0]?.rows.slice(4) ?? [];
    expect(ledger).toHaveLength(rows.length);
    rows.forEach(([state, matter, units, due, issued], index) => {
      const [light, rank, why, ...rest] = ledger[index] ?? [];
      const number = noun === "督办单" ? rest.shift() : "";
      const [text, target, directed, dueOn, owed, who, on] = rest;
      expect(state).toBe(said(light, rank, why));
      expect(matter).toBe(said(number, text, target));
      expect(units).toBe(said(directed));
      expect(due).toBe(said("时限", dueOn, owed));
      expect(issued).toBe(said(names.at(-1), who, on));
    });
  });
}

test("填报情况 on screen and as Excel are the same, cell by cell, of the month asked for", async ({
  as,
}) => {
  const page = await as("reviewer");
  await page.goto("/reporting?month=2024-08&chapter=4");
  const rows = await shown(page);
  const names = await heads(page);
  const { name, sheets } = await take(page, "Excel");
  expect(name).toContain("_填报情况（8月_第四章）_");
  expect(["章", ...names]).toEqual([...(sheets[0]?.rows[2]?.filter(Boolean) ?? []), "历次报送"]);
  const ledger = sheets[0]?.rows.slice(4) ?? [];
  expect(rows.length).toBeGreaterThan(5);
  expect(ledger).toHaveLength(rows.length);
  rows.forEach(([unit, point, state, percent], index) => {
    const [, own, role, number, title, standing, on, share] = ledger[index] ?? [];
    expect(unit).toBe(said(own, role));
    expect(point).toBe(said(`${number}.`, title));
    expect(state).toBe(said(standing, on));
    expect(percent).toBe(typeof share === "number" ? `${Math.round(share * 100)}%` : share);
  });
});

test("需要协调 by city holds the problems on screen, level by level", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/problems?level=ALL&city=2");
  const main = page.getByRole("main");
  const shown = main.locator("[data-live^='problem ']");
  const texts = await shown.allInnerTexts();
  // The level is said once, above its problems.
  const under = await shown.evaluateAll((all) =>
    all.map((each) => each.closest("section")?.querySelector("h2")?.textContent ?? ""),
  );
  const { sheets } = await take(page, "按城市分表");
  expect(sheets.map(({ name }) => name)).toEqual(["临沂市"]);
  const ledger = sheets[0]?.rows.slice(4) ?? [];
  expect(texts.length).toBeGreaterThan(5);
  expect(ledger).toHaveLength(texts.length);
  texts.forEach((text, index) => {
    const [level, , problem, unit, number, title, owner, days, raised] = ledger[index] ?? [];
    for (const part of [problem, unit, `${number}. ${title}`, owner, `${days} 天`]) {
      expect(text.replace(/\s+/g, "")).toContain(said(part));
    }
    expect(text).toContain(`${day(raised)}起`);
    expect(said(under[index])).toContain(said(level));
  });
});

test("变化 comes with a sheet for each of its lists", async ({ as }) => {
  const page = await as("leader");
  await page.goto("/changes?from=2024-06-30");
  const main = page.getByRole("main");
  const titles = await main.locator("h2[id]").allInnerTexts();
  const { name, sheets } = await opened(page, main.getByRole("link", { name: "导出 Excel" }));
  expect(name).toContain("_变化（自2024-06-30）_截至2024-09-20");
  expect(titles.length).toBeGreaterThan(4);
  expect(sheets.map((sheet) => sheet.name)).toEqual([...titles, "进度变化"]);
});

test("these files too are refused to the auditor, led to sign-in for nobody, and say what is wrong", async ({
  as,
  request,
}) => {
  const lists = ["directives", "supervision-orders", "problems", "reporting", "changes"];
  const [auditor, staff] = [await as("auditor"), await as("jn-jyj")];
  for (const list of lists) {
    const path = `/api/exports/${list}`;
    expect((await auditor.request.get(path)).status()).toBe(404);
    expect((await request.get(path, { maxRedirects: 0 })).status()).toBe(307);
    expect((await staff.request.get(path)).status()).toBe(200);
    const wrong = await staff.request.get(`${path}?asOf=today`);
    expect(wrong.status()).toBe(400);
    expect(await wrong.text()).toMatch(/^导出的网址有误，请回到.+页/);
  }
});
