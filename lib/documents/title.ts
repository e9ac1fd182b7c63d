import { fold } from "./fold";
import { isDateLine, isRemark } from "./noise";

const KINDS =
  "工作要点|实施方案|行动方案|工作方案|实施意见|行动计划|工作计划|三年行动计划|若干措施|政策措施|若干政策|若干意见|指导意见|意见|方案|计划|措施|政策|规划|办法|细则|规定|要点|清单|分工|任务分工|分工方案|分解表|分工表|任务表|一览表|明细表|任务分解|责任分解|目标分解|任务书|责任书|责任清单|任务清单|台账|安排|通告|公告|决定|通知";

/** 《甲》和《乙》已经…同意: two are issued, and the notice is called after both. */
const SEVERAL = /《[^《》]{4,80}》(?:[和及与、]|以及)《[^《》]{4,80}》(?:已|印发)/u;
const ISSUED = /关于印发([^，。：；]{1,160}?)的通知/u;

// How a notice names what it issues, the surest wording first.
const TITLES = [
  /现将\s*《((?:[^《》]|《[^《》]*》)+)》(?!确定|中|提出|明确|部署|涉及|重点)/u,
  /《((?:[^《》]|《[^《》]*》)+)》(?:已经?|印发)/u,
  /印发《((?:[^《》]|《[^《》]*》)+)》的通知/u,
  ISSUED,
  new RegExp(
    `^([^，。：\\n]*(?:${KINDS.replace("|通告|公告|决定|通知", "").replace("|意见|方案|计划|措施|政策", "")}))$`,
    "mu",
  ),
];
const OWN_LINE = new RegExp(`(?:${KINDS})(?:[（(][^（）()]{1,24}[）)])?$`, "u");

/** Whether a line by itself is called as a plan is: 民生实事责任分解, 青河市2025年教育行动方案. */
export const isPlanTitle = (line: string) =>
  line.length >= 5 && isHeadingLine(line) && OWN_LINE.test(line.trim());

/** The title of what is issued, without the blanks and breaks its page put into it. */
export function titleOf(lines: readonly string[]): string {
  const text = lines.join("\n");
  const forms = SEVERAL.test(text) && ISSUED.test(text) ? [ISSUED] : TITLES;
  const named = forms.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
  const title = withBeginning(fuller(named, lines), lines) ?? brokenTitle(lines) ?? "";
  // Layout puts blanks around figures (要点 of 济南—临沂对口合作 2024 年); the name itself has none.
  return title
    .replace(/\n/g, "")
    .replace(/(?<=[\p{Script=Han}—\d])\s+|\s+(?=[\p{Script=Han}—\d])/gu, "");
}

/** 关于印发2025年工作要点的通知, and below it 青河市2025年工作要点 as the heading of what is issued. */
function fuller(named: string | undefined, lines: readonly string[]): string | undefined {
  if (!named) return named;
  const heading = lines.find((line) => {
    const own = line.trim();
    return (
      own.endsWith(named) &&
      own.length <= named.length + 16 &&
      !/^\d|^附件|关于|通知|[，。：《》]/.test(own)
    );
  });
  return heading?.trim() ?? named;
}

/** 某市人民政府关于促进园区 ⏎ 高水平开放的若干意见: the line above, where it ends in the middle. */
function withBeginning(named: string | undefined, lines: readonly string[]): string | undefined {
  const at = lines.findIndex((line) => line.trim() === named);
  const above = lines[at - 1]?.trim() ?? "";
  if (!named || /关于/.test(named) || !/关于.{2,}/u.test(above)) return named;
  return isHeadingLine(above) && !OWN_LINE.test(above) ? above + named : named;
}

/** A heading over up to four lines: 某省人民政府关于 ⏎ 推动某事的 ⏎ 实施意见 ⏎（试行）. */
function brokenTitle(lines: readonly string[]): string | undefined {
  const heading = lines.map((line) => (isHeadingLine(line) ? line.trim() : null));
  for (const [index, line] of heading.entries()) {
    if (line === null) continue;
    for (let from = Math.max(0, index - 3); from <= index; from += 1) {
      const parts = heading.slice(from, index + 1);
      if (parts.some((part) => part === null)) continue;
      const whole = parts.join("");
      const next = heading[index + 1];
      if (!OWN_LINE.test(whole) || whole.length > 80 || whole.length < 5) continue;
      const issued = /关于印发(.+?)的通知$/u.exec(whole)?.[1];
      if (issued) return issued;
      return next && /^[（(][^（）()]{1,24}[）)]$/u.test(next) && !isRemark(next)
        ? whole + next
        : whole;
    }
  }
  return undefined;
}

function isHeadingLine(line: string): boolean {
  const folded = fold(line).trim();
  return (
    folded.length <= 60 &&
    !/[，。；：]/.test(folded) &&
    !isDateLine(line) &&
    !/〔?\d{4}〕?\s*\d+\s*号$/.test(line) &&
    !/[）〕]\s*\d+\s*号$/.test(folded) &&
    !isRemark(line)
  );
}
