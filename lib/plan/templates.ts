import { addDays, daysBetween, type IsoDate } from "../dates";
import type { MilestoneEntry } from "./rules";

/** 节点模板: what a kind of work usually goes through, with weights. */
export const MILESTONE_TEMPLATES = {
  activity: {
    name: "活动",
    steps: [
      ["印发活动方案", 20],
      ["完成筹备对接", 30],
      ["活动举办", 40],
      ["总结归档", 10],
    ],
  },
  project: {
    name: "项目",
    steps: [
      ["完成前期手续", 20],
      ["开工建设", 20],
      ["建设过半", 30],
      ["竣工验收", 30],
    ],
  },
  agreement: {
    name: "机制协议",
    steps: [
      ["完成调研论证", 25],
      ["形成协议文本", 25],
      ["签订协议", 30],
      ["运行评估", 20],
    ],
  },
  indicator: {
    name: "指标",
    steps: [
      ["完成 25%", 25],
      ["完成 50%", 25],
      ["完成 75%", 25],
      ["完成 100%", 25],
    ],
  },
} as const satisfies Record<
  string,
  { name: string; steps: readonly (readonly [string, number])[] }
>;
export type MilestoneTemplate = keyof typeof MILESTONE_TEMPLATES;

/**
 * A template's steps over the time that is left of a point: each is due when as much of it has passed
 * as weight is due. None lies in the past, unless the point's own due date does.
 */
export function proposedMilestones(
  template: MilestoneTemplate,
  startsOn: IsoDate,
  to: IsoDate,
  today: IsoDate,
): Pick<MilestoneEntry, "title" | "dueOn" | "weight">[] {
  const from = [startsOn, today].sort()[1] as IsoDate;
  if (from >= to)
    return MILESTONE_TEMPLATES[template].steps.map(([title, weight]) => ({
      title,
      weight,
      dueOn: to,
    }));
  const length = daysBetween(from, to);
  let passed = 0;
  return MILESTONE_TEMPLATES[template].steps.map(([title, weight]) => {
    passed += weight;
    return { title, weight, dueOn: addDays(from, Math.round((length * passed) / 100)) };
  });
}
