import type { Board, City } from "../dashboards/board";
import type { PointRow } from "../dashboards/rows";
import type { PointGroup } from "../dashboards/schema";
import type { IsoDate } from "../dates";
import { chineseNumeral, redatingText } from "../format";
import { ASSIGNMENT_ROLE_NAMES, CONFIDENCE_NAMES, LIGHT_NAMES } from "../glossary";
import { GROUP_NAMES, tagText } from "../glossary-states";

/** What stands in a cell; a percent is a whole number as on screen, a date YYYY-MM-DD. */
export type Cell =
  | { kind: "text"; value: string }
  | { kind: "number"; value: number }
  | { kind: "percent"; value: number }
  | { kind: "date"; value: string }
  | { kind: "empty" };

export type Column<Row = PointRow> = {
  /** the column of the page it belongs to; neighbours of one group share their head */
  group: string;
  name: string;
  /** in characters of the standard font */
  width: number;
  /** like cells one below another become one, as far as those of the merged columns before it are one */
  merged?: true;
  cell: (row: Row) => Cell;
};

/** Text, or an empty cell for none. */
export const text = (value: string): Cell => (value === "" ? EMPTY : { kind: "text", value });
export const share = (value: number | null | undefined): Cell =>
  value == null ? EMPTY : { kind: "percent", value: Math.round(value) };
export const number = (value: number): Cell => ({ kind: "number", value });
export const date = (value: IsoDate | null): Cell =>
  value === null ? EMPTY : { kind: "date", value };
const EMPTY: Cell = { kind: "empty" };

/** The number and title of a point, as every list of points has them. */
export function pointColumns<Row>(
  group: string,
  pointOf: (row: Row) => { number: number; title: string },
): Column<Row>[] {
  return [
    { group, name: "序号", width: 6, cell: (row) => number(pointOf(row).number) },
    { group, name: "要点", width: 34, cell: (row) => text(pointOf(row).title) },
  ];
}

/** The chapter of a row, one cell for all of it that stand together. */
export function chapterColumn<Row>(
  chapterOf: (row: Row) => { number: number; title: string },
): Column<Row> {
  return {
    group: "章",
    name: "章",
    width: 14,
    merged: true,
    cell: (row) => text(`${chineseNumeral(chapterOf(row).number)}、${chapterOf(row).title}`),
  };
}

/**
 * The page's columns in its order, each spread over what it shows; `own` where the list is about one
 * unit, `by` where it is put together in groups: what stands above them is the first column.
 */
export function ledgerColumns(cities: City[], own: boolean, by?: PointGroup): Column[] {
  const heading = by === "chapter" ? "章" : `按${GROUP_NAMES[by ?? "chapter"]}`;
  return [
    ...(by
      ? [
          {
            group: heading,
            name: heading,
            width: 18,
            merged: true as const,
            cell: (row: PointRow) => text(row.heading ?? ""),
          },
        ]
      : []),
    ...(by === "chapter" ? [] : [chapterColumn<PointRow>(({ chapter }) => chapter)]),
    ...pointColumns<PointRow>("工作要点", (row) => row),
    {
      group: "工作要点",
      name: "责任单位",
      width: 34,
      cell: ({ units }) => text(units.map(({ name }) => name).join("、")),
    },
    { group: "状态", name: "亮灯", width: 11, cell: ({ light }) => text(LIGHT_NAMES[light]) },
    {
      group: "状态",
      name: "提示",
      width: 12,
      cell: ({ tags, shown }) => text(tags.map((tag) => tagText(tag, { sides: shown })).join("、")),
    },
    {
      group: "状态",
      name: "交付信心",
      width: 24,
      cell: ({ shown }) => text(confidenceText(shown)),
    },
    { group: "状态", name: "说明", width: 30, cell: ({ why }) => text(why) },
    ...cities.map(
      (city): Column => ({
        group: "两市进度",
        name: city.shortName,
        width: 8,
        cell: ({ sides }) => share(sides.find((side) => side.city.id === city.id)?.percent),
      }),
    ),
    { group: "两市进度", name: "序时", width: 8, cell: ({ expected }) => share(expected) },
    { group: "两市进度", name: "办理时限", width: 12, cell: ({ dueOn }) => date(dueOn) },
    // The page says both in one line; a date has to stay a date.
    {
      group: "两市进度",
      name: "时限调整",
      width: 20,
      cell: ({ point }) => text(point.extension ? redatingText(point.extension) : ""),
    },
    ...(own ? OWN : []),
    { group: "最新进展", name: "进展", width: 46, cell: ({ newest }) => text(newest?.text ?? "") },
    { group: "最新进展", name: "单位", width: 20, cell: ({ newest }) => text(newest?.unit ?? "") },
    {
      group: "最新进展",
      name: "报送日期",
      width: 12,
      cell: ({ newest }) => date(newest?.submittedOn ?? null),
    },
  ];
}

