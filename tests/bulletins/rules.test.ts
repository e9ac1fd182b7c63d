import { describe, expect, test } from "vitest";
import { signatureRoom } from "@/lib/bulletins/rules";

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
