import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";
import { isWhole } from "./read";

const A = "济南市人民政府办公厅";
const B = "临沂市人民政府办公室";
const TITLE = "济南—临沂对口合作2025年工作要点";
const DAY = "2025年4月24日";

const BRACKETED = `一、产业协作
1.共建园区。建设园区。（责任单位：两市发展改革委）
2.加强督导。定期通报。（责任单位：两市财政局）`;
const LABELLED = BRACKETED.replaceAll("（责任", "\n责任").replaceAll("）", "");
const BARE = BRACKETED.replaceAll(/（责任[^）]*）/g, "");

const read = (text: string) =>
  readNotice(linesOfFile("通知.txt", new TextEncoder().encode(text)), [], []);
const bare = (text: string) => text.replace(/\s/gu, "");

/** Offices that issue, without blanks between them; the last point's text; its units; what is asked of the end. */
function signed(text: string) {
  const reading = read(text);
  const last = pointsOf(reading).at(-1);
  const asked = reading.warnings.filter(({ message }) => message.includes("落款"));
  return {
    issuer: reading.issuer.split(/[\s、]+/u),
    day: reading.issuedOn,
    last: bare(
      (last?.body ?? "") +
        (last?.clauseStart ?? "") +
        (last?.clause ?? "") +
        (last?.clauseEnd ?? ""),
    ),
    units: last?.named.map(({ name }) => name) ?? [],
    asked: asked.map(({ line, message }) => `${line} ${message}`),
    whole: isWhole(text),
  };
}

describe("a notice that two cities sign together", () => {
  const below: [string, string][] = [
    ["side by side", `${A}  ${B}\n${DAY}`],
    ["one below the other", `${A}\n${B}\n${DAY}`],
    ["each with a day", `${A}\n${DAY}\n${B}\n${DAY}`],
    ["two days in a line", `${A}        ${B}\n${DAY}        ${DAY}`],
    ["with blank lines", `${A}\n\n${B}\n\n2025 年 4 月 24 日`],
    ["stamped", `${A}（章）\n${B}（盖章）\n${DAY}`],
    ["by 、", `${A}、${B}\n${DAY}`],
    ["with the day in the line", `${A} ${B} ${DAY}`],
    ["with the day above", `${DAY}\n${A}\n${B}`],
  ];
  const bodies: [string, string, string][] = [
    ["brackets", BRACKETED, "定期通报。（责任单位：两市财政局）"],
    ["labels", LABELLED, "定期通报。责任单位：两市财政局"],
    ["no clauses", BARE, "定期通报。"],
  ];
  describe.each(bodies)("below a text with %s", (_, body, last) => {
    test.each(below)("%s", (_, end) => {
      const found = signed(`${TITLE}\n${body}\n${end}`);
      expect(found).toMatchObject({ issuer: [A, B], day: "2025-04-24", last, asked: [] });
      expect(found.units).toHaveLength(last.includes("责任") ? 2 : 0);
      expect(found.whole).toBe(true);
    });

    test.each([`${A}\n${B}`, `${A}　${B}`])("without a day it is asked about", (end) => {
      const found = signed(`${TITLE}\n${body}\n${end}`);
      expect(found).toMatchObject({ issuer: [A, B], day: "", last, whole: true });
      expect(found.units).toHaveLength(last.includes("责任") ? 2 : 0);
      expect(found.asked).toEqual([expect.stringContaining("后面没有日期，读作落款")]);
    });
  });

  test.each(below.slice(0, -1))("below a last sentence without its 。, %s", (_, end) => {
    const found = signed(`${TITLE}\n${BARE.slice(0, -1)}\n${end}`);
    expect(found).toMatchObject({ issuer: [A, B], day: "2025-04-24", last: "定期通报" });
  });

  test("four offices are all read", () => {
    const more = "临沂市发展和改革委员会\n济南市发展和改革委员会";
    const found = signed(`${TITLE}\n${BRACKETED}\n${A}\n${B}\n${more}\n${DAY}`);
    expect(found.issuer).toEqual([A, B, ...more.split("\n")]);
    expect(found.last).toBe("定期通报。（责任单位：两市财政局）");
  });

  test("a text without line breaks keeps them out of its last point", () => {
    const found = signed(`${TITLE} ${BRACKETED.replaceAll("\n", " ")} ${A} ${B} ${DAY}`);
    expect(found).toMatchObject({
      ...{ issuer: [A, B], day: "2025-04-24", last: "定期通报。（责任单位：两市财政局）" },
      whole: true,
    });
  });

  const subject = `关于印发《${TITLE}》的通知`;
  const rest = `济政办字〔2025〕13号\n各区县：\n现将要点印发给你们。`;
  test.each([
    ["above the title, one below the other", `${A}\n${B}\n${subject}\n${rest}\n${DAY}`],
    ["above the title, side by side", `${A}  ${B}${subject}\n${rest}\n${DAY}`],
    ["above and signed", `${A}\n${B}\n${subject}\n${rest}\n${A}\n${B}\n${DAY}`],
    ["above and signed, side by side", `${A}  ${B}\n${subject}\n${rest}\n${A}  ${B}\n${DAY}`],
  ])("%s", (_, head) => {
    const found = signed(`${head}\n${TITLE}\n${BRACKETED}`);
    expect(found).toMatchObject({ issuer: [A, B], day: "2025-04-24", whole: true });
  });
});

test("a list of units that runs on into the last line is no signature", () => {
  const text = `${TITLE}\n一、产业\n1.共建园区。建设园区。\n责任单位：济南市教育局、\n${A}`;
  expect(signed(text)).toMatchObject({ units: ["济南市教育局", A], asked: [] });
});
