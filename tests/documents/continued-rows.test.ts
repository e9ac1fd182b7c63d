import { describe, expect, test } from "vitest";
import { pointsOf } from "@/lib/documents/notice";
import { readSource } from "./cooperation";

const HEADS = "序号\t重点任务\t具体内容\t责任单位\t时间要求";

describe("a row of a table whose 序号 is blank", () => {
  test("and whose task is blank goes on with the row above: its text, units and days", () => {
    const { points, reading, warnings } = readSource(
      `${HEADS}\n1\t组织领导\t召开会议2次\t市甲局、州甲局\t6月底前\n2\t人才支援\t选派教师60名\t两地教育局\t8月底前\n\t\t选派党政干部30名\t市委组织部、州委组织部\t3月底前\n3\t资金支持\t拨付资金\t市财政局\t4月底前`,
    );
    expect(points).toEqual([
      "1 组织领导 | 责任 鹤山市甲局、云岭州甲局",
      "2 人才支援 | 责任 鹤山市教育局、云岭州教育局、鹤山市委组织部、云岭州委组织部",
      "3 资金支持 | 责任 鹤山市财政局",
    ]);
    const [, second] = pointsOf(reading);
    expect(second?.body).toBe("选派教师60名\n选派党政干部30名");
    expect(second?.deadlines.map(({ date }) => date)).toEqual(["2026-08-31", "2026-03-31"]);
    expect(second?.clauseEnd).toBe("\t时间要求：8月底前\t时间要求：3月底前");
    expect(warnings.filter(({ message }) => !message.includes("早于"))).toEqual([]);
  });

  test("goes on although it has units alone", () => {
    const { points } = readSource(
      "|序号|重点任务|牵头单位|配合单位|\n|---|---|---|---|\n|1|甲|市甲局|市乙局|\n| | |州甲局|州乙局|\n|2|乙|市丙局| |",
    );
    expect(points).toEqual([
      "1 甲 | 牵头 鹤山市甲局、云岭州甲局 | 配合 鹤山市乙局、云岭州乙局",
      "2 乙 | 牵头 鹤山市丙局",
    ]);
  });

  test("and that has a task of its own is kept apart and asked about, under no number of another row", () => {
    const { points, warnings } = readSource(
      "序号\t重点任务\t责任单位\t完成时限\n1\t甲\t市甲局\t6月底前\n2\t乙\t市乙局\t6月底前\n\t丙\t市丙局\t9月底前\n3\t丁\t市丁局\t12月底前",
    );
    expect(points).toEqual([
      "1 甲 | 责任 鹤山市甲局",
      "2 乙 | 责任 鹤山市乙局",
      "2 丙 | 责任 鹤山市丙局",
      "3 丁 | 责任 鹤山市丁局",
    ]);
    expect(warnings.map(({ message }) => message)).toEqual([
      "第2项下面的“丙”这一行没有序号，暂照第2项单列一项，是上一项的请并入上一项，不是的请改序号。",
    ]);
  });

  test("in a table without numbers is a row as any other", () => {
    const { points, warnings } = readSource(
      "序号\t重点任务\t责任单位\t完成时限\n\t甲\t市甲局\t6月底前\n\t乙\t市乙局\t6月底前",
    );
    expect(points).toEqual(["1 甲 | 责任 鹤山市甲局", "2 乙 | 责任 鹤山市乙局"]);
    expect(warnings).toEqual([]);
  });

  test("or merged with the one above, as Word repeats it, is asked about where the task is another", () => {
    const { points, warnings } = readSource(
      "序号\t重点任务\t责任单位\t完成时限\n1\t甲\t市甲局\t6月底前\n1\t乙\t市乙局\t6月底前\n2\t丙\t市丙局\t9月底前",
    );
    expect(points.map((each) => each.slice(0, 3))).toEqual(["1 甲", "1 乙", "2 丙"]);
    expect(warnings.map(({ message }) => message)).toEqual([
      "第1项的序号合并了几行，“乙”这一行单列为一项，请核对是否并入上一项。",
    ]);
  });
});

describe("the days of a row", () => {
  const read = (task: string, when: string) => {
    const { reading, warnings } = readSource(
      `序号\t重点任务\t责任单位\t完成时限\n1\t${task}\t市甲局\t${when}\n2\t乙\t市乙局\t12月底前`,
    );
    return {
      days: pointsOf(reading)[0]?.deadlines.map(({ text, date }) => [text, date]),
      asked: warnings.map(({ message }) => message),
    };
  };

  test("are said once where text and column say the same", () => {
    const { days, asked } = read("10月底前拨付资金", "2026年10月底前");
    expect(days).toEqual([["2026年10月底前", "2026-10-31"]]);
    expect(asked).toEqual([]);
  });

  test("stay both where they differ", () => {
    const { days } = read("6月底前拨付资金", "10月底前");
    expect(days).toEqual([
      ["6月底前", "2026-06-30"],
      ["10月底前", "2026-10-31"],
    ]);
  });

  test.each(["2026年6月、11月", "6月底前启动，11月底前完成"])(
    "are none and are asked about where a column names two: %s",
    (when) => {
      const { days, asked } = read("召开会议2次", when);
      expect(days).toEqual([[when, null]]);
      expect(asked).toEqual([
        expect.stringMatching(/^第1项的时限“.*写了几个日期，没有定下哪一个，请核对。$/),
      ]);
    },
  );
});
