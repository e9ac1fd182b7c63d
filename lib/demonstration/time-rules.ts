import type { ConfidenceLevel, ExtensionDecision } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";

type Step = {
  title: string;
  dueOn: IsoDate;
  weight: number;
  /** place of the one city it is for */
  place?: number;
  /** the day each city reached it, by place; null for one that has not */
  done?: (IsoDate | null)[];
};

/** 节点 by point: done ones, late ones and those to come on the day the demonstration stands at. */
export const MILESTONES: [number, Step[]][] = [
  [
    2,
    [
      {
        title: "印发活动方案",
        dueOn: "2024-05-31",
        weight: 20,
        done: ["2024-05-28", "2024-05-30"],
      },
      {
        title: "完成筹备对接",
        dueOn: "2024-08-15",
        weight: 30,
        done: ["2024-08-12", "2024-08-15"],
      },
      { title: "活动举办", dueOn: "2024-10-25", weight: 40 },
      { title: "总结归档", dueOn: "2024-12-15", weight: 10 },
    ],
  ],
  [
    4,
    [
      {
        title: "完成前期手续",
        dueOn: "2024-05-31",
        weight: 20,
        done: ["2024-05-24", "2024-05-27"],
      },
      { title: "开工建设", dueOn: "2024-07-31", weight: 20, done: ["2024-07-26", "2024-07-30"] },
      { title: "建设过半", dueOn: "2024-09-27", weight: 30, done: ["2024-09-18", null] },
      { title: "竣工验收", dueOn: "2024-12-20", weight: 30 },
    ],
  ],
  [
    8,
    [
      {
        title: "完成调研论证",
        dueOn: "2024-06-28",
        weight: 25,
        done: ["2024-06-20", "2024-06-27"],
      },
      {
        title: "形成协议文本",
        dueOn: "2024-08-30",
        weight: 25,
        done: ["2024-08-28", "2024-08-30"],
      },
      { title: "在济南签订协议", dueOn: "2024-10-31", weight: 50, place: 0 },
      { title: "在临沂挂牌运行", dueOn: "2024-11-29", weight: 50, place: 1 },
    ],
  ],
  [
    9,
    [
      {
        title: "完成前期手续",
        dueOn: "2024-06-14",
        weight: 25,
        done: ["2024-06-13", "2024-07-05"],
      },
      { title: "开工建设", dueOn: "2024-08-20", weight: 35, done: ["2024-09-10", null] },
      { title: "竣工验收", dueOn: "2024-12-20", weight: 40 },
    ],
  ],
  [
    28,
    [
      { title: "完成 25%", dueOn: "2024-06-28", weight: 25, done: ["2024-06-28", "2024-06-27"] },
      { title: "完成 50%", dueOn: "2024-09-10", weight: 25 },
      { title: "完成 75%", dueOn: "2024-11-08", weight: 25 },
      { title: "完成 100%", dueOn: "2024-12-27", weight: 25 },
    ],
  ],
];

/** A milestone put off before its day; the point lags anyway. */
export const PUT_OFF = {
  number: 9,
  on: "2024-09-12",
  title: "竣工验收",
  dueOn: "2024-12-31",
};

/** 延期: one approved, one refused, one that waits for whoever tries the portal. */
export const EXTENSIONS: {
  number: number;
  place: number;
  appliedOn: IsoDate;
  toOn: IsoDate;
  reason: string;
  decision?: { on: IsoDate; verdict: ExtensionDecision; opinion: string };
}[] = [
  {
    number: 11,
    place: 0,
    appliedOn: "2024-08-26",
    toOn: "2025-03-31",
    reason: "上级专项资金计划跨年度下达，主体任务需与其同步实施。",
    decision: { on: "2024-08-28", verdict: "APPROVED", opinion: "同意延期，逐月调度。" },
  },
  {
    number: 17,
    place: 1,
    appliedOn: "2024-09-05",
    toOn: "2025-02-28",
    reason: "人员调整，部分事项推迟启动。",
    decision: {
      on: "2024-09-09",
      verdict: "REFUSED",
      opinion: "人员调整不作为延期理由，请先补报进展、压实进度。",
    },
  },
  {
    number: 14,
    place: 1,
    appliedOn: "2024-09-18",
    toOn: "2025-01-31",
    reason: "项目用地批复预计 12 月下旬取得，验收需顺延一个月。",
  },
];

export const PAUSES = [
  {
    number: 30,
    from: "2024-09-02",
    to: "2024-11-04",
    reason: "等待省级统一部署，两市商定暂缓推进。",
    resumed: "省级部署已经明确。",
    basis: "两市对口合作办会商纪要（2024年8月30日）",
  },
];

/** 交付信心 as the reviewer says it. */
export const CONFIDENCES: {
  number: number;
  place: number;
  on: IsoDate;
  level: ConfidenceLevel;
  sentence: string;
}[] = [
  {
    number: 2,
    place: 0,
    on: "2024-09-06",
    level: "HIGH",
    sentence: "筹备已就绪，场地和人员均已落实。",
  },
  {
    number: 2,
    place: 1,
    on: "2024-09-06",
    level: "HIGH",
    sentence: "与济南同步推进，无未解决的问题。",
  },
  {
    number: 4,
    place: 1,
    on: "2024-09-13",
    level: "MEDIUM",
    sentence: "建设过半节点临近，需盯紧进度。",
  },
  {
    number: 9,
    place: 0,
    on: "2024-08-30",
    level: "MEDIUM",
    sentence: "手续齐备，开工时间仍未确定。",
  },
  {
    number: 9,
    place: 0,
    on: "2024-09-13",
    level: "LOW",
    sentence: "开工晚于节点，年底前竣工难度大。",
  },
  {
    number: 9,
    place: 1,
    on: "2024-09-13",
    level: "LOW",
    sentence: "尚未开工，用地批复没有明确时间。",
  },
  {
    number: 14,
    place: 0,
    on: "2024-09-10",
    level: "HIGH",
    sentence: "任务过半，余下事项均已落实到人。",
  },
  {
    number: 14,
    place: 1,
    on: "2024-09-10",
    level: "LOW",
    sentence: "与济南差距拉大，正在申请延期。",
  },
  { number: 17, place: 0, on: "2024-09-10", level: "LOW", sentence: "连续未报送，进展无法核实。" },
  {
    number: 28,
    place: 0,
    on: "2024-09-12",
    level: "MEDIUM",
    sentence: "指标完成不到一半，需加快。",
  },
];
