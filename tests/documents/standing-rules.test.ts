import { describe, expect, test } from "vitest";
import { pointsOf, readNotice } from "@/lib/documents/notice";
import { readPasted } from "./read";

const withRule = (rule: string) =>
  readPasted(`${rule}\n一、产业\n1.甲。（责任单位：市商务局）\n2.乙。（责任单位：市财政局）`);

describe("what is said once for all items", () => {
  test.each([
    "各项任务均需市发改委协调推进，不再列出。",
    "以下各项任务均需市发改委协调推进，不再列出。",
    "除另有注明外，各项任务均需市发改委统筹推进，不再一一列出。",
    "以上任务均由市发改委跟进，不再单独列出。",
  ])("adds its unit to every item: %s", (rule) => {
    const { points, asked } = withRule(rule);
    expect(points).toEqual(["1 甲 | 责任 商务局、发改委", "2 乙 | 责任 财政局、发改委"]);
    expect(asked.filter((each) => each.includes("没有读懂"))).toEqual([]);
  });

  test.each([
    "各项任务市发改委均参与，不再单独列出。",
    "市发改委统筹各项任务，以下不再一一列明。",
    "凡与招商有关的，市投资促进局按惯例介入，不再注明。",
  ])("is asked about where it is not understood, never dropped: %s", (rule) => {
    const { points, asked } = withRule(rule);
    expect(points).toEqual(["1 甲 | 责任 商务局", "2 乙 | 责任 财政局"]);
    expect(asked.filter((each) => each.includes("没有读懂"))).toHaveLength(1);
  });
});

describe("branches of one body", () => {
  const read = (clause: string) => {
    const text = `青河市—云岭市对口合作2026年工作要点\n一、金融\n1.甲。（责任单位：${clause}）`;
    return pointsOf(readNotice(text)).flatMap(({ named }) => named.map(({ name }) => name));
  };
  test("carry its name, of each city where both are meant", () => {
    expect(read("中国人民银行青河市分行、云岭市分行")).toEqual([
      "中国人民银行青河市分行",
      "中国人民银行云岭市分行",
    ]);
    expect(read("人民银行两市分行、两市税务局")).toEqual([
      "人民银行青河市分行",
      "人民银行云岭市分行",
      "青河市税务局",
      "云岭市税务局",
    ]);
    expect(read("市财政局、云岭市分行")).toContain("云岭市分行");
  });
});
