import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import { convertToHtml, extractRawText } from "mammoth";
import { beforeAll, describe, expect, test } from "vitest";
import { saveSection } from "@/lib/bulletins/commands";
import { exportBulletin, issueBulletin } from "@/lib/bulletins/issue";
import { getBulletin } from "@/lib/bulletins/queries";
import { createBulletin } from "@/lib/bulletins/start";
import type { Board } from "@/lib/dashboards/board";
import { getBoard, getChanges } from "@/lib/dashboards/queries";
import { pointRows } from "@/lib/dashboards/rows";
import { percent } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { db } from "@/lib/platform/db";
import { mean } from "@/lib/status/roll-up";
import { LIGHTS } from "@/lib/status/rules";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { reportMonths } from "../support/reported-plan";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
const file = { bytes: new Uint8Array(), parts: {} as Record<string, string>, text: "" };
let board: Board;

beforeAll(async () => {
  await reportMonths();
  await hire("shown", "LEADER");
  await db().account.update({ where: { name: "shown" }, data: { demonstration: true } });
  const reviewer = await actorNamed("reviewer");
  board = await getBoard(reviewer, DAY);
  const id = await createBulletin(reviewer, { kind: "MONTHLY", asOf: DAY }, at(DAY));
  const text = "第一段，含控制符\u0001和<标签>。\n2.小标题\n=1+1";
  await saveSection(reviewer, { bulletinId: id, key: "chapter-9", version: 1, text }, at(DAY));
  const { seal } = await getBulletin(reviewer, id);
  await issueBulletin(reviewer, { bulletinId: id, seal }, at(DAY));
  file.bytes = Buffer.concat((await exportBulletin(reviewer, id, at(DAY))).pieces);
  for (const [name, part] of Object.entries(unzipSync(file.bytes))) {
    if (/\.(xml|rels)$/.test(name)) file.parts[name] = strFromU8(part);
  }
  file.text = (await extractRawText({ buffer: Buffer.from(file.bytes) })).value;
});

const xml = () => file.parts["word/document.xml"] ?? "";
/** The paragraph that holds a text, as XML. */
const paragraph = (text: string) =>
  xml()
    .split("<w:p>")
    .find((each) => each.replace(/<[^>]+>/g, "").includes(text)) ?? "";

const footerOf = (id: string) => {
  const relations = file.parts["word/_rels/document.xml.rels"] ?? "";
  const tag = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`).exec(relations)?.[0] ?? "";
  return file.parts[`word/${/Target="([^"]+)"/.exec(tag)?.[1]}`] ?? "";
};

describe("the form of GB/T 9704-2012", () => {
  test("has its page, margins, and a grid of 22 lines of 28 characters", () => {
    const [letter = "", annex = ""] = xml().match(/<w:sectPr>.*?<\/w:sectPr>/gs) ?? [];
    expect(letter).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    // 1304: the page number's dashes 7 mm below the text.
    for (const margin of [
      'w:top="2097"',
      'w:left="1587"',
      'w:right="1474"',
      'w:bottom="1984"',
      'w:footer="1304"',
    ]) {
      expect(/<w:pgMar [^>]*>/.exec(letter)?.[0]).toContain(margin);
    }
    const grid = /<w:docGrid [^>]*>/.exec(letter)?.[0] ?? "";
    for (const each of ['w:type="lines"', 'w:linePitch="579"']) {
      expect(grid).toContain(each);
    }
    expect(Math.floor((16838 - 2097 - 1984) / 579)).toBe(22);
    expect(file.parts["word/styles.xml"]).toContain('<w:spacing w:val="-5"/>');
    expect(Math.floor((11906 - 1587 - 1474) / (320 - 5))).toBe(28);
    expect(annex).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/);
  });

  test.each([
    ["召开对接会", "仿宋_GB2312", 32, false],
    ["推进情况月报（2024年9月）", "方正小标宋简体", 44, false],
    ["一、总体情况", "黑体", 32, false],
    ["二、各章进展", "黑体", 32, false],
    ["（一）", "楷体_GB2312", 32, false],
    ["2.小标题", "仿宋_GB2312", 32, true],
  ])("writes “%s” in %s", (text, font, size, bold) => {
    const found = paragraph(text);
    expect(found).toContain(`w:eastAsia="${font}"`);
    expect(found).toContain('w:hint="eastAsia"');
    expect(found).toContain(`<w:sz w:val="${size}"/>`);
    expect(/<w:b\/>/.test(found)).toBe(bold);
  });

  test("numbers pages — 1 — in 四号, odd ones right, even ones left", () => {
    expect(file.parts["word/settings.xml"]).toContain("<w:evenAndOddHeaders/>");
    const ids = [...xml().matchAll(/<w:footerReference w:type="(\w+)" r:id="(\w+)"\/>/g)];
    expect(ids.map(([, type]) => type).sort()).toEqual(["default", "default", "even", "even"]);
    for (const [, type, id = ""] of ids) {
      const footer = footerOf(id);
      expect(footer).toContain(`<w:jc w:val="${type === "even" ? "left" : "right"}"/>`);
      expect(footer).toMatch(/<w:sz w:val="28"\/>.*— .*PAGE.* —/s);
    }
  });

  test("has its number, recipients, date and 附件 where they belong", () => {
    const lines = file.text.split("\n").filter((line) => line !== "");
    expect(lines.slice(0, 4)).toEqual([
      "演示数据，不代表实际情况",
      "2024年第1期",
      "济南—临沂对口合作2024年工作要点推进情况月报（2024年9月）",
      "济南市、临沂市各责任单位：",
    ]);
    expect(lines).toContain("附件：工作要点台账");
    expect(lines).toContain("2024年9月20日");
    expect(lines.indexOf("附件")).toBeGreaterThan(lines.indexOf("2024年9月20日"));
    // 附件 on the first line of its page, its title on the third.
    expect(file.text).toMatch(/\n附件\n\n\n\n工作要点台账\n/);
    expect(file.text).toContain("统计截止：2024-09-20");
  });
});

