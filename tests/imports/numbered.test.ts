import { describe, expect, test } from "vitest";
import { numbersOf } from "@/lib/documents/commands";
import { withNumber } from "@/lib/documents/markers";
import { readNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";
import {
  contentOf,
  type ImportContent,
  type ImportPoint,
  importedPoints,
  importedText,
} from "@/lib/imports/content";
import { rewritePoint, setPoint } from "@/lib/imports/edits";
import { NOTICE } from "./notices";

const content = contentOf(readNotice(NOTICE), numbersOf);
const [one = "", two = "", three = ""] = importedPoints(content).map(({ key }) => key);

describe("the number of a point", () => {
  const of = (each: ImportContent, key: string) => {
    const point = importedPoints(each).find((other) => other.key === key);
    return point && `${point.number} ${point.marker}${point.title}`;
  };
  const fields = (number: number) => ({ number, chapter: "c1", dueOn: null, units: [] });
  const text = importedText(importedPoints(content)[1] as ImportPoint);

  test("and its wording are one: a change of either is a change of both", () => {
    expect(of(setPoint(content, two, fields(7)), two)).toMatch(/^7 7[.．]/);
    expect(of(rewritePoint(content, two, text.replace(/^2/, "8")), two)).toMatch(/^8 8[.．]/);
    // Without a wording the number stays.
    expect(of(rewritePoint(content, two, text.replace(/^2[.．]/, "")), two)).toMatch(/^2 \D/);
  });

  test("is the plan's alone where the notice begins its numbers anew in every chapter", () => {
    const anew = contentOf(readNotice(NOTICE.replace("\n3.", "\n1.")), numbersOf);
    expect(of(anew, three)).toMatch(/^3 1[.．]/);
    expect(of(setPoint(anew, one, fields(7)), one)).toMatch(/^7 1[.．]/);
    expect(of(setPoint(anew, three, { ...fields(8), chapter: "c2" }), three)).toMatch(/^8 1[.．]/);
  });
});

test("a row of a table is read again by its cells", () => {
  const table = `${NOTICE.slice(0, NOTICE.indexOf("一、加强产业协作"))}序号\t任务\t牵头单位\t配合单位\t完成时限
1\t建设园区\t青河市商务局\t青河市财政局\t2025年6月底
2\t办展会\t青河市贸促会\t青河市商务局\t2025年9月底`;
  const read = contentOf(readNotice(linesOfFile("表.txt", Buffer.from(table))), numbersOf);
  const [first] = importedPoints(read);
  const text = importedText(first as ImportPoint);
  const again = rewritePoint(
    read,
    first?.key ?? "",
    text.replace("园区", "产业园区").replace("财政局", "水利局"),
  );
  expect(importedPoints(again)[0]).toMatchObject({
    ...{ number: 1, marker: "1\t", title: "建设产业园区", clauseStart: "\t" },
    units: [
      { name: "青河市商务局", role: "LEAD" },
      { name: "青河市水利局", role: "SUPPORT" },
    ],
    clauseEnd: "\t完成时限：2025年6月底",
  });
});

test.each([
  ["三、", 4, "四、"],
  ["（九）", 10, "（十）"],
  ["第十二章 ", 3, "第三章 "],
  ["12. ", 9, "9. "],
  ["（１２）", 13, "（１３）"],
  ["1.2 ", 3, "1.3 "],
  ["②", 3, "③"],
  ["⑳", 21, "21."],
  ["㈠", 2, "㈡"],
  ["3\t", 4, "4\t"],
  ["附件", 4, "附件"],
  ["", 4, ""],
])("%s with the number %i is %s", (marker, number, expected) => {
  expect(withNumber(marker, number)).toBe(expected);
});
