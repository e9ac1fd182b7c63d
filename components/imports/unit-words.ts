import type { UnitDecision } from "@/lib/imports/content";
import type { UnitMatch } from "@/lib/imports/unit-matches";

/** What is asked about a name. */
export function questionOf(match: UnitMatch): string {
  const { name, points, gone, foreign, inCities, cityName, suggestions, likely } = match;
  if (gone) return "名录里的这个单位已撤销，请选择现在由谁承担；确要恢复请先到单位名录办理。";
  if (foreign) {
    const called = foreign.name === name ? name : `${foreign.name}（也叫${name}）`;
    return foreign.cityName
      ? `名录里的${called}属于${foreign.cityName}，是同一家吗？不是的，请选城市。`
      : `名录里的${called}没有写明属于哪个城市，是这份通知的吗？不是的，请选城市。`;
  }
  if (inCities.length > 1 && cityName === null) {
    const called = suggestions.find(({ aliases }) => aliases.includes(name));
    const told = called ? `名录里叫${name}的是${called.name}，文中` : "";
    return `${told}没有写明属于哪个城市：请选一个城市，或选各市各一家。`;
  }
  if (suggestions.length > 0) return "名录里有相近的：是不是同一家？";
  if (likely === null) return "没有读出属于哪个城市，请选择。";
  return `像是“${likely}”写错了：是的话，请编辑第 ${points.join("、")} 项，移出这一家，增加写对的；不是的，在这里选。`;
}

/** A decision as its list sends it. */
export function choiceOf(decision: UnitDecision): string {
  if ("unitId" in decision) return String(decision.unitId);
  return "sameAs" in decision ? `=${decision.sameAs}` : "NEW";
}
