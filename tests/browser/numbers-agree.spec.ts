import type { Page } from "playwright/test";
import { LIGHT_NAMES } from "../../lib/glossary";
import { expect, test, title } from "./support/portal";

// A day of the past, and today without a day in the address.
const DAYS = ["?asOf=2024-08-31", ""];
const UNITS = ["临沂市教育局", "临沂市委金融办"];

type Light = keyof typeof LIGHT_NAMES;
type PlanAnswer = {
  plan: { asOf: string; percent: number };
  chapters: {
    number: number;
    percent: number;
    points: {
      number: number;
      percent: number;
      expectedPercent: number;
      light: Light;
      sides: { city: string; percent: number; light: Light }[];
      units: { name: string; percent: number | null }[];
    }[];
  }[];
};

/** `17 light`, `17 percent`, `17 expected`, `17 临沂 percent`, `chapter 4 percent`: what is said of it. */
type Facts = Map<string, string>;

/** What the API says; percents there have one decimal. */
async function told(page: Page, day: string): Promise<{ facts: Facts; asOf: string }> {
  const answer = await page.request.get(`/api/v1/plans/2024${day}`);
  const { plan, chapters } = (await answer.json()) as PlanAnswer;
  const facts: Facts = new Map([["plan percent", String(plan.percent)]]);
  for (const chapter of chapters) {
    facts.set(`chapter ${chapter.number} percent`, String(chapter.percent));
    for (const point of chapter.points) {
      const { number } = point;
      facts.set(`${number} light`, LIGHT_NAMES[point.light]);
      facts.set(`${number} percent`, String(point.percent));
      facts.set(`${number} expected`, String(point.expectedPercent));
      for (const { city, ...side } of point.sides) {
        facts.set(`${number} ${city} percent`, String(side.percent));
        facts.set(`${number} ${city} light`, LIGHT_NAMES[side.light]);
      }
      for (const { name, percent } of point.units) {
        facts.set(`${number} ${name} percent`, percent === null ? "未报" : String(percent));
      }
    }
  }
  return { facts, asOf: plan.asOf };
}

function texts(page: Page, selector: string) {
  return page
    .getByRole("main")
    .locator(selector)
    .evaluateAll((all) =>
      all.map((each) => ({
        text: each.textContent?.replace(/\s+/g, " ").trim() ?? "",
        title: each.getAttribute("title") ?? "",
        label: each.getAttribute("aria-label") ?? "",
        live: each.getAttribute("data-live") ?? "",
        cells: [...each.children].map(
          (cell) => cell.textContent?.replace(/\s+/g, " ").trim() ?? "",
        ),
      })),
    );
}

const LIGHT = `(${Object.values(LIGHT_NAMES).join("|")})`;

function found(pattern: RegExp, text: string): string[] {
  const parts = pattern.exec(text)?.slice(1);
  if (!parts) throw new Error(`${pattern} is not in ${text}`);
  return parts;
}

function sides(said: Facts, number: string, text: string) {
  for (const [, city, percent] of text.matchAll(/(济南|临沂) ?(\d+)%/g)) {
    said.set(`${number} ${city} percent`, percent ?? "");
  }
}

async function overall(page: Page, said: Facts, name: string) {
  const [first] = await texts(page, "[data-live=overall]");
  said.set(name, found(/(\d+)%/, first?.text ?? "")[0] ?? "");
}

async function rows(page: Page, said: Facts) {
  for (const { live, cells } of await texts(page, "tr[data-live^='row ']")) {
    const [number, status = "", progress = ""] = [live.slice(4), ...cells.slice(1)];
    said.set(`${number} light`, found(new RegExp(`^${LIGHT}`), status)[0] ?? "");
    said.set(`${number} expected`, found(/序时 (\d+)%/, progress)[0] ?? "");
    sides(said, number, progress.split("序时")[0] ?? "");
  }
}

type Reader = (page: Page, day: string, asOf: string) => Promise<Facts[]>;
const SCREENS: Record<string, { read: Reader; lights: number; percents: number }> = {
  "/": { read: overview, lights: 31, percents: 32 },
  "/chapters/n": { read: chapters, lights: 31, percents: 40 },
  "/points": { read: list, lights: 31, percents: 50 },
  "/points/n": { read: points, lights: 31, percents: 50 },
  "/units/n": { read: units, lights: 4, percents: 4 },
  "/compare": { read: comparison, lights: 0, percents: 50 },
  "/heatmap": { read: heatmap, lights: 31, percents: 0 },
  "/timeline": { read: timeline, lights: 31, percents: 31 },
};

async function overview(page: Page, day: string): Promise<Facts[]> {
  const said: Facts = new Map();
  await page.goto(`/${day}`);
  await overall(page, said, "plan percent");
  for (const { live, text } of await texts(page, "[data-live^='cell ']")) {
    const number = live.slice(5);
    const pattern = new RegExp(`，${LIGHT}，(\\d+)%，序时(\\d+)%`);
    const [light = "", percent = "", expected = ""] = found(pattern, text);
    said.set(`${number} light`, light);
    said.set(`${number} percent`, percent);
    said.set(`${number} expected`, expected);
    expect(text, `cell ${number}`).toMatch(new RegExp(`^${number} ?${percent}%`));
  }
  return [said];
}

