import { fold } from "./fold";
import { areBodies } from "./names";
import { BESIDE_LABEL, BESIDE_VERB, labelsIn } from "./roles";
import { excerpt, type Warning } from "./strays";

type Place = { number: number; line: number };

/**
 * 督办单位、监管单位、指导单位、联系单位: who watches over a point or guides it is not among those who do it.
 * They are asked about by name, and the admin adds whom the plan is to hold as 配合.
 */
export function besidesIn(
  { number }: Pick<Place, "number">,
  text: string,
  lineAt: (place: number) => number,
): Warning[] {
  if (!/[督监指联考验评挂服]/.test(text)) return [];
  const folded = fold(text);
  const labels = labelsIn(folded);
  return labels.flatMap((label, index) => {
    if (label.role !== null || !BESIDE_LABEL.test(label.word)) return [];
    const next = labels[index + 1]?.start ?? folded.length;
    const names = /^[^；。）\n]*/
      .exec(folded.slice(label.end, next))?.[0]
      .replace(/[，、\s]+$/, "");
    return names
      ? [{ line: lineAt(label.start), message: besideSaid(number, label.word, names.trim()) }]
      : [];
  });
}

export function besideSaid(number: number, word: string, names: string): string {
  const work = word.replace(/(?:单位|部门|主体|机构|处室|科室)$/u, "");
  return `第${number}项的${word}${excerpt(names)}只${work}、不承办，未列入分工；要列入的请编辑这一项，作为配合单位增加。`;
}

/** What a body does that stands beside the task, where a list says so: 市委督查室督办. */
export function besideIn(segment: string): { text: string; verb: string } | null {
  const found = BESIDE_VERB.exec(fold(segment));
  const who = found ? segment.slice(0, found.index).replace(/^\s*由/, "") : "";
  if (!found || who.trim() === "" || !areBodies(who)) return null;
  return { text: segment.trim(), verb: found[1] ?? "" };
}

const LEADERS = /(?:包保|包联|包抓|挂钩|挂点|联系|联络|督办|领办).*领导(?:同志)?$/u;

/** 包保领导：某某 stands beside the points: a person is no unit. Said once of a notice. */
export function leadersIn(
  points: readonly { number: number; line: number; text: string }[],
): Warning[] {
  const found = points.flatMap(({ number, line, text }) => {
    if (!text.includes("领导")) return [];
    const words = labelsIn(fold(text)).flatMap(({ word, role }) =>
      role === null && LEADERS.test(word) ? [word] : [],
    );
    return words.length > 0 ? [{ number, line, words }] : [];
  });
  const [first] = found;
  if (!first) return [];
  const words = [...new Set(found.flatMap((each) => each.words))].join("、");
  const numbers = found.slice(0, 5).map(({ number }) => number);
  const where = `第${numbers.join("、")}项${found.length > 5 ? `等 ${found.length} 项` : ""}`;
  const message = `${where}写有${words}：领导个人不列入分工，姓名留在原文里，请核对。`;
  return [{ line: first.line, message }];
}

/** The same of a verb: 市委督查室督办. */
export const besideVerb = (number: number, words: string, verb: string): string =>
  `第${number}项写有${excerpt(words)}，只${verb}、不承办，未列入分工；要列入的请编辑这一项，作为配合单位增加。`;
