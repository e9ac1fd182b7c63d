import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { bulletinFile } from "@/lib/bulletins/docx";

const TITLE = "济南—临沂对口合作2024年工作要点推进情况月报（2024年9月）";

/** The paragraphs of an issued letter, as XML. */
async function paragraphs(): Promise<string[]> {
  const bytes = await bulletinFile({
    ...{ year: 2024, title: TITLE, recipients: "各单位", asOf: "2024-09-20", cities: [], rows: [] },
    issuingOffice: "济南市人民政府办公厅　临沂市人民政府办公室",
    issue: { number: 1, issuedOn: "2024-09-20" },
    sections: [{ key: "overall", heading: "总体情况", text: "推进正常。" }],
    demonstration: false,
  });
  const xml = strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array());
  return xml.split("<w:p>");
}

const textOf = (xml: string) => xml.replace(/<[^>]+>/g, "");

test("has its title in lines of whole words", async () => {
  const title = (await paragraphs()).find((each) => textOf(each) === TITLE) ?? "";
  expect(title.split(/<w:br\/>/).map(textOf)).toEqual([
    "济南—临沂对口合作2024年工作要点",
    "推进情况月报（2024年9月）",
  ]);
});

test("is signed above its date, which begins two characters to the right of the name", async () => {
  const all = await paragraphs();
  const place = (text: string) => all.findIndex((each) => textOf(each) === text);
  const office = place("济南市人民政府办公厅　临沂市人民政府办公室");
  const day = place("2024年9月20日");
  expect(day).toBe(office + 1);
  // 21 characters over 6.5: two in from the right, the date 2 + 21 − 2 − 6.5.
  expect(all[office]).toContain('<w:ind w:right="630"/><w:jc w:val="right"/>');
  expect(all[office]).toContain("<w:keepNext/>");
  expect(all[day]).toContain(`<w:ind w:right="${Math.round(14.5 * 315)}"/><w:jc w:val="right"/>`);
});
