import { daysBetween, type IsoDate } from "../dates";
import {
  dueDay,
  extensionText,
  gapText,
  month,
  monthDay,
  percent,
  quoted,
  redatedText,
} from "../format";
import { LIGHT_NAMES } from "../glossary";
import {
  type Eased,
  type Finding,
  greenPercent,
  type SideFacts,
  type SideStatus,
  type Thresholds,
} from "./rules";

/**
 * Why a side shows its light, in one sentence: the rule, the expected and the actual figure, and
 * what turns it green. Reads the findings that decided the light, so the two cannot disagree.
 */
export function reasonOf(
  facts: SideFacts,
  status: SideStatus,
  thresholds: Thresholds,
  /** whose side, when a sentence about a whole point has to say it: 临沂侧 */
  side = "",
): string {
  const name = `${LIGHT_NAMES[status.light]}：${side}`;
  if (status.light === "COMPLETED")
    return `${name}${dueDay(facts.closedOn ?? facts.asOf, facts.asOf)}销号`;
  if (status.light === "NOT_STARTED") {
    if (facts.cancelled) return `${name}经批准取消，不再推进`;
    if (facts.awaitsFirst && !facts.paused) {
      const { month: from, dueOn } = facts.awaitsFirst;
      return `${name}自 ${month(from)}起报送，首期 ${dueDay(dueOn, facts.asOf)}截止，报送前不亮灯`;
    }
    return facts.startsOn > facts.asOf
      ? `${name}自 ${dueDay(facts.startsOn, facts.asOf)}起推进`
      : `${name}经批准暂停，恢复后重新亮灯`;
  }
  const figures = `截至 ${monthDay(facts.asOf)}应达 ${percent(status.expected)}，实报 ${percent(facts.percent)}`;
  const [first] = status.findings;
  if (!first) return `${name}${figures}，${gapText(facts.percent, status.expected)}`;
  const cause = causeOf(first, facts);
  const opening = first.rule === "GAP" ? `${figures}，${cause}` : `${cause}；${figures}`;
  return `${name}${opening}；${remedyOf(facts, status, thresholds)}`;
}

function causeOf(finding: Finding, facts: SideFacts): string {
  switch (finding.rule) {
    case "PAST_DUE":
      return `办理时限 ${dueDay(facts.dueOn, facts.asOf)}已过 ${finding.days} 天，尚未销号`;
    case "GAP":
      return `差 ${finding.points} 个百分点`;
    case "MILESTONE_LATE":
      return `节点${quoted(finding.milestone.title)}应于 ${dueDay(finding.milestone.dueOn, facts.asOf)}完成，已迟 ${finding.days} 天`;
    case "MISSED":
      return finding.count === 1
        ? `${missedMonth(facts)}进展应于 ${dueDay(facts.missed?.dueOn ?? facts.asOf, facts.asOf)}报送，至今未报`
        : `已连续 ${finding.count} 期未报送`;
    case "DUE_SOON":
      return `距办理时限 ${dueDay(facts.dueOn, facts.asOf)}仅剩 ${finding.days} 天`;
    case "PROBLEM":
      return `需协调的问题已 ${finding.days} 天未解决`;
    case "EXTENDED":
      return facts.extension ? extensionText(facts.extension, facts.asOf) : "";
    case "EASED":
      return facts.eased ? easedText(facts.eased, facts.asOf) : "";
  }
}

function easedText(eased: Eased, asOf: IsoDate): string {
  switch (eased.kind) {
    case "REDATED":
      return `节点${quoted(eased.title)}${redatedText(eased.redated, asOf)}`;
    case "REMOVED":
      return `应于 ${dueDay(eased.dueOn, asOf)}完成的节点${quoted(eased.title)}在本期移出`;
    case "REWEIGHTED":
      return "节点在本期调整，序时进度降低";
  }
}

/** What has to happen for the light to turn green (blue when past due): every finding's remedy. */
function remedyOf(facts: SideFacts, status: SideStatus, thresholds: Thresholds): string {
  const rules = new Set(status.findings.map((finding) => finding.rule));
  if (rules.has("PAST_DUE")) return "办结销号后转蓝";
  const steps = facts.unresolvedGroups > 0 ? ["明确集合单位成员"] : [];
  if (rules.has("GAP") || rules.has("DUE_SOON")) {
    steps.push(`补到 ${greenPercent(facts, status.expected, status.findings, thresholds)}%`);
  }
  for (const finding of status.findings) {
    if (finding.rule === "MILESTONE_LATE") steps.push(`完成节点${quoted(finding.milestone.title)}`);
  }
  if (rules.has("MISSED")) {
    steps.push(facts.missed?.locked ? "按时报送下一期进展" : `补报 ${missedMonth(facts)}进展`);
  }
  if (rules.has("PROBLEM")) steps.push("协调解决问题");
  if (rules.has("EXTENDED") || rules.has("EASED")) steps.push("到下一填报期");
  const remedy = steps.join("、");
  return `${remedy}${remedy.endsWith("%") ? " " : ""}即转绿`;
}

function missedMonth(facts: SideFacts): string {
  return facts.missed ? month(facts.missed.month) : "上期";
}

/** 剩 116 天, 今天到期, 已过 3 天 */
export function remainingText(asOf: string, dueOn: string): string {
  const days = daysBetween(asOf, dueOn);
  if (days === 0) return "今天到期";
  return days > 0 ? `剩 ${days} 天` : `已过 ${-days} 天`;
}
