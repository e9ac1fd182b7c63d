import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { readSource } from "./cooperation";

/** A notice of a city and a prefecture, so that 市 is the one's and 州 the other's. */
const read = (text: string) => readSource(text).points;

describe("a city and a prefecture", () => {
  test("each have their own letter, and 市、州 before an office means both", () => {
    expect(
      read(
        "一、章\n1. 甲。（责任单位：市商务局、州商务局）\n2. 乙。（市、州协作办）\n3. 丙。牵头单位：市、州财政局",
      ),
    ).toEqual([
      "1 甲 | 责任 鹤山市商务局、云岭州商务局",
      "2 乙 | 责任 鹤山市协作办、云岭州协作办",
      "3 丙 | 牵头 鹤山市财政局、云岭州财政局",
    ]);
  });

  test("what is of neither stays as it is written", () => {
    expect(read("一、章\n1. 甲。（责任单位：市直、州直各部门，各县（市、区）政府）")).toEqual([
      "1 甲 | 责任 市直、州直各部门、各县（市、区）政府",
    ]);
  });
});

describe("numbers", () => {
  test("of the form 1.1 are items, and figures at the beginning of a line are not", () => {
    expect(
      read(
        "第一部分 任务\n1.1 甲。（责任单位：市甲局）\n1.2 乙。种粮\n1.5 万亩。（责任单位：市乙局）\n第二部分 保障\n2.1 丙。（责任单位：市丙局）",
      ),
    ).toEqual(["1 甲 | 责任 鹤山市甲局", "2 乙 | 责任 鹤山市乙局", "1 丙 | 责任 鹤山市丙局"]);
  });

  test.each([
    ["一是加强领导。（责任单位：市甲局）\n二是加强监管。（责任单位：市乙局）", [1, 2]],
    ["一、章\n⒈ 甲。（责任单位：市甲局）\n⒉ 乙。（责任单位：市乙局）", [1, 2]],
    ["一、章\n⑴甲。（责任单位：市甲局）\n⑵乙。（责任单位：市乙局）", [1, 2]],
    ["一、章\n①甲。（责任单位：市甲局）\n②乙。（责任单位：市乙局）", [1, 2]],
    ["1.1.1 甲。（责任单位：市甲局）\n1.1.2 乙。（责任单位：市乙局）", [1, 2]],
  ])("%j", (text, numbers) => {
    const { reading } = readSource(text);
    expect(pointsOf(reading).map(({ number }) => number)).toEqual(numbers);
    expect(pointsOf(reading).every(({ units }) => units.length === 1)).toBe(true);
    expect(reading.warnings.filter(({ message }) => message.includes("序号"))).toEqual([]);
  });

  test("一是 inside a sentence begins nothing", () => {
    expect(
      read("一、章\n1. 甲。问题有两个，\n一是资金不足，二是人手不够。（责任单位：市甲局）"),
    ).toEqual(["1 甲 | 责任 鹤山市甲局"]);
  });

  test("a heading right behind the title is a chapter where the whole stands on one line", () => {
    const { reading } = readSource(
      "一、产业 1.园区。建设。（责任单位：市甲局）2.消费。（责任单位：市乙局）二、劳务 3.培训。（责任单位：市丙局）",
      "",
      true,
    );
    expect(reading.chapters.map(({ number, points }) => [number, points.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });
});

describe("who answers, said in a sentence", () => {
  test.each([
    [
      "市委办、市政府办牵头，州委办配合，6月底前完成。",
      "牵头 鹤山市委办、鹤山市政府办 | 配合 云岭州委办",
    ],
    [
      "上半年召开一次会议，市甲局牵头，州乙局配合，6月底前完成。",
      "牵头 鹤山市甲局 | 配合 云岭州乙局",
    ],
    ["由市甲局牵头，各有关部门按职责分工负责，12月底前完成。", "牵头 鹤山市甲局 | 责任 各有关部门"],
    ["市甲局牵头，州乙局配合，长期坚持。", "牵头 鹤山市甲局 | 配合 云岭州乙局"],
    ["各县（市、区）政府，市甲局按职责分工负责。", "责任 各县（市、区）政府、鹤山市甲局"],
    ["——市甲局负责", "责任 鹤山市甲局"],
    ["由市文化和旅游局会同州文化和旅游局负责。", "责任 鹤山市文化和旅游局、云岭州文化和旅游局"],
    ["牵头单位为市委组织部，配合单位为州委组织部。", "牵头 鹤山市委组织部 | 配合 云岭州委组织部"],
    ["责任单位是市工商联。", "责任 鹤山市工商联"],
    [
      "牵头领导：陈某某，责任单位：市人社局、州人社局，配合单位：市财政局。",
      "责任 鹤山市人社局、云岭州人社局 | 配合 鹤山市财政局",
    ],
    [
      "牵头单位：市商务局，责任人：张某某；配合单位：州商务局，责任人：李某某；完成时限：6月30日前。",
      "牵头 鹤山市商务局 | 配合 云岭州商务局",
    ],
    ["（牵头领导：王某某；责任单位：市供销社；责任人：赵某某）", "责任 鹤山市供销社"],
  ])("%s", (text, units) => {
    const { points, warnings } = readSource(`一、章\n1. 甲。做好工作。${text}`);
    expect(points).toEqual([`1 甲 | ${units}`]);
    expect(warnings).toEqual([]);
  });
});

describe("who answers, on lines of their own", () => {
  test("names below a label go on with it", () => {
    expect(
      read(
        "一、章\n1. 甲。\n责任单位：市甲局\n　　　　　州乙局\n　　　　　市丙局\n完成时限：9月30日前\n2. 乙。（责任单位：市丁局）",
      ),
    ).toEqual(["1 甲 | 责任 鹤山市甲局、云岭州乙局、鹤山市丙局", "2 乙 | 责任 鹤山市丁局"]);
  });

  test("a label without a colon heads the line below it", () => {
    expect(read("一、章\n1. 甲。\n牵头单位\n市甲局\n配合单位\n市乙局、州丙局")).toEqual([
      "1 甲 | 牵头 鹤山市甲局 | 配合 鹤山市乙局、云岭州丙局",
    ]);
  });

  test("names a page put under one another inside a bracket are two", () => {
    expect(
      read("一、章\n1. 甲。（责任单位：市人力资源和社会保障局\n州人力资源和社会保障局）"),
    ).toEqual(["1 甲 | 责任 鹤山市人力资源和社会保障局、云岭州人力资源和社会保障局"]);
  });

  test.each([
    [
      "|序号|重点任务|责任单位|完成时限|\n|---|---|---|---|\n|1|甲|市甲局、州甲局|6月底|\n|2|乙|市乙局|12月底|",
    ],
    ["序号|重点任务|责任单位|完成时限\n1|甲|市甲局、州甲局|6月底\n2|乙|市乙局|12月底"],
    ["序号\t重点任务\t责任单位\t完成时限\n1\t甲\t市甲局、州甲局\t6月底\n2\t乙\t市乙局\t12月底"],
  ])("a table in plain text: %j", (text) => {
    const { points, reading } = readSource(text);
    expect(points).toEqual(["1 甲 | 责任 鹤山市甲局、云岭州甲局", "2 乙 | 责任 鹤山市乙局"]);
    expect(pointsOf(reading).map(({ deadlines }) => deadlines[0]?.date)).toEqual([
      "2026-06-30",
      "2026-12-31",
    ]);
  });
});

describe("words that refer to other units", () => {
  test.each([
    "同上",
    "同第3项",
    "第5项相关单位",
    "第五项牵头单位",
    "第5项和第6项相关单位",
    "第5—7项责任单位",
    "以上各单位",
    "上述部门",
    "与第3项相同",
  ])("are no unit and are asked about: %s", (words) => {
    const text = `一、章\n1. 甲。（责任单位：市甲局）\n2. 乙。（责任单位：市乙局、${words}）`;
    for (const { points, warnings } of [
      readSource(text),
      readSource(`序号|重点任务|责任单位\n1|甲|市甲局\n2|乙|市乙局、${words}`),
    ]) {
      expect(points).toEqual(["1 甲 | 责任 鹤山市甲局", "2 乙 | 责任 鹤山市乙局"]);
      expect(warnings.map(({ message }) => message)).toEqual([
        `第2项责任单位中的“${words}”不像单位名称，未列入分工，请核对。`,
      ]);
    }
  });

  test("several numbers are asked about one by one", () => {
    const { points, warnings } = readSource(
      "一、章\n1. 甲。（责任单位：市甲局、第5、6项相关单位）",
    );
    expect(points).toEqual(["1 甲 | 责任 鹤山市甲局"]);
    expect(warnings.map(({ message }) => /“(.*)”/.exec(message)?.[1])).toEqual([
      "第5",
      "6项相关单位",
    ]);
  });

  test.each(["各单位", "相关部门", "其他各单位", "第一中学", "第二人民医院"])(
    "%s is a unit",
    (name) => {
      expect(read(`一、章\n1. 甲。（责任单位：${name}）`)).toEqual([`1 甲 | 责任 ${name}`]);
    },
  );
});

test("a deadline in a table's column of units is the row's deadline", () => {
  const { points, reading } = readSource(
    "序号|重点任务|责任单位\n1|甲|市甲局、州甲局，2026年6月\n2|乙|市乙局，年底前",
  );
  expect(points).toEqual(["1 甲 | 责任 鹤山市甲局、云岭州甲局", "2 乙 | 责任 鹤山市乙局"]);
  expect(pointsOf(reading).map(({ deadlines }) => deadlines.map(({ date }) => date))).toEqual([
    ["2026-06-30"],
    ["2026-12-31"],
  ]);
});

const bare = (text: string) => [...text.replace(/[\s|｜\u200b]/g, "")].sort().join("");

test("no character of any mixture of these forms is lost", () => {
  const piece = fc.constantFrom(
    ..."一、产业协作|（一）园区|1.甲。|1.1 乙。|一是丙丁。|⒈ 戊。|⑴己。|①庚。|市商务局|州商务局|市、州财政局|、|，|。|；|\n|牵头|配合|负责|会同|责任单位：|牵头单位\n|牵头领导：|责任人：某某|完成时限：6月底|，12月底前完成|（|）|序号\t任务\t责任单位\n|1\t甲\t市甲局\n|各县（市、区）政府|——".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      const { reading } = readSource(text, "");
      const kept = [
        reading.foreword,
        reading.afterword,
        ...reading.chapters.flatMap((chapter) => [
          chapter.isPoint ? "" : chapter.marker + chapter.title + chapter.titleEnd,
          chapter.foreword,
          ...chapter.points.flatMap((point) => [
            point.before + point.marker + point.title + point.titleEnd + point.body,
            point.clauseStart + point.clause + point.clauseEnd,
          ]),
        ]),
      ].join("");
      // The head of a table that a page repeats is no text of the notice.
      const said = text
        .split("\n")
        .filter((line, at, all) => line !== "序号\t任务\t责任单位" || all.indexOf(line) === at)
        .join("\n");
      for (const character of new Set(bare(said))) {
        const of = (whole: string) => bare(whole).split(character).length;
        expect(of(kept), character).toBeGreaterThanOrEqual(of(said));
      }
    }),
    { numRuns: 300 },
  );
}, 30_000);

test("readNotice of a pasted text reads as the file of the same text does", () => {
  const text = "一、章\n1. 甲。（责任单位：市甲局）";
  expect(pointsOf(readNotice(text)).length).toBe(readSource(text, "").points.length);
});
