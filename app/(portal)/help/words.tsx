import { NO_PROGRESS_REASON_NAMES } from "@/lib/glossary";

const WORDS = [
  ["要点", "工作要点文件中按顺序编号的一项任务，是督办和亮灯的基本单位；若干要点组成一章。"],
  ["举措", "要点正文里可以逐条对照检查的具体工作，一般一句话一条。"],
  [
    "责任单位",
    "文件“责任单位”条款写明的部门、区县、功能区和企事业单位。“两市教育局”即两市各一家。",
  ],
  [
    "集合单位",
    "文件只写范围、没有点名的单位，如“两市有关区县政府和功能区管委会”。成员由管理员逐项要点明确，明确之前标注“集合单位待明确”。",
  ],
  ["牵头", "对该市这一侧的进度负总责，该侧进度以它为准。"],
  ["责任", "承担任务并按期填报；没有牵头单位时，各责任单位的进度取平均。"],
  ["配合", "协助推进，同样按期填报。"],
  ["文件原文 / 系统补充", "分工的来历：文件写明的，或管理员后来补充的。"],
  ["填报期", "一个自然月为一期，一般每月 25 日前报送；锁定以后不再接收该期填报。"],
  [
    "本期无新进展",
    `确无进展时选一个原因（${Object.values(NO_PROGRESS_REASON_NAMES).join("、")}）即可提交，视为已报，进度沿用上期。`,
  ],
  ["序时进度", "到这一天按时间应当达到的进度，进度条上的竖线。"],
  ["不同步", "两市进度相差过大的标注。"],
  ["销号", "一市一侧办结并经审核员核验，记下办结结果和日期；可以写明原因重新办理。"],
] as const;

export function Words() {
  return (
    <dl className="divide-y divide-line border-line border-t">
      {WORDS.map(([word, meaning]) => (
        <div key={word} className="grid gap-x-4 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="font-semibold">{word}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
