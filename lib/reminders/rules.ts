/** What the text of a nudge may refer to; filled in for each report. */
export const NUDGE_TEMPLATE =
  "请{单位}抓紧报送第{序号}项“{要点}”{月份}进展（{截止日期}截止），如有困难请在此答复。";

export type NudgeFacts = Record<"单位" | "序号" | "要点" | "月份" | "截止日期", string>;

/** Names in braces become what they stand for; whatever else is in braces stays as typed. */
export function fillTemplate(template: string, facts: NudgeFacts): string {
  return template.replace(/\{([^{}]+)\}/g, (typed, name: string) =>
    Object.hasOwn(facts, name) ? facts[name as keyof NudgeFacts] : typed,
  );
}
