import type { ProblemLevel } from "../../prisma/generated/enums";

// What demonstration reports say. {事项} is a part of the point's own text, in quotation marks.

export const PROGRESS = [
  "围绕{事项}，印发分工方案，明确责任人和时间表，已召开专题调度会{次}次。",
  "{事项}取得阶段性进展，两市对接{次}次，形成会议纪要并按月调度。",
  "推进{事项}，已完成年度任务清单中的{次}项，其余事项按计划实施。",
  "赴对方城市实地对接{事项}，确定合作事项{次}项，正在细化落实措施。",
];
export const NEXT = [
  "{月}月底前完成{事项}的对接，形成可检查的成果。",
  "继续推进{事项}，每周调度一次，确保按序时完成。",
];

/** Kinds of problems: what a unit may ask for under it, and of whom; nobody is named where that is still open. */
type Kind = { level: ProblemLevel; asks: [text: string, owner: string][] };
export const PROBLEMS: Kind[] = [
  { level: "UNIT", asks: [["经办人员调整，{事项}的工作衔接需要时间。", "本单位办公室"]] },
  {
    level: "UNIT",
    asks: [["{事项}的统计口径两市尚未统一，数据比对用时较长。", "本单位业务处室"]],
  },
];
export const HARD_PROBLEMS: Kind[] = [
  {
    level: "CITY",
    asks: [
      ["{事项}涉及的用地批复仍在办理，影响开工时间，请市级协调加快办理。", "市自然资源和规划局"],
      ["{事项}的审批事项涉及多个部门，请市级协调并联办理。", "市行政审批服务局"],
      ["{事项}的实施主体尚未确定，请市级协调明确。", ""],
    ],
  },
  {
    level: "BOTH_CITIES",
    asks: [
      ["{事项}的两市配套政策尚未衔接，需联席会议研究明确分担比例。", "两市对口合作办"],
      ["{事项}的合作协议文本两市意见尚未一致，请两市协调商定。", "两市对口合作办"],
      ["{事项}所需数据两市尚未互通，请两市协调明确共享范围和方式。", "两市大数据局"],
      ["{事项}的人员往来和经费由哪一方承担尚未商定，请两市协调明确。", ""],
    ],
  },
  {
    level: "CITY",
    asks: [
      ["{事项}的资金下达进度慢于计划，部分内容推迟启动，请市级协调。", "市财政局"],
      ["{事项}未列入年度预算，请市级协调安排经费。", "市财政局"],
      ["{事项}需增加专职人员，请市级协调从相关单位抽调。", "市对口合作办"],
    ],
  },
];
export const RETURN_REASONS = [
  "数据矛盾：进度与所述事项不符，请核对",
  "内容空洞：请写明完成的具体事项和数量",
  "缺少佐证：请说明成果名称和时间",
];
