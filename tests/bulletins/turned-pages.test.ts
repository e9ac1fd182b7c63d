import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { bulletinFile } from "@/lib/bulletins/docx";

/** The footers of a bulletin, those of its letter before those of the table across. */
async function footers(): Promise<string[]> {
  const bytes = await bulletinFile({
    ...{ year: 2024, title: "月报", recipients: "各单位", issuingOffice: "对口合作办" },
    ...{ asOf: "2024-09-20", cities: [], rows: [], issue: null, demonstration: false },
    sections: [{ key: "overall", heading: "总体情况", text: "推进正常。" }],
  });
  const parts = unzipSync(bytes);
  const read = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const relations = read("word/_rels/document.xml.rels");
  const ids = read("word/document.xml").matchAll(/<w:footerReference [^>]*r:id="(\w+)"/g);
  return [...ids].map(([, id]) => {
    const tag = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`).exec(relations)?.[0] ?? "";
    return read(`word/${/Target="([^"]+)"/.exec(tag)?.[1]}`);
  });
}

test("the number of a turned page stands where an upright one has it: beside the text, turned clockwise", async () => {
  const all = await footers();
  expect(all.map((each) => each.includes("layout-flow:vertical"))).toEqual([
    ...[false, false],
    ...[true, true],
  ]);
  const across = { left: 1984, top: 1587, bottom: 1474, height: 11906 };
  for (const footer of all.slice(2)) {
    const points = (name: string) => Number(new RegExp(`${name}:([\\d.]+)pt`).exec(footer)?.[1]);
    // Its middle is 28 mm from the edge, which is 7 mm from the text; it goes as far down as the text does.
    const middle = points("margin-left") + points("width") / 2;
    expect(middle / 72).toBeCloseTo(28 / 25.4, 2);
    expect(middle).toBeCloseTo(across.left / 20 - (7 / 25.4) * 72, 0);
    expect(points("margin-top")).toBeCloseTo(across.top / 20, 1);
    expect(points("height")).toBeCloseTo((across.height - across.top - across.bottom) / 20, 1);
    expect(footer).toMatch(/mso-position-horizontal-relative:page/);
    expect(footer).toMatch(/<w:txbxContent><w:p>.*PAGE.*<\/w:p><\/w:txbxContent>/s);
    expect(footer).not.toMatch(/undefined/);
  }
});