const OWN: Column[] = [
  {
    group: "本单位",
    name: "角色",
    width: 8,
    cell: ({ own }) => text(own ? ASSIGNMENT_ROLE_NAMES[own.role] : ""),
  },
  {
    group: "本单位",
    name: "本单位进度",
    width: 10,
    cell: ({ own }) => (own && own.percent === null ? text("未报") : share(own?.percent)),
  },
];

/**
 * Whether a spreadsheet may take text for a formula: it begins with a sign that starts one, full
 * width ones and leading blanks included.
 */
export function looksLikeFormula(value: string): boolean {
  return /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value);
}

export type Listed = { id: number; name: string; cityId: number | null };

/** The units of a board in the directory's order, and behind them those a list alone knows. */
export function listedUnits({ assignments }: Board, others: Listed[] = []): Listed[] {
  const own = assignments.map(({ unit }) => unit).sort((a, b) => a.order - b.order);
  return [...new Map([...own, ...others].map((unit) => [unit.id, unit])).values()];
}

/** The sheets of a split list: each is the page with the filter that its name says. */
export function sheetFilters<
  Filter extends { city?: number | undefined; unit?: number | undefined },
>(
  { name, cities, units }: { name: string; cities: City[]; units: Listed[] },
  filter: Filter,
  split: "none" | "city" | "unit",
): { name: string; filter: Filter }[] {
  if (split === "none") return [{ name, filter }];
  if (split === "city") {
    return cities
      .filter(({ id }) => filter.city === undefined || id === filter.city)
      .map((city) => ({ name: city.name, filter: { ...filter, city: city.id } }));
  }
  return units
    .filter(({ id }) => filter.unit === undefined || id === filter.unit)
    .filter(({ cityId }) => filter.city === undefined || cityId === filter.city)
    .map((unit) => ({ name: unit.name, filter: { ...filter, unit: unit.id } }));
}

/** Names Excel takes: at most 31 characters, none of []:*?/\, none twice. */
export function sheetNames(wanted: string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((each) => {
    const plain = each.replace(/[[\]:*?/\\']/g, " ").trim() || "台账";
    let name = plain.slice(0, 31);
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) {
      const tail = `（${count}）`;
      name = plain.slice(0, 31 - tail.length) + tail;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** 济南—临沂对口合作2024年工作要点_台账_截至2024-09-20.xlsx; `what`: what the list was narrowed to. */
export function ledgerFileName(
  title: string,
  { noun, what, asOf, format }: { noun: string; what: string; asOf: IsoDate; format: string },
): string {
  const part = what === "全部" ? "" : `（${what.replaceAll(" · ", "_")}）`;
  return `${title}_${noun}${part}_截至${asOf}.${format}`.replace(/[/\\:*?"<>|]/g, " ");
}

/** 交付信心 of each side as the page says it, a line each. */
function confidenceText(sides: PointRow["shown"]): string {
  return sides
    .flatMap(({ city, confidence }) => {
      if (!confidence) return [];
      const where = sides.length > 1 ? city.shortName : "";
      return [`${where}交付信心${CONFIDENCE_NAMES[confidence.level]}：${confidence.sentence}`];
    })
    .join("\n");
}
