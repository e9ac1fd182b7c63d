import type { PointRow } from "@/lib/dashboards/rows";
import { chineseNumeral } from "@/lib/format";
import { CONFIDENCE_NAMES, LIGHT_NAMES } from "@/lib/glossary";
import { tagText } from "@/lib/glossary-states";

const utc = (date: string) => new Date(`${date}T00:00:00Z`);
const percent = (value: number | undefined) =>
  value === undefined ? null : Math.round(value) / 100;

/** What a person reads in the page's row, in the order of its columns. */
export const onScreen = (row: PointRow, cities: { id: number }[]) => [
  `${chineseNumeral(row.chapter.number)}、${row.chapter.title}`,
  row.number,
  row.title,
  row.units.map(({ name }) => name).join("、"),
  LIGHT_NAMES[row.light],
  row.tags.map((tag) => tagText(tag, { sides: row.shown })).join("、") || null,
  row.shown
    .flatMap(({ city, confidence }) =>
      confidence
        ? [
            `${row.shown.length > 1 ? city.shortName : ""}交付信心${CONFIDENCE_NAMES[confidence.level]}：${confidence.sentence}`,
          ]
        : [],
    )
    .join("\n") || null,
  row.why,
  ...cities.map(({ id }) => percent(row.sides.find(({ city }) => city.id === id)?.percent)),
  percent(row.expected),
  utc(row.dueOn),
  ...(row.own
    ? [
        { LEAD: "牵头", RESPONSIBLE: "责任", SUPPORT: "配合" }[row.own.role],
        row.own.percent === null ? "未报" : percent(row.own.percent),
      ]
    : []),
  row.newest?.text ?? null,
  row.newest?.unit ?? null,
  row.newest ? utc(row.newest.submittedOn) : null,
];

/** RFC 4180, read strictly. */
export function parseCsv(text: string): string[][] {
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  const records: string[][] = [];
  let record: string[] = [];
  let end = 0;
  for (const [whole, value = "", separator] of text.matchAll(field)) {
    record.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    end += whole.length;
    if (separator === "\r\n") {
      records.push(record);
      record = [];
    }
  }
  if (end !== text.length) throw new Error(`a record of the CSV ends at ${end}`);
  return records;
}
