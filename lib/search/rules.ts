import { chineseNumeral, fold } from "../format";

/** A stretch of a text; `hit` when it is what was looked for. */
export type Piece = { text: string; hit: boolean };

// More words than anybody types; each costs the database a comparison.
const MOST_WORDS = 8;

/** The folded words of a query; all of them have to be found. */
export function wordsOf(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/u))].filter((word) => word !== "").slice(0, MOST_WORDS);
}

/** The number of a point somebody typed: 15, １５, 第15项, 第十五项. */
export function pointNumberOf(query: string): number | null {
  const asked = fold(query).trim();
  const digits = /^第?\s*(\d{1,4})\s*项?$/.exec(asked)?.[1];
  if (digits !== undefined) return Number(digits);
  const numeral = /^第?([一二三四五六七八九十]{1,3})项$/.exec(asked)?.[1];
  if (numeral === undefined) return null;
  const number = NUMBERS.indexOf(numeral);
  return number < 0 ? null : number;
}

const NUMBERS = Array.from({ length: 100 }, (_, number) => chineseNumeral(number));

/**
 * A text cut into what was looked for and the rest; together they are the text. `apart`: a word that
 * does not stand in it whole is marked character by character, 发, 改, 委 in 发展改革委.
 */
export function marked(text: string, words: string[], apart = false): Piece[] {
  const { folded, starts } = folding(text);
  const hit = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      hit.fill(true, starts[at], starts[at + word.length]);
    }
    if (!apart || folded.includes(word)) continue;
    for (const at of inOrder(word, folded)) hit.fill(true, starts[at], starts[at + 1]);
  }
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = pieces.at(-1);
    if (last && last.hit === hit[at]) last.text += text[at];
    else pieces.push({ text: text[at] ?? "", hit: hit[at] === true });
  }
  return pieces;
}

/** Where the characters of a word stand in a text, one after the other; none when not all of them do. */
function inOrder(word: string, text: string): number[] {
  const places: number[] = [];
  for (const character of word.split("")) {
    const at = text.indexOf(character, (places.at(-1) ?? -1) + 1);
    if (at < 0) return [];
    places.push(at);
  }
  return places;
}

/** About `length` characters around the first hit, marked; … where something was left out. */
export function snippet(text: string, words: string[], length = 90): Piece[] {
  const plain = text.replace(/\s+/gu, " ").trim();
  const { folded, starts } = folding(plain);
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
  const first = starts[places.length > 0 ? Math.min(...places) : 0] ?? 0;
  const from = plain.length <= length ? 0 : Math.max(0, first - Math.floor(length / 4));
  // Never through the middle of a character of two code units.
  const whole = (at: number) => (/[\uDC00-\uDFFF]/.test(plain[at] ?? "") ? at - 1 : at);
  const [start, end] = [whole(from), whole(Math.min(plain.length, from + length))];
  return [
    ...(start > 0 ? [{ text: "…", hit: false }] : []),
    ...marked(plain.slice(start, end), words),
    ...(end < plain.length ? [{ text: "…", hit: false }] : []),
  ];
}

// What folding leaves as it is, by far most of a text: asking is cheaper than folding each.
const ITSELF = /^[\u4e00-\u9fff0-9a-z]$/;

/** The folded text and where in the text each of its characters comes from: ㎡ folds to two. */
function folding(text: string): { folded: string; starts: number[] } {
  let folded = "";
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const own = ITSELF.test(character) ? character : fold(character);
    for (let n = 0; n < own.length; n += 1) starts.push(at);
    folded += own;
    at += character.length;
  }
  starts.push(at);
  return { folded, starts };
}
