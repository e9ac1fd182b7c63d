const DIGITS = "零一二三四五六七八九";

/** 一 → 1, 十二 → 12, 三十 → 30, 两 → 2; from 1 to 99. Null for anything else. */
export function chineseNumber(text: string): number | null {
  if (text === "两") return 2;
  const [, tens, ten, ones] =
    /^([二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text) ?? [];
  if (tens === undefined || text === "") return null;
  if (!ten) return tens && ones ? null : DIGITS.indexOf(tens || ones || "");
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0);
}
