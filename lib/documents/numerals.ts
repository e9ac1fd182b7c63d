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

/** 1 → 一, 20 → 二十, 135 → 一百三十五; up to 999, figures beyond. */
export function inChinese(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 999) return String(number);
  const [hundreds, tens, ones] = [
    Math.floor(number / 100),
    Math.floor(number / 10) % 10,
    number % 10,
  ];
  const hundred = hundreds > 0 ? `${DIGITS[hundreds]}百` : "";
  const ten = tens > 0 ? `${hundreds === 0 && tens === 1 ? "" : DIGITS[tens]}十` : "";
  return (
    hundred + (hundreds > 0 && tens === 0 && ones > 0 ? "零" : ten) + (ones > 0 ? DIGITS[ones] : "")
  );
}

/** A line of nothing but a number, 12 or 十二, with or without a stop; null for anything else. */
export function figureOf(text: string): number | null {
  const bare =
    /^\s*([\d０-９]{1,3}|[1１][0-8０-８][\d０-９]{2}|[一二三四五六七八九十]{1,3})\s*[.、．]?\s*$/u.exec(
      text,
    )?.[1];
  if (!bare) return null;
  const digits = bare.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  return /^\d+$/.test(digits) ? Number(digits) : chineseNumber(digits);
}
