import { pointsOf, readNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";

const ROLES = [
  ["LEAD", "牵头"],
  ["RESPONSIBLE", "责任"],
  ["SUPPORT", "配合"],
] as const;

/** A head of a city and a prefecture that work together. */
const HEAD = `鹤山市人民政府办公室 云岭州人民政府办公室
关于印发《鹤山市—云岭州东西部协作2026年工作要点》的通知
鹤政办发〔2026〕5号
各县（市、区）人民政府，市（州）政府各部门：
现将《鹤山市—云岭州东西部协作2026年工作要点》印发给你们，请认真贯彻落实。
鹤山市人民政府办公室  云岭州人民政府办公室
2026年3月12日
鹤山市—云岭州东西部协作2026年工作要点`;

/** A notice as a file is read; its points as “1 标题 | 牵头 甲 | 责任 乙、丙 | 配合 丁”. */
export function readSource(text: string, between = "\n", flat = false) {
  const head = flat ? HEAD.replaceAll("\n", "") : HEAD;
  const lines = linesOfFile("通知.txt", new TextEncoder().encode(head + between + text));
  const reading = readNotice(lines);
  const points = pointsOf(reading).map(({ number, title, named }) => {
    const groups = ROLES.flatMap(([role, word]) => {
      const names = named.filter((unit) => unit.role === role).map(({ name }) => name);
      return names.length === 0 ? [] : [`${word} ${names.join("、")}`];
    });
    return [`${number} ${title}`, ...groups].join(" | ");
  });
  return { reading, points, warnings: reading.warnings };
}
