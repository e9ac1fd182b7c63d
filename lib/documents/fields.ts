import { fold } from "./fold";
import type { Paragraph } from "./layout";
import { isHigher } from "./markers";
import { labelsIn } from "./roles";

const LABEL = /^(\p{Script=Han}{2,8}) *：/u;
const WHEN = /时限|时间|期限|日期|节点|进度/u;

/**
 * 1、共建园区 ⏎（1）工作任务：… ⏎（2）责任部门：… ⏎（3）时间节点：…: where every number below an item is a label of
 * its own, and one of them says who or when, they are the item's fields and no points.
 */
export function withFields(paragraphs: readonly Paragraph[]): Paragraph[] {
  const kept = [...paragraphs];
  let above: Paragraph | undefined;
  for (let at = 0; at < kept.length; ) {
    const first = kept[at];
    const below = above?.marker && above.marker.level !== first?.marker?.level;
    const end = below ? fieldsFrom(kept, at) : at;
    for (let index = at; index < end; index += 1) {
      const paragraph = kept[index];
      if (paragraph) kept[index] = { ...paragraph, marker: null, field: true };
    }
    if (end === at && (first?.marker || first?.row)) above = first;
    at = Math.max(end, at + 1);
  }
  return kept;
}

/** Where a list of fields ends that begins at a place; the place itself when none does. */
function fieldsFrom(paragraphs: readonly Paragraph[], from: number): number {
  const first = paragraphs[from]?.marker;
  if (first?.number !== 1) return from;
  const labels: string[] = [];
  let end = from;
  for (; end < paragraphs.length; end += 1) {
    const { marker, row, text = "" } = paragraphs[end] ?? {};
    if (row || (!marker && /^(?:附件|注：)/.test(text))) break;
    if (!marker || isHigher(first.level, marker.level)) continue;
    if (marker.level !== first.level || marker.number !== labels.length + 1) break;
    const label = labelOf(paragraphs[end]);
    // （4）加强宣传。: one of them is no field, so that the others may be none
    if (label === null) return from;
    labels.push(label);
  }
  const told = labels.some((label) => WHEN.test(label) || saysWho(label));
  return told && labels.length > 1 && new Set(labels).size === labels.length ? end : from;
}

const labelOf = (paragraph: Paragraph | undefined): string | null => {
  const text = fold(paragraph?.text.slice(paragraph.marker?.text.length ?? 0, 40) ?? "");
  return LABEL.exec(text.trimStart())?.[1] ?? null;
};

const saysWho = (label: string) => (labelsIn(`${label}：`)[0]?.role ?? null) !== null;
