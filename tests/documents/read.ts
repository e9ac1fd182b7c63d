import { joinLayoutBreaks, pointsOf, readNotice, rebuildNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";

const ROLES = { LEAD: "牵头", RESPONSIBLE: "责任", SUPPORT: "配合" } as const;

/** A head of one city, so that 市教育局 is 青河市教育局. */
export const HEAD = `青河市人民政府办公室关于印发2025年重点工作要点的通知
青政办发〔2025〕8号
各县（市、区）人民政府，市政府各部门：
现将《青河市2025年重点工作要点》印发给你们，请认真组织实施。
青河市人民政府办公室
2025年2月8日
青河市2025年重点工作要点
`;

/** Points of a text, each as “1 标题 | 牵头 甲 | 责任 乙、丙 | 配合 丁”; the city's own name left out. */
export function pointsRead(text: string): string[] {
  return pointsOf(readNotice(text)).map((point) => {
    const groups = (Object.keys(ROLES) as (keyof typeof ROLES)[]).flatMap((role) => {
      const names = point.named
        .filter((unit) => unit.role === role)
        .map((unit) => unit.name.replace(/^青河市(?=.)/, ""));
      return names.length === 0 ? [] : [`${ROLES[role]} ${names.join("、")}`];
    });
    return [`${point.number} ${point.title}`, ...groups].join(" | ");
  });
}

const bare = (text: string) => text.replace(/[\s\ufeff]/g, "");

/** Whether a text is given back whole, blanks and breaks aside. */
export function isWhole(text: string): boolean {
  const rebuilt = rebuildNotice(readNotice(text));
  const joined = joinLayoutBreaks(text)
    .map((paragraph) => paragraph.text)
    .join("\n");
  return rebuilt === joined && bare(rebuilt) === bare(text);
}

/** A pasted text as the form reads it: chapters, points as “1 标题 | 责任 甲、乙”, and what is asked. */
export function readPasted(text: string) {
  const reading = readNotice(linesOfFile("粘贴的文字.txt", new TextEncoder().encode(HEAD + text)));
  const points = pointsOf(reading).map(({ number, title, named }) => {
    const groups = (Object.keys(ROLES) as (keyof typeof ROLES)[]).flatMap((role) => {
      const names = named.filter((unit) => unit.role === role);
      return names.length === 0
        ? []
        : [`${ROLES[role]} ${names.map(({ name }) => name.replace("青河市", "")).join("、")}`];
    });
    return [`${number} ${title}`, ...groups].join(" | ");
  });
  return {
    reading,
    points,
    chapters: reading.chapters.map(({ marker, title }) => marker + title),
    asked: reading.warnings.map(({ message }) => message),
  };
}
