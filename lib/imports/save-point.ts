import "server-only";
import { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { edit } from "./commands";
import { type ImportContent, type ImportPoint, importedPoints } from "./content";
import {
  attended,
  type IndicatorWords,
  replacePoint,
  rewritePoint,
  setPoint,
  setReadings,
} from "./edits";
import { setHeadings } from "./headings";
import type { SavePointInput } from "./schema";

/**
 * All that was set right of a point, at once: the 小标题 above it, its text, which is read again where it changed (blank lines
 * cut it into several), 序号、章、时限、单位, its 举措 and 量化指标. What a form leaves out stays.
 */
export function savePoint(actor: Actor, input: SavePointInput, now: Date): Promise<void> {
  return edit(actor, input, now, (content) => {
    const { point, text } = input;
    const headed = input.before === undefined ? content : setHeadings(content, point, input.before);
    const before = importedPoints(headed).find(({ key }) => key === point);
    if (!before) throw new Refusal("INVALID", "这一项已不在草稿里，请刷新查看。");
    const words = readingsOf(input);
    const rewritten = text === undefined ? headed : rewritePoint(headed, point, text);
    const read =
      rewritten !== headed
        ? keepReadings(rewritten, before, words)
        : words
          ? setReadings(headed, point, words)
          : headed;
    return attended(withFields(read, before, input), point);
  });
}

/**
 * What was struck out or set right in one save with the text, `before` it, holds for the text that was read
 * again.
 */
function keepReadings(
  content: ImportContent,
  before: ImportPoint,
  words: { items: readonly number[]; indicators: ReadonlyMap<number, IndicatorWords> } | null,
): ImportContent {
  const found = importedPoints(content).find(({ key }) => key === before.key);
  if (!found) return content;
  const struck = before.actionItems.filter((_, at) => words && !words.items.includes(at));
  const bare = (items: readonly string[]) => items.map((item) => item.trim());
  return replacePoint(content, before.key, [
    {
      ...found,
      actionItems: found.actionItems.filter((item) => !bare(struck).includes(item.trim())),
      indicators: found.indicators.flatMap((each) => {
        const at = before.indicators.findIndex(({ match }) => match === each.match);
        if (!words || at < 0) return [each];
        const said = words.indicators.get(at);
        return said ? [{ ...each, ...said }] : [];
      }),
    },
  ]);
}

/** 序号、章、时限、单位 as given; what was not changed by hand is as the text was read again. */
function withFields(
  content: ImportContent,
  before: ImportPoint,
  input: SavePointInput,
): ImportContent {
  const { chapter, roles } = input;
  const read = importedPoints(content).find(({ key }) => key === input.point);
  if (input.number === undefined || chapter === undefined || !read) return content;
  const units = read.units.flatMap((unit) => {
    const role = roles[unit.name] ?? unit.role;
    return role === "" ? [] : [{ name: unit.name, role }];
  });
  const added = input.added
    .split(/[、，,；;\s]+/u)
    .filter((name) => name !== "" && !units.some((unit) => unit.name === name))
    .map((name) => ({ name, role: input.addedRole }));
  return setPoint(content, input.point, {
    number: input.number === before.number ? read.number : input.number,
    chapter,
    dueOn: input.dueOn === (before.dueOn ?? "") ? read.dueOn : input.dueOn || null,
    units: [...units, ...added],
  });
}

/** 举措 struck out, 量化指标 struck out or set right. */
function readingsOf(input: SavePointInput) {
  if (input.readings === undefined) return null;
  const indicators = new Map(input.indicators.map((at) => [at, wordsOf(input, at)]));
  return { items: input.items, indicators };
}

function wordsOf({ name, target, measure }: SavePointInput, at: number): IndicatorWords {
  const words = { name: name[at] ?? "", target: target[at] ?? 0, measure: measure[at] ?? "" };
  for (const [field, label] of FIELDS) {
    if (words[field]) continue;
    const sentence = `请填写${label}；不要的指标请取消勾选。`;
    throw new Refusal("INVALID", sentence, { [`${field}.${at}`]: sentence });
  }
  return words;
}

const FIELDS = [
  ["name", "指标名称"],
  ["target", "目标值"],
  ["measure", "单位"],
] as const;
