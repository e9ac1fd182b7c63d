import { z } from "zod";
import {
  AssignmentOrigin,
  AssignmentRole,
  NoProgressReason,
  ProblemLevel,
  UnitKind,
} from "../../prisma/generated/enums";
import { TAGS } from "../dashboards/schema";
import { rowId } from "../row-id";
import { LIGHTS } from "../status/rules";

/** What the read API takes and answers; the OpenAPI document is made of these. Strict: nothing is told that is not named here. */

export const date = z.iso.date({ error: "日期写作 2024-09-06。" });
const percent = z.number().min(0).max(100).describe("百分数，保留一位小数");
export const light = z.enum(LIGHTS);
const counts = z.strictObject(
  Object.fromEntries(LIGHTS.map((each) => [each, z.int()])) as Record<
    (typeof LIGHTS)[number],
    z.ZodInt
  >,
);

export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("说明原因和怎么办的一句话"),
  error: z.string().describe("与 detail 相同，供较早的程序读取"),
});

export const plansList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.int(),
      year: z.int(),
      title: z.string(),
      documentNumber: z.string(),
      issuedOn: date,
      dueOn: date,
      cities: z.array(z.string()),
      points: z.int(),
      address: z.string().describe("这一份的地址；总是指这一份"),
    }),
  ),
});

// ───────────── what is asked ─────────────

export const yearParams = z.strictObject({
  year: z
    .string()
    .regex(/^[12]\d{3}(-[1-9]\d{0,8})?$/, "年度写作四位数字。同一年有几份的写作 2024-3。")
    .describe("年度；同一年有几份工作要点时写作“年度-编号”，见 /plans"),
});
export const pointParams = yearParams.extend({ number: rowId.describe("要点序号") });
export const unitParams = yearParams.extend({ id: rowId.describe("责任单位编号") });

export const asOf = date.optional().describe("统计截止日期；省略即为当天");
export const MAX_LIMIT = 200;
export const paging = {
  limit: z.coerce
    .number({ error: "limit 是每页条数，写作数字。" })
    .int()
    .min(1, { error: "limit 至少为 1。" })
    .max(MAX_LIMIT, { error: `limit 最多为 ${MAX_LIMIT}。` })
    .default(50)
    .describe("每页条数"),
  cursor: z.string().max(200).optional().describe("上一页 next 里的游标，不要自行编写"),
};

/** The first of all routes let unknown parameters pass; it still does. */
export const planQuery = z.object({ asOf });
export const dayQuery = z.strictObject({ asOf });
export const pointsQuery = z.strictObject({
  asOf,
  light: light.optional().describe("只要这种灯的要点"),
  chapter: rowId.optional().describe("只要这一章的要点"),
  unit: rowId
    .optional()
    .describe("只要这一责任单位的要点；同时写 light 的，按该单位所在城市一侧的灯"),
  ...paging,
});
export const unitsQuery = z.strictObject({
  asOf,
  city: z.string().max(20).optional().describe("只要这一城市的单位，写简称，如 济南"),
  ...paging,
});
export const updatesQuery = z.strictObject({
  asOf,
  since: date.optional().describe("只要这一天起审核通过的"),
  unit: rowId.optional().describe("只要这一责任单位的"),
  point: rowId.optional().describe("只要这一要点的"),
  ...paging,
});

// ───────────── what is answered ─────────────

const side = z.strictObject({ city: z.string(), percent, light });
const share = z.strictObject({
  name: z.string(),
  city: z.string().nullable(),
  kind: z.enum(UnitKind),
  role: z.enum(AssignmentRole),
  origin: z.enum(AssignmentOrigin),
  percent: percent.nullable(),
  reportedOn: date.nullable(),
});
const pointState = z
  .enum(["UNDER_WAY", "PAUSED", "CANCELLED", "COMPLETED"])
  .describe(
    "UNDER_WAY 办理中（含未启动），PAUSED 已暂停，CANCELLED 已取消，COMPLETED 已办结；后三种不再要求报送，时限也不算逾期",
  );
