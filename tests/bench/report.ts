import type { SetSize } from "./large-set";
import {
  CONNECTIONS,
  type Connections,
  type Figures,
  type SetFigures,
  SUBJECTS,
  type Subject,
} from "./measure";

export type Measured = { size: SetSize; figures: SetFigures };
export type Weights = { empty: number; pages: Record<string, number> };

const NAMES: Record<Subject, string> = {
  empty: "空白页",
  overview: "总览",
  chapter: "章",
  point: "要点",
  submit: "提交一份进展",
};

/** The figures as one Markdown table a question, to be read on a terminal and kept in the README. */
export function report(small: Measured, large: Measured, weights: Weights): string {
  return [
    ...setLines(small),
    ...setLines(large),
    "",
    ...table(
      PAGE_HEAD,
      CONNECTIONS.flatMap((connections) =>
        SUBJECTS.map((subject) => pageRow(subject, connections, small, large)),
      ),
    ),
    "",
    ...table(["一个连接", "小 p50", "小 p95", "大 p50", "大 p95", "大÷小"], alone(small, large)),
    "",
    ...table(["页面，一个连接", "小：页面÷它的 SQL", "大：页面÷它的 SQL"], besideSql(small, large)),
    "",
    ...table(
      ["页面", "HTML KB（解压后）", "JavaScript KB", "比空白页多"],
      Object.entries({ [NAMES.empty]: weights.empty, ...weights.pages }).map(([name, bytes]) => [
        name,
        html(small, name),
        kilobytes(bytes),
        kilobytes(bytes - weights.empty),
      ]),
    ),
    "",
    ...aims(small, large, weights),
  ].join("\n");
}

const PAGE_HEAD = [
  "页面",
  "连接",
  ...["小", "大"].flatMap((set) => [`${set} p50`, `${set} p95`, `${set} 次/秒`, `${set}÷空白页`]),
  "大÷小",
];

function pageRow(subject: Subject, connections: Connections, small: Measured, large: Measured) {
  const figures = ({ figures }: Measured) => figures.under[connections];
  const written = (measured: Measured) => {
    const { [subject]: own, empty } = figures(measured);
    return [...cells(own), times(own.p50 / empty.p50)];
  };
  const growth = grown(figures(small)[subject], figures(large)[subject]);
  return [NAMES[subject], String(connections), ...written(small), ...written(large), growth];
}

function setLines({ size }: Measured): string[] {
  const number = (value: number) => value.toLocaleString("en-US");
  const text = `${size.plans} 个年度、${number(size.points)} 项要点、${number(size.updates)} 条进展`;
  return [`${size.plans > 1 ? "大" : "小"}：${text}（当年 ${number(size.inForce)} 条）`];
}

/** What happens on one connection only: a first request, and the bare statements. */
function alone(small: Measured, large: Measured): string[][] {
  const rows: [string, (figures: SetFigures) => Figures][] = [
    ["总览，看板过期后的第一次", ({ cold }) => cold],
    ["搜索页（教育，各类）", ({ search }) => search],
    ["SQL：在进展里搜一个词", ({ sql }) => sql.search],
    ["SQL：会话与版本（每次请求）", ({ sql }) => sql.session],
    ["SQL：要点页自己的一条", ({ sql }) => sql.point],
    ["SQL：提交一份进展的全部语句", ({ sql }) => sql.submit],
    ["SQL：全部要点的快照（看板过期后）", ({ sql }) => sql.snapshot],
  ];
  return rows.map(([name, pick]) => {
    const a = pick(small.figures);
    const b = pick(large.figures);
    return [name, ...cells(a).slice(0, 2), ...cells(b).slice(0, 2), grown(a, b)];
  });
}

/** A warm page's time as a multiple of the SQL it sends. */
function besideSql(small: Measured, large: Measured): string[][] {
  const sqlOf = (subject: Subject, { sql }: SetFigures) => {
    const own = subject === "point" || subject === "submit" ? sql[subject].p50 : 0;
    return sql.session.p50 + own;
  };
  const ratio = (subject: Subject, { figures }: Measured) =>
    times(figures.under[1][subject].p50 / sqlOf(subject, figures));
  return (["overview", "chapter", "point", "submit"] as const).map((subject) => [
    NAMES[subject],
    ratio(subject, small),
    ratio(subject, large),
  ]);
}

// What a list of the same 31 points takes in two trackers on a machine like this one, p50 in milliseconds.
const NODE_TRACKER = 42;
const RAILS_TRACKER = 134;

function aims(small: Measured, large: Measured, weights: Weights): string[] {
  const most = Math.max(...Object.values(weights.pages)) - weights.empty;
  const lines = (["overview", "chapter"] as const).flatMap((subject) =>
    CONNECTIONS.flatMap((connections) => {
      const { [subject]: a, empty } = small.figures.under[connections];
      const b = large.figures.under[connections][subject];
      const where = `${NAMES[subject]}，${connections} 个连接`;
      return [
        aim(`${where}：小数据 ≤ 空白页 × 2`, a.p50 / empty.p50, 2, times),
        aim(`${where}：大数据 ≤ 小数据 × 1.5`, b.p50 / a.p50, 1.5, times),
      ];
    }),
  );
  const { p95 } = large.figures.sql.search;
  const { chapter } = small.figures.under[1];
  return [
    ...lines,
    aim("在 100 万条进展里搜一个词，p95 不超过 50 ms", p95, 50, milliseconds),
    aim("章的毫秒数不超过 Node 同类的三分之一", chapter.p50, NODE_TRACKER / 3, milliseconds),
    aim("章的毫秒数不超过 Rails 同类的十分之一", chapter.p50, RAILS_TRACKER / 10, milliseconds),
    aim("任何一页的 JavaScript 比空白页至多多 40 KB", most, 40 * 1024, kilobytes),
  ];
}

function aim(sentence: string, value: number, most: number, write: (value: number) => string) {
  return `${value <= most ? "达到" : "未达"}  ${sentence}：${write(value)}`;
}

function html({ figures }: Measured, name: string): string {
  const subject = SUBJECTS.find((each) => NAMES[each] === name);
  const size = subject && figures.size[subject];
  return size ? `${size.sent.toFixed(1)}（${size.plain.toFixed(0)}）` : "";
}

function cells({ p50, p95, perSecond }: Figures): string[] {
  return [milliseconds(p50), milliseconds(p95), perSecond.toFixed(0)];
}

const grown = (a: Figures, b: Figures) => times(b.p50 / a.p50);
const times = (value: number) => `${value.toFixed(2)}×`;
const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;

function table(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => pad(cell, widths[column] ?? 0, column > 0)).join(" | ")} |`;
  const rule = widths.map((size, column) =>
    column > 0 ? `${"-".repeat(size - 1)}:` : "-".repeat(size),
  );
  return [line(head), line(rule), ...rows.map(line)];
}

// Chinese characters take two columns of a terminal.
function width(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[⺀-鿿＀-￯、。（）]/.test(character) ? 2 : 1),
    0,
  );
}

function pad(text: string, to: number, right: boolean): string {
  const space = " ".repeat(to - width(text));
  return right ? space + text : text + space;
}
