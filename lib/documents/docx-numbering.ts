import { inChinese } from "./numerals";
import { childOf, type Element, elementsOf } from "./xml";

type Level = { start: number; format: string; text: string; restart: boolean };
type List = { levels: Map<number, Level>; counters: number[] };

const value = (element: Element | undefined) => element?.attributes["w:val"] ?? "";

/**
 * Gives the number Word prints before a paragraph, “1. ” or “（一）”; empty when it has none. Must be
 * asked in the order of the document: it counts.
 */
export function numberingOf(
  numbering: Element | null,
  styles: Element | null,
): (paragraph: Element, inCell?: boolean) => string {
  const lists = listsOf(numbering);
  const styled = stylesOf(styles);
  return (paragraph, inCell = false) => {
    const own = childOf(paragraph, "w:pPr", "w:numPr");
    const style = styled.get(value(childOf(paragraph, "w:pPr", "w:pStyle")));
    const id = value(childOf(own, "w:numId")) || style?.id || "";
    const level = Number(value(childOf(own, "w:ilvl")) || style?.level || 0);
    const list = id === "0" ? undefined : lists.get(id);
    const form = list?.levels.get(level);
    // A cell of 序号 often holds its number and nothing else.
    if (!list || !form || (!inCell && paragraphIsEmpty(paragraph))) return "";
    list.counters[level] = (list.counters[level] ?? form.start - 1) + 1;
    for (const deeper of list.levels.keys()) {
      if (deeper > level && (list.levels.get(deeper)?.restart ?? true))
        delete list.counters[deeper];
    }
    return labelOf(list, form);
  };
}

const paragraphIsEmpty = (element: Element): boolean =>
  elementsOf(element).every(
    (child) => child.name !== "w:t" && (child.name === "w:pPr" || paragraphIsEmpty(child)),
  );

function labelOf(list: List, form: Level): string {
  const text = form.text.replace(/%(\d)/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const level = list.levels.get(index);
    return level ? written(list.counters[index] ?? level.start, level.format) : "";
  });
  if (text === "" || form.format === "bullet") return "";
  return /[.．\w]$/.test(text) ? `${text} ` : text;
}

function written(number: number, format: string): string {
  switch (format) {
    case "chineseCounting":
    case "chineseCountingThousand":
    case "japaneseCounting":
    case "taiwaneseCounting":
    case "taiwaneseCountingThousand":
    case "koreanCounting":
    case "chineseLegalSimplified":
    case "ideographDigital":
    case "japaneseDigitalTenThousand":
      return inChinese(number);
    case "ideographTraditional":
      return "甲乙丙丁戊己庚辛壬癸".charAt((number - 1) % 10);
    case "ideographZodiac":
      return "子丑寅卯辰巳午未申酉戌亥".charAt((number - 1) % 12);
    case "upperLetter":
      return letters(number);
    case "lowerLetter":
      return letters(number).toLowerCase();
    case "upperRoman":
      return roman(number);
    case "lowerRoman":
      return roman(number).toLowerCase();
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : String(number);
    case "decimalZero":
      return String(number).padStart(2, "0");
    case "decimalFullWidth":
      return String(number).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    case "none":
      return "";
    default:
      return String(number);
  }
}

/** 27 → AA, as Word counts: the same letter twice. */
const letters = (number: number) =>
  String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.min(9, Math.ceil(number / 26)));

const ROMAN: readonly [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function roman(number: number): string {
  let rest = Math.min(number, 3999);
  return ROMAN.map(([size, sign]) => {
    const times = Math.floor(rest / size);
    rest -= times * size;
    return sign.repeat(times);
  }).join("");
}

/** Lists by their id; those of one abstract list count together unless one sets its own start. */
function listsOf(numbering: Element | null): Map<string, List> {
  const children = numbering ? elementsOf(numbering) : [];
  const abstract = new Map<string, List>();
  for (const each of children) {
    if (each.name !== "w:abstractNum") continue;
    const levels = elementsOf(each)
      .filter((child) => child.name === "w:lvl")
      .map(levelOf);
    abstract.set(each.attributes["w:abstractNumId"] ?? "", {
      levels: new Map(levels),
      counters: [],
    });
  }
  return new Map(
    children.flatMap((each) => {
      const base = abstract.get(value(childOf(each, "w:abstractNumId")));
      if (each.name !== "w:num" || !base) return [];
      return [[each.attributes["w:numId"] ?? "", overridden(each, base)] as const];
    }),
  );
}

function overridden(num: Element, base: List): List {
  const overrides = elementsOf(num).filter((child) => child.name === "w:lvlOverride");
  if (overrides.length === 0) return base;
  const levels = new Map(base.levels);
  for (const override of overrides) {
    const index = Number(override.attributes["w:ilvl"] ?? 0);
    const whole = childOf(override, "w:lvl");
    const start = value(childOf(override, "w:startOverride"));
    const level = whole ? levelOf(whole)[1] : levels.get(index);
    if (level) levels.set(index, { ...level, start: start === "" ? level.start : Number(start) });
  }
  return { levels, counters: [] };
}

function levelOf(element: Element): [number, Level] {
  return [
    Number(element.attributes["w:ilvl"] ?? 0),
    {
      start: Number(value(childOf(element, "w:start")) || 1),
      format: value(childOf(element, "w:numFmt")) || "decimal",
      text: value(childOf(element, "w:lvlText")),
      restart: value(childOf(element, "w:lvlRestart")) !== "0",
    },
  ];
}

function stylesOf(styles: Element | null): Map<string, { id: string; level: string }> {
  const elements = (styles ? elementsOf(styles) : []).filter((each) => each.name === "w:style");
  return new Map(
    elements.flatMap((each) => {
      const numPr = childOf(each, "w:pPr", "w:numPr");
      const id = value(childOf(numPr, "w:numId"));
      return id
        ? [
            [
              each.attributes["w:styleId"] ?? "",
              { id, level: value(childOf(numPr, "w:ilvl")) },
            ] as const,
          ]
        : [];
    }),
  );
}
