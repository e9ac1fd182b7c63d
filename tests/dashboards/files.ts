import { convertToHtml, extractRawText } from "mammoth";
import { exportBulletin } from "@/lib/bulletins/issue";
import { createBulletin } from "@/lib/bulletins/start";
import { getCalendarText } from "@/lib/calendar-feeds/queries";
import { LIGHT_NAMES } from "@/lib/glossary";
import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import type { Actor } from "@/lib/policy";
import { LIGHTS, type Light } from "@/lib/status/rules";
import { type openApi, pagesOf } from "../support/api";
import { readCalendar } from "../support/icalendar";
import { at } from "../support/people";
import { joined, openWorkbook } from "../support/workbook";
import type { Facts } from "./screens";

type Asked = { leader: Actor; writer: Actor; ask: Awaited<ReturnType<typeof openApi>> };

/** Everything that leaves the portal with lights and percents of a day in it, opened again. */
export const FILES: Record<string, (day: string, asked: Asked) => Promise<Facts>> = {
  ledger,
  report,
  "read API": api,
  iCal: calendar,
};

const LIGHT_OF = new Map<string, Light>(LIGHTS.map((light) => [LIGHT_NAMES[light], light]));
const whole = Math.round;

/** The light that a text names, whatever it says of 暂停 or 取消 behind it. */
const lightIn = (text: unknown) =>
  LIGHT_OF.get(String(text).replace(/（?已(暂停|取消).*$/s, "")) ?? "";

/** Opened by another program: the whole, and a sheet a city. */
async function ledger(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  const open = async (split: "none" | "city") => {
    const input = ledgerInput.parse({ asOf: day, split });
    return openWorkbook(joined((await exportLedger(leader, input, at(day))).pieces));
  };
  const read = (rows: unknown[][]) => {
    const head = (rows[3] ?? []) as string[];
    return rows.slice(4).map((row) => new Map(head.map((name, place) => [name, row[place]])));
  };
  for (const row of read((await open("none")).sheets[0]?.rows ?? [])) {
    const number = row.get("序号");
    facts.set(`point ${number} light`, lightIn(row.get("亮灯")));
    facts.set(`point ${number} expected`, whole(Number(row.get("序时")) * 100));
    for (const city of ["济南", "临沂"]) {
      const value = row.get(city);
      if (value !== null) facts.set(`point ${number} ${city} percent`, whole(Number(value) * 100));
    }
  }
  for (const { name, rows } of (await open("city")).sheets) {
    for (const row of read(rows)) {
      const side = `point ${row.get("序号")} ${name.replace("市", "")}`;
      facts.set(`${side} light`, lightIn(row.get("亮灯")));
    }
  }
  return facts;
}