const tags = z
  .array(z.enum(TAGS))
  .describe("灯旁的标注；“未报送”指连续两期以上，恰好一期由灯 UNREPORTED 表示");
const planPoint = z.strictObject({
  number: z.int(),
  title: z.string(),
  body: z.string(),
  clause: z.string().describe("责任单位原文"),
  dueOn: date,
  percent,
  expectedPercent: percent,
  light,
  reason: z.string(),
  sides: z.array(side),
  units: z.array(share),
});

export const planDocumentSchema = z.strictObject({
  plan: z.strictObject({
    year: z.int(),
    title: z.string(),
    documentNumber: z.string(),
    issuedOn: date,
    dueOn: date,
    asOf: date,
    percent,
    expectedPercent: percent,
    counts,
  }),
  chapters: z.array(
    z.strictObject({
      number: z.int(),
      title: z.string(),
      percent,
      light,
      points: z.array(planPoint),
    }),
  ),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    asOf: date,
    items: z.array(item),
    next: z.string().nullable().describe("下一页的地址；没有下一页为 null"),
  });

export const pointItem = planPoint.extend({
  chapter: z.strictObject({ number: z.int(), title: z.string() }),
  startsOn: date,
  state: pointState,
  tags,
});
export const pointsPage = page(pointItem);

export const pointDetail = z.strictObject({
  asOf: date,
  point: pointItem,
  actionItems: z.array(
    z.strictObject({
      position: z.int(),
      text: z.string(),
      dueOn: date.nullable().describe("时限；null 即要点的办理时限"),
      units: z.array(z.string()).describe("落实单位；空即要点的全部单位"),
      done: z.array(z.strictObject({ unit: z.string(), doneOn: date })),
    }),
  ),
  indicators: z.array(
    z.strictObject({
      name: z.string(),
      target: z.int(),
      measure: z.string(),
      dueOn: date.nullable().describe("时限；null 即要点的办理时限"),
      units: z.array(z.string()).describe("填报单位；空即要点的全部单位"),
      confirmed: z.boolean().describe("管理员已确认；false 为从原文读出、待确认"),
      readings: z.array(z.strictObject({ unit: z.string(), value: z.int(), month: date })),
    }),
  ),
  problems: z.array(
    z.strictObject({
      unit: z.string(),
      text: z.string(),
      level: z.enum(ProblemLevel),
      owner: z.string(),
      raisedOn: date,
    }),
  ),
});

export const unitItem = z.strictObject({
  id: z.int(),
  name: z.string(),
  city: z.string().nullable(),
  kind: z.enum(UnitKind),
  points: z.int().describe("承担的要点数"),
  percent: percent.nullable().describe("各要点进度的平均；集合单位为 null"),
  due: z.int().describe("本期应报"),
  reported: z.int().describe("本期已报"),
  counts,
});
export const unitsPage = page(unitItem);
export const unitDetail = z.strictObject({
  asOf: date,
  unit: unitItem,
  shares: z.array(
    z.strictObject({
      point: z.strictObject({ number: z.int(), title: z.string(), light, state: pointState }),
      light: light.describe("该单位所在城市一侧的灯；point.light 是整项的"),
      role: z.enum(AssignmentRole),
      origin: z.enum(AssignmentOrigin),
      percent: percent.nullable(),
      reportedOn: date.nullable(),
    }),
  ),
});

export const updateItem = z.strictObject({
  id: z.int(),
  point: z.strictObject({ number: z.int(), title: z.string() }),
  unit: z.strictObject({ id: z.int(), name: z.string(), city: z.string().nullable() }),
  month: date.describe("填报期，当月第一天"),
  version: z.int().describe("第几版；更正为新的一版"),
  percent,
  progressText: z.string(),
  problemText: z.string(),
  problemLevel: z.enum(ProblemLevel).nullable(),
  nextStepText: z.string(),
  nextStepOn: date.nullable(),
  noProgressReason: z.enum(NoProgressReason).nullable(),
  submittedOn: date,
  approvedOn: date,
  counts: z.boolean().describe("false：补齐以前的填报期，不改变进度"),
});
export const updatesPage = page(updateItem);
