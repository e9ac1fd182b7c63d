import { fold } from "./fold";

/** What a column of a table of tasks holds. */
export type Column = "NUMBER" | "SECTION" | "TASK" | "CONTENT" | "UNITS" | "OTHER";

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ["NUMBER", /^(?:序号?|编号|项目?序号|任务序号|NO\.?)$/i],
  [
    "UNITS",
    /(?:牵头|主责|责任|负责|配合|协助|协办|参与|落实|承办|主办|实施|协同|支持)(?:（.*）)?(?:单位|部门|主体|处室|科室|股室|机构|地区)|^(?:单位|部门|分工|牵头|配合|责任分工|职责分工|任务分工)$/,
  ],
  [
    "OTHER",
    /时限|时间|日期|期限|进度|节点|领导|负责人|责任人|联系|备注|目标|指标|成果|标准|依据|来源/,
  ],
  [
    "SECTION",
    /^(?:类别|类型|分类|领域|板块|方面|章节|[任务工作重点所属]{2,4}(?:类别|类型|分类|领域|板块|方面)|一级任务|类|模块|工程|专项)$/,
  ],
  ["CONTENT", /内容|措施|举措|要求|具体任务|任务分解|做法|工作安排|推进计划|细化任务/],
  ["TASK", /任务|事项|项目|工作|要点|名称|条目|政策/],
];

const columnOf = (head: string): Column | null => {
  const text = fold(head).replace(/\s/g, "");
  return text.length > 24 ? null : (COLUMNS.find(([, form]) => form.test(text))?.[0] ?? null);
};

/** What the columns below these heads hold; 目标任务 is the task where no other column is. */
export function headsOf(heads: readonly string[]): (Column | null)[] {
  const kinds = heads.map(columnOf);
  if (heads.length < 2 || kinds.includes("TASK") || kinds.includes("CONTENT")) return kinds;
  const task = heads.findIndex(
    (head, index) =>
      kinds[index] === "OTHER" && /目标.{0,2}任务|任务.{0,2}目标|目标|指标/.test(head),
  );
  return kinds.map((kind, index) => (index === task ? "TASK" : kind));
}
