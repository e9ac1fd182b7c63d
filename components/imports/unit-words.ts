import { UNIT_KIND_NAMES } from "@/lib/glossary";
import type { UnitDecision } from "@/lib/imports/content";
import type { KnownUnit } from "@/lib/imports/known-units";
import type { Proposal } from "@/lib/imports/proposals";
import type { UnitMatch } from "@/lib/imports/unit-matches";

/** What is asked about a name. */
export function questionOf(match: UnitMatch): string {
  const { name, points, gone, foreign, inCities, cityName, suggestions, likely, proposal } = match;
  if (gone) return "名录里的这个单位已撤销，请选择现在由谁承担；确要恢复请先到单位名录办理。";
  if (foreign) {
    const called = foreign.name === name ? name : `${foreign.name}（也叫${name}）`;
    return foreign.cityName
      ? `名录里的${called}属于${foreign.cityName}，是同一家吗？不是的，请选城市。`
      : `名录里的${called}没有写明属于哪个城市，是这份通知的吗？不是的，请选城市。`;
  }
  if (proposal) return proposedWords(proposal);
  if (inCities.length > 1 && cityName === null) {
    const called = suggestions.find(({ aliases }) => aliases.includes(name));
    const told = called ? `名录里叫${name}的是${called.name}，文中` : "";
    return `${told}没有写明属于哪个城市：请选一个城市，或选各市各一家。`;
  }
  if (suggestions.length > 0) return "名录里有相近的：是不是同一家？";
  if (likely === null) return "没有读出属于哪个城市，请选择。";
  return `像是“${likely}”写错了：是的话，请编辑第 ${points.join("、")} 项，移出这一家，增加写对的；不是的，在这里选。`;
}

function proposedWords({ why, name, sure }: Proposal): string {
  switch (why) {
    case "LAST":
      return "已按上次的答复填好，请核对。";
    case "EACH":
      return "写的是两地（双方），已按各市各一家填好，请核对。";
    case "CALLED":
      return name
        ? `写的是部门，不是单位名称，已填为${name}，请核对。`
        : "写的是部门，不是单位名称：请选是哪一家，确实没有的建为新单位。";
    case "TWIN":
      return sure
        ? `与${name}是同一单位，已填好，请核对；不是的，请改选。`
        : `与${name}是同一单位吗？`;
  }
}

/** A decision in words. */
export function answerWords(decision: UnitDecision, known: readonly KnownUnit[]): string {
  if ("sameAs" in decision) return `就是${decision.sameAs}`;
  if ("unitId" in decision) {
    return `就是${known.find(({ id }) => id === decision.unitId)?.name ?? "名录里的单位"}`;
  }
  const { kind, cityName, inEach } = decision;
  return `${UNIT_KIND_NAMES[kind]}，${inEach ? "各市各一家" : (cityName ?? "不属于以上城市")}`;
}

/** A decision as its list sends it. */
export function choiceOf(decision: UnitDecision): string {
  if ("unitId" in decision) return String(decision.unitId);
  return "sameAs" in decision ? `=${decision.sameAs}` : "NEW";
}