describe("every figure is the dashboard's", () => {
  test("those of the whole: percent beside expected, both cities, counts of lights", () => {
    const cities = board.cities.map((city) => {
      const sides = board.points.flatMap(({ sides }) =>
        sides.filter((side) => side.city.id === city.id),
      );
      return `${city.name}${percent(mean(sides.map((side) => side.percent)))}`;
    });
    expect(file.text).toContain(
      `总体进度${percent(board.percent)}，序时进度${percent(board.expected)}`,
    );
    expect(file.text).toContain(`其中，${cities.join("，")}。`);
    for (const light of LIGHTS) {
      const told = `${LIGHT_NAMES[light]}${board.counts[light]}项`;
      expect(file.text.includes(told)).toBe(board.counts[light] > 0);
    }
  });

  test("those of chapters and points", () => {
    for (const chapter of board.chapters.filter(({ number }) => number !== 9)) {
      const cities = chapter.cities.map(
        ({ city, percent: value }) => `${city.shortName}${percent(value)}`,
      );
      expect(file.text).toContain(
        `本章${chapter.points.length}项要点，进度${percent(chapter.percent)}，序时进度${percent(chapter.expected)}（${cities.join("，")}）。`,
      );
      for (const point of chapter.points) {
        expect(file.text).toContain(
          `${point.number}.${point.title}（${LIGHT_NAMES[point.light]}，进度${percent(point.percent)}，序时${percent(point.expected)}）`,
        );
      }
    }
  });

  test("no percent stands in it that the board does not show", async () => {
    const { changes } = await getChanges(await actorNamed("leader"), { to: DAY });
    const shown = new Set(
      [
        changes.plan.before,
        board.percent,
        board.expected,
        ...board.cities.map((city) =>
          mean(
            board.points.flatMap(({ sides }) =>
              sides.filter((side) => side.city.id === city.id).map((side) => side.percent),
            ),
          ),
        ),
        ...board.chapters.flatMap((chapter) => [
          chapter.percent,
          chapter.expected,
          ...chapter.cities.map((each) => each.percent),
        ]),
        ...board.points.flatMap((point) => [
          point.percent,
          point.expected,
          ...point.sides.map((side) => side.percent),
        ]),
      ].map((value) => percent(value)),
    );
    const told = [...file.text.matchAll(/\d+%/g)].map(([each]) => each);
    expect(told.length).toBeGreaterThan(80);
    expect(told.filter((each) => !shown.has(each))).toEqual([]);
  });

  test("the 附件 is the ledger, a row a point, its head repeated and no row broken", async () => {
    const { value } = await convertToHtml({ buffer: Buffer.from(file.bytes) });
    const rows = [...value.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) =>
        cell.replace(/<[^>]+>/g, ""),
      ),
    );
    const points = pointRows(board);
    expect(rows).toHaveLength(points.length + 1);
    points.forEach((point, index) => {
      const cells = rows[index + 1] ?? [];
      expect(cells).toContain(point.title);
      expect(cells).toContain(LIGHT_NAMES[point.light]);
      expect(cells).toContain(point.dueOn);
      for (const side of point.sides) expect(cells).toContain(percent(side.percent));
    });
    expect(xml().match(/<w:tblHeader\/>/g)).toHaveLength(1);
    // Figures of five points and a quarter, and 3 pt on each side: dates and percents stay whole.
    const widths = [...xml().matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map((each) => Number(each[1]));
    expect(widths[widths.length - 2]).toBeGreaterThanOrEqual(10 * 105 + 120);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(4 * 105 + 120);
  });
});

test("what XML cannot hold is left out, the rest of an edited text is kept to the letter", () => {
  expect(file.text).toContain("第一段，含控制符和<标签>。");
  expect(file.text).toContain("=1+1");
});

test("LibreOffice, where it is installed, opens and prints it", async (context) => {
  const run = promisify(execFile);
  const office = await run("soffice", ["--version"]).then(
    () => "soffice",
    () => null,
  );
  if (!office) return context.skip("soffice is not installed: the file is not rendered here");
  const folder = await mkdtemp(path.join(tmpdir(), "duban-docx-"));
  try {
    await writeFile(path.join(folder, "bulletin.docx"), file.bytes);
    await run(
      office,
      ["--headless", "--convert-to", "pdf", "--outdir", folder, path.join(folder, "bulletin.docx")],
      { timeout: 120_000, env: { ...process.env, HOME: folder } },
    );
    const pdf = await readFile(path.join(folder, "bulletin.pdf"), "latin1");
    expect((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length).toBeGreaterThan(3);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 150_000);
