import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signatureRoom, widthOf } from "@/lib/bulletins/rules";
import { titleLines } from "@/lib/bulletins/title";

// 2024年9月20日: four and one and two figures of half a character, three signs.
const DATE = "2024年9月20日";
const WIDTH = 6.5;

describe("发文机关署名 and 成文日期", () => {
  test.each([...Array(26).keys()].map((index) => index + 1))(
    "of a name of %i characters: two to the right of its first, neither nearer than two to the edge",
    (length) => {
      const room = signatureRoom("府".repeat(length), DATE);
      expect(Math.min(room.office, room.date)).toBe(2);
      expect(room.office + length - (room.date + WIDTH)).toBe(2);
    },
  );

  test("a name wider than the line leaves the date on it", () => {
    const { date } = signatureRoom("府".repeat(60), DATE);
    expect(date + WIDTH).toBeLessThanOrEqual(28);
    expect(date).toBeGreaterThanOrEqual(2);
  });
});

describe("a title", () => {
  test.each([
    [
      "济南—临沂对口合作2024年工作要点推进情况月报（2024年9月）",
      ["济南—临沂对口合作2024年工作要点", "推进情况月报（2024年9月）"],
    ],
    [
      "关于济南—临沂对口合作2024年工作要点推进情况的通报",
      ["关于济南—临沂对口合作2024年工作要点", "推进情况的通报"],
    ],
    ["第三次联席会议纪要", ["第三次联席会议纪要"]],
    ["督办单", ["督办单"]],
  ])("“%s” breaks between words, and only where it has to", (title, lines) => {
    expect(titleLines(title)).toEqual(lines);
  });

  test("of any words is whole, in lines that fit, none beginning or ending with a mark that may not", () => {
    const words = fc.constantFrom(
      ..."济南 临沂 对口合作 2024年 工作要点 推进情况 月报 的 、 （2024年9月） 和 产业链 教育 关于 《纲要》 第3期".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 24 }), (parts) => {
        const title = parts.join("").slice(0, 80);
        const lines = titleLines(title);
        expect(lines.join("")).toBe(title);
        if (lines.length === 1) return;
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(20);
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[、的）》]/);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《]$/);
      }),
    );
  });

  test("that has nowhere to break is left as it is", () => {
    expect(titleLines("X".repeat(80))).toEqual(["X".repeat(80)]);
  });
});