/** The 月报 as Word: its sentences, and the table behind it. */
async function report(day: string, { writer }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  const id = await createBulletin(writer, { kind: "MONTHLY", asOf: day }, at(day));
  const buffer = Buffer.from(joined((await exportBulletin(writer, id, at(day))).pieces));
  const { value: text } = await extractRawText({ buffer });
  const [, percent, expected] = /总体进度(\d+)%，序时进度(\d+)%/.exec(text) ?? [];
  facts.set("plan percent", Number(percent));
  facts.set("plan expected", Number(expected));
  for (const light of LIGHTS) {
    const [, count = "0"] = new RegExp(`[，；]${LIGHT_NAMES[light]}(\\d+)项`).exec(text) ?? [];
    facts.set(`plan ${light}`, Number(count));
  }
  let chapter = 0;
  for (const [, count, own, due] of text.matchAll(/本章(\d+)项要点，进度(\d+)%，序时进度(\d+)%/g)) {
    chapter += 1;
    facts.set(`chapter ${chapter} points`, Number(count));
    facts.set(`chapter ${chapter} percent`, Number(own));
    facts.set(`chapter ${chapter} expected`, Number(due));
  }
  if (chapter !== 9) throw new Error(`the report has figures of ${chapter} chapters`);
  const sentence = /^(\d+)\..+（(\S+?)，进度(\d+)%，序时(\d+)%）$/gm;
  for (const [, number, light = "", own, due] of text.matchAll(sentence)) {
    facts.set(`point ${number} light`, lightIn(light));
    facts.set(`point ${number} percent`, Number(own));
    facts.set(`point ${number} expected`, Number(due));
  }
  const told = [...facts.keys()].filter((name) => /^point \d+ percent$/.test(name));
  if (told.length !== 31) throw new Error(`the report has figures of ${told.length} points`);
  const { value: html } = await convertToHtml({ buffer });
  for (const [, row = ""] of html.matchAll(/<tr>(.*?)<\/tr>/gs)) {
    const cells = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) =>
      cell.replace(/<[^>]+>/g, ""),
    );
    // Cells of a chapter are one below another.
    const [number = "", , , light = "", jinan = "", linyi = ""] = cells.slice(-9);
    if (!/^\d+$/.test(number)) continue;
    facts.set(`point ${number} light`, lightIn(light));
    if (jinan !== "") facts.set(`point ${number} 济南 percent`, Number.parseInt(jinan, 10));
    if (linyi !== "") facts.set(`point ${number} 临沂 percent`, Number.parseInt(linyi, 10));
  }
  return facts;
}

/** The plan as one document, and its lists page by page; percents have one decimal there. */
async function api(day: string, { ask }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  const AT = "/api/v1/plans/2024";
  const answer = await ask("/api/v1/plans/{year}", `${AT}?asOf=${day}`);
  const { plan, chapters } = (await answer.json()) as PlanAnswer;
  facts.set("plan exact percent", plan.percent);
  for (const light of LIGHTS) facts.set(`plan ${light}`, plan.counts[light]);
  for (const { number, percent, light, points } of chapters) {
    facts.set(`chapter ${number} exact percent`, percent);
    facts.set(`chapter ${number} light`, light);
    facts.set(`chapter ${number} points`, points.length);
    for (const point of points) sayPoint(facts, point);
  }
  const pages = await pagesOf(ask)(
    "/api/v1/plans/{year}/points",
    `${AT}/points?asOf=${day}&limit=9`,
  );
  const listed = pages.flatMap(({ items }) => items as unknown as PointAnswer[]);
  for (const point of listed) {
    if (facts.get(`point ${point.number} light`) !== point.light) {
      throw new Error(`point ${point.number} has two lights in the API`);
    }
    sayPoint(facts, point);
  }
  return facts;
}

type PointAnswer = {
  number: number;
  percent: number;
  expectedPercent: number;
  light: Light;
  sides: { city: string; percent: number; light: Light }[];
};
type PlanAnswer = {
  plan: { percent: number; counts: Record<Light, number> };
  chapters: { number: number; percent: number; light: Light; points: PointAnswer[] }[];
};

function sayPoint(facts: Facts, point: PointAnswer) {
  const { number, percent, expectedPercent, light, sides } = point;
  facts.set(`point ${number} light`, light);
  facts.set(`point ${number} exact percent`, percent);
  facts.set(`point ${number} exact expected`, expectedPercent);
  for (const side of sides) {
    facts.set(`point ${number} ${side.city} light`, side.light);
    facts.set(`point ${number} ${side.city} exact percent`, side.percent);
  }
}

/** Every point's due date says how the point stands. */
async function calendar(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  for (const event of readCalendar(await getCalendarText(leader, day)).events) {
    const [, number] = /^point-(\d+)-/.exec(event.UID?.value ?? "") ?? [];
    if (number === undefined) continue;
    const [light = "", percent = ""] = (event.DESCRIPTION?.value ?? "").split("，进度");
    facts.set(`point ${number} light`, lightIn(light));
    facts.set(`point ${number} percent`, Number.parseInt(percent, 10));
  }
  return facts;
}
