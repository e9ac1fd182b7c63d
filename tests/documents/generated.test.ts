import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinLayoutBreaks, pointsOf, readNotice, rebuildNotice } from "@/lib/documents/notice";
import { HEAD } from "./read";

const OFFICES =
  "教育局 财政局 商务局 文化和旅游局 住房和城乡建设局 市场监管局 委组织部 民政局".split(" ");
const office = fc.constantFrom(...OFFICES);
const offices = fc.uniqueArray(office, { minLength: 1, maxLength: 3 });

type Units = { lead: string[]; answer: string[]; support: string[] };

/** Units in roles, each unit once. */
const units: fc.Arbitrary<Units> = fc
  .tuple(fc.shuffledSubarray(OFFICES, { minLength: 3, maxLength: 6 }), fc.nat(2), fc.nat(2))
  .map(([names, leads, supports]) => ({
    lead: names.slice(0, leads),
    support: names.slice(leads, leads + supports),
    answer: names.slice(leads + supports),
  }));

const named = (names: readonly string[]) => names.map((name) => `市${name}`).join("、");
const labelled = (units: Units, colon: string, stop: string) =>
  [
    ["牵头单位", units.lead],
    ["责任单位", units.answer],
    ["配合单位", units.support],
  ]
    .flatMap(([label, names]) =>
      names && names.length > 0 ? [`${label}${colon}${named(names as string[])}`] : [],
    )
    .join(stop);
const said = ({ lead, answer, support }: Units) =>
  [
    [lead, "牵头"],
    [answer, "负责"],
    [support, "配合"],
  ]
    .flatMap(([names, verb]) =>
      names && names.length > 0 ? [`${named(names as string[])}${verb}`] : [],
    )
    .join("，");

type Form = { write: (units: Units) => string; bare?: boolean };
const bracketed = (open: string, close: string): Form[] => [
  { write: (each) => `${open}${labelled(each, "：", "；")}${close}` },
  { write: (each) => `${open}${labelled(each, ":", "，")}${close}` },
  { write: (each) => `${open}${said(each)}${close}` },
];
const FORMS: Form[] = [
  ..."（） () 【】 〔〕 [] 〈〉 （) 〔）"
    .split(" ")
    .flatMap((pair) => bracketed(pair.charAt(0), pair.charAt(1))),
  { write: (each) => `\n${labelled(each, "：", "\n")}`, bare: true },
  { write: (each) => `${labelled(each, "：", "；")}。`, bare: true },
  { write: (each) => `${said(each)}。`, bare: true },
];

const words = fc
  .array(fc.constantFrom(..."建设园区 推进合作 举办活动 完善机制 培育企业 提升服务".split(" ")), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join("，"));

const MARKERS = [
  (number: number) => `${number}.`,
  (number: number) => `${number}. `,
  (number: number) => `${number}．`,
  (number: number) => `${number}、`,
  (number: number) => `（${"零一二三四五六七八九十".charAt(number)}）`,
  (number: number) => `(${"零一二三四五六七八九十".charAt(number)})`,
];

const plan = fc.record({
  chapters: fc.array(
    fc.record({
      title: words,
      points: fc.array(fc.record({ title: words, body: words, units }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  marker: fc.constantFrom(...MARKERS),
  form: fc.constantFrom(...FORMS),
  restart: fc.boolean(),
  blank: fc.constantFrom("", "　　", "\n", "\r"),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

function written({ chapters, marker, form, restart, blank }: Plan): string {
  let number = 0;
  return chapters
    .map(({ title, points }, index) => {
      if (restart) number = 0;
      const items = points.map((point) => {
        number += 1;
        return `${blank}${marker(number)}${point.title}。${point.body}。${form.write(point.units)}`;
      });
      return [`${"一二三".charAt(index)}、${title}`, ...items].join("\n");
    })
    .join("\n");
}

const sorted = (names: readonly string[]) => [...names].sort();

describe("any plan that is written down", () => {
  test("is read as what was written, in any form of numbers, brackets and clauses", () => {
    fc.assert(
      fc.property(plan, (given) => {
        const { chapters } = readNotice(HEAD + written(given));
        expect(chapters.map(({ title }) => title)).toEqual(
          given.chapters.map(({ title }) => title),
        );
        const read = chapters.map(({ points }) =>
          points.map(({ title, named: all }) => ({
            title,
            ...Object.fromEntries(
              (["LEAD", "RESPONSIBLE", "SUPPORT"] as const).map((role) => [
                role,
                sorted(all.flatMap((unit) => (unit.role === role ? [unit.name] : []))),
              ]),
            ),
          })),
        );
        const city = (names: readonly string[]) => sorted(names.map((name) => `青河市${name}`));
        expect(read).toEqual(
          given.chapters.map(({ points }) =>
            points.map(({ title, units: { lead, answer, support } }) => ({
              title,
              LEAD: city(lead),
              RESPONSIBLE: city(answer),
              SUPPORT: city(support),
            })),
          ),
        );
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test("and cut to the width of a page is the same reading", () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 24, max: 40 }), (given, width) => {
        fc.pre(given.form.bare !== true && given.blank === "　　");
        const whole = written(given);
        const cut = whole
          .split("\n")
          .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "gu")) ?? [])
          .join("\n");
        const units = (source: string) =>
          pointsOf(readNotice(HEAD + source)).map((point) => point.units.map(({ name }) => name));
        expect(units(cut)).toEqual(units(whole));
      }),
      { numRuns: 150 },
    );
  }, 30_000);
});

describe("whatever stands in a text", () => {
  const line = fc.oneof(
    words,
    offices.map((names) => `（责任单位：${named(names)}）`),
    offices.map((names) => `责任单位：${named(names)}`),
    fc.constantFrom(
      ..."一、章|二、章|（一）节|（二）节|1.项。|2.项。|（1）步。|附件：名单|附件2|2025年3月1日|备注：另见清单|抄送：市委|列第一位者为牵头单位，下同|以下均需市水利局落实，不再列出".split(
        "|",
      ),
    ),
  );

  test("is in the reading, every character, and units of a line without a point are asked about", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 14 }), (lines) => {
        const text = HEAD + lines.join("\n");
        const reading = readNotice(text);
        const bare = (each: string) => each.replace(/\s/g, "");
        expect(bare(rebuildNotice(reading))).toBe(bare(text));
        const points = pointsOf(reading);
        // A question names the line its paragraph begins on.
        const begins = joinLayoutBreaks(text).map((paragraph) => paragraph.line);
        const paragraphOf = (at: number) => begins.findLast((each) => each <= at) ?? 1;
        const seen = new Set(
          [
            ...points.flatMap(({ named, clauses }) =>
              [...named, ...clauses].map((each) => each.line),
            ),
            ...reading.warnings.map((warning) => warning.line),
          ].map(paragraphOf),
        );
        const first = reading.chapters[0]?.line ?? 0;
        const lost = lines.flatMap((each, index) => {
          const at = paragraphOf(HEAD.split("\n").length + index);
          const read = !each.includes("责任单位：") || seen.has(at) || at < first;
          return read || points.length === 0 ? [] : [each];
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 400 },
    );
  }, 30_000);
});
