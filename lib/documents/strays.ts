import { isBox } from "./boxes";
import { fold } from "./fold";
import type { Paragraph } from "./layout";
import { markerOf } from "./markers";
import { BESIDE_LABEL, labelsIn } from "./roles";
import { withoutDeadline } from "./says-who";
import { standingRulesIn, withoutRules } from "./standing-rules";

/** A sentence for the admin about a line of the source, counted from 1. */
export type Warning = { line: number; message: string };

/** What stands after the clause: kept in the text, but no part of the point's form. */
export function strays(
  paragraphs: readonly Paragraph[],
  clauseTo: number,
  whole: string,
): Warning[] {
  const known = withoutRules(
    whole,
    standingRulesIn(whole, () => 0),
  );
  let offset = 0;
  let boxed = false;
  return paragraphs.flatMap(({ line, text, field }) => {
    const ofBox = boxed;
    boxed ||= isBox({ text });
    const from = Math.max(0, clauseTo + 1 - offset);
    const after = text.slice(from);
    const plain = known.slice(offset, offset + text.length).slice(from);
    offset += text.length + 1;
    if (/^[。；\s）)]*(?:(?:备注|注|说明)[：:])?[。；\s）)]*$/.test(plain) || isNote(plain))
      return [];
    // A box is asked about once.
    if (ofBox || field) return [];
    return [{ line, message: `${excerpt(after)}不是要点，已原样保留在上一项之后，请核对。` }];
  });
}

/** 完成时限：… after the clause says when, not what else. */
function isNote(text: string): boolean {
  const said = fold(text)
    .trim()
    .replace(/^[，；]|[。；]$/g, "");
  if (said.length <= 24 && withoutDeadline(`，${said}`) === "") return true;
  const folded = fold(text).replace(/^[\s。；（]+/, "");
  const [label] = labelsIn(folded.slice(0, 60));
  return label?.start === 0 && (/时|进度|日期/.test(label.word) || BESIDE_LABEL.test(label.word));
}

/** The question about words that stand among units of a point and name none. */
export const strangeIn = (number: number, words: string) =>
  `第${number}项责任单位中的${excerpt(words)}不像单位名称，未列入分工，请核对。`;

/** The line a place of joined paragraphs stands on. */
export function linesOf(paragraphs: readonly Paragraph[]): (place: number) => number {
  let offset = 0;
  const starts = paragraphs.map(({ line, text }) => {
    const start = { offset, line };
    offset += text.length + 1;
    return start;
  });
  return (place) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle]?.offset ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return starts[low]?.line ?? 1;
  };
}

/** “济南市人民政府办公…” for messages. */
export function excerpt(text: string): string {
  return text.length > 12 ? `“${text.slice(0, 12)}…”` : `“${text}”`;
}

/** Numbers run on through the notice; points may begin again at 1 in a chapter. */
export function numberWarnings(
  items: readonly {
    number: number;
    line: number;
    marker: string;
    title: string;
    before?: string;
  }[],
  word: string,
): Warning[] {
  const last = new Map<string, number>();
  let above = "";
  return items.flatMap(({ number, line, marker, title, before = "" }) => {
    // Behind the heading of a further list (附件2) numbers begin anew.
    if (number === 0 && title !== "") last.clear();
    // 1. may head （1）and（2）, and 2. be a point.
    for (const heading of before.split("\n")) {
      const above = markerOf(heading);
      if (above) last.set(above.level, above.number);
    }
    // 1. and （一） count each for itself; 1. 2． 3、 are one
    const kind = markerOf(marker)?.level ?? "";
    const expected = (last.get(kind) ?? 0) + 1;
    // One number over several rows of a table: the cell is merged.
    const again = (marker.endsWith("\t") || marker === "") && number === last.get(kind);
    last.set(kind, number);
    const other = again && marker !== "" && above !== title;
    above = title;
    if (other) {
      const message = `第${number}${word}的序号合并了几行，${excerpt(title)}这一行单列为一项，请核对是否并入上一项。`;
      return [{ line, message }];
    }
    if (number === expected || number === 0 || again || (word === "项" && number === 1)) return [];
    return [
      { line, message: `序号不连续：这里应是第${expected}${word}，文中是第${number}${word}。` },
    ];
  });
}
