import { fold } from "./fold";
import type { Line, TaskRow } from "./lines";

type Column = "NUMBER" | "SECTION" | "TASK" | "CONTENT" | "UNITS" | "OTHER";

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ["NUMBER", /^(?:序号?|编号|项目?序号|任务序号|NO\.?)$/i],
  [
    "UNITS",
    /(?:牵头|责任|配合|协助|协办|参与|落实|承办|主办|实施|协同|支持)(?:（.*）)?(?:单位|部门|主体|处室|科室|股室|机构|地区)|^(?:单位|部门|分工|牵头|配合|责任分工|职责分工|任务分工)$/,
  ],
  ["OTHER", /时限|时间|日期|期限|进度|领导|责任人|联系|备注|目标|指标|成果|标准|依据|来源/],
  ["SECTION", /^(?:类别|类型|分类|领域|板块|方面|章节|任务类别|任务类型|类|模块|工程|专项)$/],
  ["CONTENT", /内容|措施|举措|要求|具体任务|任务分解|做法|工作安排|推进计划|细化任务/],
  ["TASK", /任务|事项|项目|工作|要点|名称|条目|政策/],
];

const columnOf = (head: string): Column | null => {
  const text = fold(head).replace(/\s/g, "");
  return text.length > 24 ? null : (COLUMNS.find(([, form]) => form.test(text))?.[0] ?? null);
};

/**
 * Rows of tables of tasks are read by the head above them; every other row stays a line of text, so
 * that no table is lost. A row of one cell across the table is a line of text already.
 */
export function readTables(lines: readonly Line[]): Line[] {
  let heads: string[] = [];
  let columns: (Column | null)[] = [];
  return lines.map((line) => {
    const { cells, ...plain } = line;
    if (!cells) return line;
    const kinds = cells.map(columnOf);
    if (
      kinds.includes("UNITS") &&
      (kinds.includes("TASK") || kinds.includes("CONTENT") || kinds.includes("SECTION"))
    ) {
      heads = cells.map((cell) => cell.replace(/\s/g, ""));
      columns = kinds;
      return plain;
    }
    if (
      columns.length === 0 ||
      cells.length < Math.min(columns.length, 3) ||
      cells.length > columns.length + 1
    ) {
      if (cells.length !== columns.length) columns = [];
      return plain;
    }
    const row = rowOf(cells, columns, heads);
    return row ? { ...plain, row } : plain;
  });
}

function rowOf(
  cells: readonly string[],
  columns: readonly (Column | null)[],
  heads: readonly string[],
): TaskRow | null {
  const of = (wanted: Column) =>
    cells.flatMap((text, index) =>
      columns[index] === wanted && text.trim() !== ""
        ? [{ label: heads[index] ?? "", text: text.trim() }]
        : [],
    );
  const words = (wanted: Column) =>
    of(wanted)
      .map(({ text }) => text)
      .join("\n");
  const number = words("NUMBER");
  const [task, content] = [words("TASK"), words("CONTENT")];
  const title = task || content || words("SECTION");
  if (title === "" || /^(?:合计|小计|备注|注：)/.test(number || title)) return null;
  const headless = cells.flatMap((text, index) =>
    (columns[index] === null || columns[index] === undefined) && text.trim() !== ""
      ? [{ label: heads[index] ?? "", text: text.trim() }]
      : [],
  );
  return {
    number,
    section: task || content ? words("SECTION") : "",
    title,
    body: task && content ? content : "",
    clauses: of("UNITS"),
    others: [...of("OTHER"), ...headless],
  };
}
