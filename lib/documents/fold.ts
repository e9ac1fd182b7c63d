/**
 * The same text, place by place, with the many ways of writing a bracket, colon, comma, figure or
 * blank made one. It is only for looking: what is kept is always cut from the text itself.
 */
export function fold(text: string): string {
  if (!ANY_VARIANT.test(text)) return text;
  return text.replace(VARIANTS, (character) => FOLDED.get(character) ?? " ");
}

export const OPENING = "（([［〔【〖〈<＜｛{〘﹙﹝";
export const CLOSING = "）)]］〕】〗〉>＞｝}〙﹚﹞";

const SAME: readonly (readonly [one: string, many: string])[] = [
  ["（", OPENING.slice(1)],
  ["）", CLOSING.slice(1)],
  ["：", ":︰∶﹕"],
  ["，", ",﹐"],
  ["；", ";﹔"],
  ["。", "｡"],
  ["、", "､﹑"],
  [".", "．﹒"],
  ["*", "＊﹡∗★☆"],
  ...Array.from(
    { length: 10 },
    (_, digit) => [`${digit}`, String.fromCharCode(0xff10 + digit)] as const,
  ),
];

const FOLDED = new Map(
  SAME.flatMap(([one, many]) => [...many].map((each) => [each, one] as const)),
);

/** Characters without width that copying from a page leaves in a text. */
export const WIDTHLESS = "\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff";

const CHARACTERS =
  `[${[...FOLDED.keys()].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}` +
  `\\t\\v\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000${WIDTHLESS}]`;

const VARIANTS = new RegExp(CHARACTERS, "g");
const ANY_VARIANT = new RegExp(CHARACTERS);
