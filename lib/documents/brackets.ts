import { CLOSING, OPENING } from "./fold";

/** A bracket of a text: `open` is its place, `close` that of its end; null when it is never closed. */
export type Bracket = { open: number; close: number | null };

// One kind each: （ and ( are one, 〔 [ 【 are one, and so on.
const KINDS = "002222233344202";
const kindOf = (list: string, character: string) => KINDS.charAt(list.indexOf(character));

const MARKS = /[（([［〔【〖〈<＜｛{〘﹙﹝）)\]］〕】〗〉>＞｝}〙﹚﹞\n]/g;

/**
 * Every bracket of a text in the order they open, in one pass. Brackets of different kinds may close
 * one another (〔…）), but one that finds its own kind open closes that (PM<35）). Nothing is closed
 * beyond its paragraph.
 */
export function bracketsOf(text: string): Bracket[] {
  const brackets: Bracket[] = [];
  let open: { bracket: Bracket; kind: string }[] = [];
  let count = new Map<string, number>();
  const close = (at: number) => {
    const kind = kindOf(CLOSING, text.charAt(at));
    const own = (count.get(kind) ?? 0) > 0;
    for (let last = open.pop(); last; last = open.pop()) {
      count.set(last.kind, (count.get(last.kind) ?? 1) - 1);
      if (own && last.kind !== kind) continue;
      last.bracket.close = at;
      return;
    }
  };
  for (const { 0: character, index: at } of text.matchAll(MARKS)) {
    if (character === "\n") {
      open = [];
      count = new Map();
    } else if (OPENING.includes(character)) {
      const kind = kindOf(OPENING, character);
      const bracket: Bracket = { open: at, close: null };
      brackets.push(bracket);
      open.push({ bracket, kind });
      count.set(kind, (count.get(kind) ?? 0) + 1);
    } else close(at);
  }
  return brackets;
}

/** A text cut at separators that stand in no bracket: 各区、县（市、区）政府 has one 、 to cut at. */
export function cutOutside(text: string, separators: string): { text: string; at: number }[] {
  const inside = new Set<number>();
  const places: number[] = [];
  const ends = bracketsOf(text).flatMap(({ open, close }) =>
    close === null ? [] : [[open, close]],
  );
  let until = -1;
  for (const [open = 0, close = 0] of ends) {
    if (close > until && open > until) for (let at = open; at <= close; at += 1) inside.add(at);
    until = Math.max(until, close);
  }
  for (let at = 0; at < text.length; at += 1) {
    if (separators.includes(text.charAt(at)) && !inside.has(at)) places.push(at);
  }
  let start = 0;
  return [...places, text.length].map((end) => {
    const piece = { text: text.slice(start, end), at: start };
    start = end + 1;
    return piece;
  });
}
