import type { DirectiveLevel } from "../../prisma/generated/enums";
import type { IsoDate } from "../dates";

/** One unit's answer, by its place among the addressed, and what the leader says of it. */
export type Step = {
  place: number;
  on: IsoDate;
  text: string;
  accepted?: IsoDate;
  again?: { on: IsoDate; opinion: string; dueOn: IsoDate };
};

export type Thread = {
  target: { point?: number; chapter?: number; unit?: string };
  /** how many of the target's units, each city's first */
  units: number;
  on: IsoDate;
  dueOn: IsoDate;
  level: DirectiveLevel;
  text: string;
  steps: Step[];
  withdrawn?: { on: IsoDate; reason: string };
};

// On the day the demonstration stands at, one of each state.
export const THREADS: Thread[] = [
  {
    target: { point: 20 },
    units: 2,
    on: "2024-08-12",
    dueOn: "2024-09-10",
    level: "IMPORTANT",
    text: "请两市教育局9月上旬前补齐第三批跟岗人选，并报送成效案例。",
    steps: [
      {
        place: 0,
        on: "2024-08-29",
        text: "第三批跟岗人选已全部确定，成效案例2篇随本次答复报送。",
        accepted: "2024-09-02",
      },
      {
        place: 1,
        on: "2024-09-03",
        text: "第三批跟岗人选已确定，正在对接到岗时间。",
        again: { on: "2024-09-04", opinion: "请写明到岗时间和人数。", dueOn: "2024-09-13" },
      },
      {
        place: 1,
        on: "2024-09-11",
        text: "第三批9人定于9月16日到岗，名单和岗位安排已经双方确认。",
        accepted: "2024-09-13",
      },
    ],
  },
  {
    target: { point: 28 },
    units: 2,
    on: "2024-08-20",
    dueOn: "2024-09-05",
    level: "NORMAL",
    text: "请汇总上半年工作情况。",
    steps: [],
    withdrawn: { on: "2024-08-22", reason: "与本月调度会部署的事项重复，以调度会要求为准。" },
  },
  {
    target: { point: 9 },
    units: 4,
    on: "2024-09-05",
    dueOn: "2024-09-23",
    level: "IMPORTANT",
    text: "进度落后较多，请逐项说明原因和赶上序时进度的时间表。",
    steps: [
      { place: 0, on: "2024-09-18", text: "已排出周计划，用地批复本月底前办结后即可赶上序时。" },
    ],
  },
  {
    target: { point: 14 },
    units: 2,
    on: "2024-09-09",
    dueOn: "2024-09-30",
    level: "NORMAL",
    text: "两市进度相差较大，请共同提出同步推进的措施。",
    steps: [
      {
        place: 0,
        on: "2024-09-12",
        text: "已与对方商定每两周会商一次，由本单位牵头梳理清单。",
        accepted: "2024-09-13",
      },
      {
        place: 1,
        on: "2024-09-13",
        text: "正在研究。",
        again: {
          on: "2024-09-14",
          opinion: "请写明具体措施、责任处室和完成时间。",
          dueOn: "2024-09-27",
        },
      },
    ],
  },
  {
    target: { point: 17 },
    units: 2,
    on: "2024-09-11",
    dueOn: "2024-09-18",
    level: "URGENT",
    text: "该项已严重滞后，请一周内查明原因，提出整改措施。",
    steps: [],
  },
  {
    target: { unit: "临沂市教育局" },
    units: 1,
    on: "2024-09-12",
    dueOn: "2024-09-26",
    level: "NORMAL",
    text: "请梳理承担的各项要点四季度的安排。",
    steps: [
      { place: 0, on: "2024-09-19", text: "四季度安排已逐项列出，按月调度，年底前全部完成。" },
    ],
  },
  {
    target: { chapter: 6 },
    units: 4,
    on: "2024-09-18",
    dueOn: "2024-10-12",
    level: "NORMAL",
    text: "请各单位结合半年评估情况，提出本章年底前的收尾计划。",
    steps: [],
  },
];