async function chapters(page: Page, day: string): Promise<Facts[]> {
  const all: Facts[] = [];
  for (let number = 1; number <= 9; number += 1) {
    const said: Facts = new Map();
    await page.goto(`/chapters/${number}${day}`);
    await overall(page, said, `chapter ${number} percent`);
    await rows(page, said);
    all.push(said);
  }
  return all;
}

async function list(page: Page, day: string): Promise<Facts[]> {
  const said: Facts = new Map();
  await page.goto(`/points${day}`);
  await rows(page, said);
  return [said];
}

async function points(page: Page, day: string): Promise<Facts[]> {
  const all: Facts[] = [];
  for (let number = 1; number <= 31; number += 1) {
    const said: Facts = new Map();
    await page.goto(`/points/${number}${day}`);
    const name = (await title(page).innerText()).replace(/\s+/g, " ");
    said.set(`${number} light`, found(new RegExp(`${number}\\. .+ ${LIGHT}`), name)[0] ?? "");
    const cards = await texts(page, ".card");
    const text = cards.find((card) => card.text.startsWith("两市进度"))?.text ?? "";
    said.set(`${number} expected`, found(/序时进度 (\d+)%/, text)[0] ?? "");
    sides(said, String(number), text.split("竖线")[0] ?? "");
    all.push(said);
  }
  return all;
}

async function units(page: Page, day: string): Promise<Facts[]> {
  const said: Facts = new Map();
  for (const name of UNITS) {
    await page.goto("/units");
    await page.getByRole("main").getByRole("link", { name, exact: true }).click();
    await expect(title(page)).toContainText(name);
    await page.goto(`${new URL(page.url()).pathname}${day}`);
    for (const { cells } of await texts(page, "tr[data-live^='share ']")) {
      const [number = ""] = found(/^(\d+)\./, cells[0] ?? "");
      said.set(`${number} 临沂 light`, found(new RegExp(`^${LIGHT}`), cells[1] ?? "")[0] ?? "");
      said.set(`${number} ${name} percent`, found(/临沂 ?(\d+|未报)/, cells[2] ?? "")[0] ?? "");
    }
  }
  return [said];
}

async function comparison(page: Page, day: string): Promise<Facts[]> {
  const said: Facts = new Map();
  await page.goto(`/compare${day}`);
  for (const { cells } of await texts(page, "table tbody tr")) {
    const number = /^(\d+)\. /.exec(cells[0] ?? "")?.[1];
    if (number === undefined) continue;
    for (const [place, city] of ["济南", "临沂"].entries()) {
      const value = cells[2 + place] ?? "";
      if (value !== "—") said.set(`${number} ${city} percent`, value.replace("%", ""));
    }
  }
  return [said];
}

async function heatmap(page: Page, day: string, asOf: string): Promise<Facts[]> {
  const said: Facts = new Map();
  await page.goto(`/heatmap${day}`);
  const [, month, date] = asOf.split("-").map(Number);
  const cells = await texts(page, `td a[title^="截至 ${month}月${date}日："]`);
  const names = await texts(page, "table:has(td a) tbody th");
  expect(cells).toHaveLength(names.length);
  names.forEach(({ text }, place) => {
    const [number = ""] = found(/(\d+)/, text);
    said.set(
      `${number} light`,
      found(new RegExp(`：${LIGHT}`), cells[place]?.title ?? "")[0] ?? "",
    );
  });
  return [said];
}

async function timeline(page: Page, day: string): Promise<Facts[]> {
  const said: Facts = new Map();
  await page.goto(`/timeline${day}`);
  for (const { label } of await texts(page, "svg[role=img][aria-label^='第 ']")) {
    const pattern = new RegExp(`^第 (\\d+) 项，${LIGHT}.*?，进度 (\\d+)%`);
    const [number = "", light = "", percent = ""] = found(pattern, label);
    said.set(`${number} light`, light);
    said.set(`${number} percent`, percent);
  }
  return [said];
}

/** A screen's percent is whole; the API's one decimal may have rounded as much away. */
function isSame(shown: string, exact: string | undefined): boolean {
  return (
    exact !== undefined && (shown === exact || Math.abs(Number(shown) - Number(exact)) <= 0.55)
  );
}

for (const day of DAYS) {
  for (const [path, { read, lights, percents }] of Object.entries(SCREENS)) {
    test(`${path} shows the percents and lights of the read API, ${day || "today"}`, async ({
      as,
    }) => {
      test.setTimeout(180_000);
      const page = await as("leader");
      const before = await told(page, day);
      const said = await read(page, day, before.asOf);
      // Another test may have reported something meanwhile.
      const after = await told(page, day);
      const all = said.flatMap((facts) => [...facts]);
      const count = (kind: RegExp) => all.filter(([name]) => kind.test(name)).length;
      expect(count(/light$/), "lights read").toBeGreaterThanOrEqual(lights);
      expect(count(/percent$/), "percents read").toBeGreaterThanOrEqual(percents);
      const others = all
        .filter(
          ([name, value]) => ![before, after].some(({ facts }) => isSame(value, facts.get(name))),
        )
        .map(([name, value]) => `${name}: ${value}, not ${before.facts.get(name)}`);
      expect(others).toEqual([]);
    });
  }
}
