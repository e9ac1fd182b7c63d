/**
 * The same text, place by place, with the many ways of writing a bracket, colon, comma, figure or
 * blank made one. It is only for looking: what is kept is always cut from the text itself.
 */
export function fold(text: string): string {
  if (!ANY_VARIANT.test(text)) return text;
  const plain = text.includes("【") ? text.replace(BRACKETED_LABEL, " $1：") : text;
  return plain.replace(VARIANTS, (character) => FOLDED.get(character) ?? " ");
}

/** 【责任单位】市教育局: the bracket is the label's colon; after a name (甲局【牵头单位】、乙局) it is a note. */
const BRACKETED_LABEL =
  /【([\p{Script=Han}\s]{2,10}(?:单位|部门|主体|处室|科室|时限|时间|期限|人|领导|标准|目标))】(?=[^\s、，；。）)])/gu;

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
  ["*", "＊﹡∗★☆△▲"],
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
