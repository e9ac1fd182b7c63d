import type { Board } from "@/lib/dashboards/board";
import type { DirectiveView } from "@/lib/dashboards/directives";
import type { ProblemRow } from "@/lib/dashboards/open-problems";
import type { ReportRow } from "@/lib/dashboards/reporting";
import type { PointRow } from "@/lib/dashboards/rows";
import { chineseNumeral, extensionText, monthDay } from "@/lib/format";
import { CONFIDENCE_NAMES, LIGHT_NAMES } from "@/lib/glossary";
import { DIRECTIVE_LIGHT_NAMES, tagText } from "@/lib/glossary-states";

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
  redating(row),
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

/** 原 2024-12-31，第1次延期: what the page says around the date in force, which is beside it. */
function redating({ point: { extension } }: PointRow): string | null {
  if (!extension) return null;
  // Read in another year, every date says its own.
  const said = extensionText(extension, "2000-01-01");
  const parts = /^原 (\d+)年(\d+)月(\d+)日 → 现 .*（(.*)）$/.exec(said);
  if (!parts) throw new Error(`the page says ${said}`);
  const [, year, month = "", day = "", by] = parts;
  return `原 ${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}，${by}`;
}

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

/** What a person reads in a row of 批示台账, or with `order` of that of 督办单, in the order of its columns. */
export const directiveOnScreen = (row: DirectiveView, order: boolean) => {
  const first = row.units.find(({ dueOn }) => dueOn === row.owedOn);
  return [
    row.light ? DIRECTIVE_LIGHT_NAMES[row.light] : "已撤回",
    order
      ? { BLUE: "蓝色督办", YELLOW: "黄色督办", RED: "红色督办" }[row.order?.grade ?? "BLUE"]
      : { NORMAL: "一般", IMPORTANT: "重要", URGENT: "紧急" }[row.level],
    row.reason.replace(/^[^：]*：/, ""),
    ...(order ? [row.order?.name] : []),
    row.text,
    row.target.kind === "unit"
      ? row.target.title
      : `${row.target.kind === "point" ? `第 ${row.target.number} 项` : `第${chineseNumeral(row.target.number)}章`}“${row.target.title}”`,
    row.units
      .map(({ name, state, daysLeft }) => {
        if (row.withdrawnOn) return `${name} 已撤回`;
        if (state === "REPLIED") return `${name} 待认可`;
        if (state === "SETTLED") return `${name} 已办结`;
        return `${name} ${{ AWAITED: "待答复 ", ASKED_AGAIN: "要求补充 ", OVERDUE: "" }[state]}${left(daysLeft)}`;
      })
      .join("\n"),
    utc(row.dueOn),
    first
      ? `${first.dueOn === row.dueOn ? "" : `补充 ${monthDay(first.dueOn)} `}${left(first.daysLeft)}`
      : null,
    row.issuedBy,
    utc(row.issuedOn),
  ];
};

const left = (days: number) =>
  days === 0 ? "今天到期" : days > 0 ? `剩 ${days} 天` : `逾期 ${-days} 天`;

/** What a person reads of a problem, the words of its level's heading first. */
export const problemOnScreen = (row: ProblemRow) => [
  { PROVINCE: "省级", BOTH_CITIES: "两市协调", CITY: "市级协调", UNIT: "单位自解" }[row.level],
  {
    PROVINCE: "请两市共同提请省级协调",
    BOTH_CITIES: "请两市会商协调",
    CITY: "请单位所在市协调",
    UNIT: "由提出单位自行解决",
  }[row.level],
  row.text,
  row.unit.name,
  row.point.number,
  row.point.title,
  row.owner || "未明确",
  row.days,
  utc(row.raisedOn),
];

/** What a person reads in a row of 填报情况, behind its chapter. */
export const reportOnScreen = ({ share, point, state, cell }: ReportRow, { chapters }: Board) => [
  `${chineseNumeral(point.chapterNumber)}、${chapters.find(({ number }) => number === point.chapterNumber)?.title}`,
  share.unit.name,
  { LEAD: "牵头", RESPONSIBLE: "责任", SUPPORT: "配合" }[share.role],
  point.number,
  point.title,
  {
    APPROVED: "已通过",
    PENDING: "待审核",
    RETURNED: "被退回",
    DUE: "待报",
    OVERDUE: "逾期",
    MISSED: "缺报",
  }[state],
  cell.submittedOn ? utc(cell.submittedOn) : null,
  share.percent === null ? "未报过" : percent(share.percent),
];
