import { describe, expect, test } from "vitest";
import {
  concernsBothCities,
  mayCloseInPlace,
  namesAnother,
  needsCoordination,
} from "@/lib/problems/rules";
import { ProblemLevel, Role } from "@/prisma/generated/enums";

const levels = Object.values(ProblemLevel);

describe("a problem", () => {
  test("needs coordination from the city on, and concerns both cities from both on", () => {
    expect(levels.filter(needsCoordination)).toEqual(["CITY", "BOTH_CITIES", "PROVINCE"]);
    expect(levels.filter(concernsBothCities)).toEqual(["BOTH_CITIES", "PROVINCE"]);
  });

  test("is closed in place by staff only where the unit solves it alone, by others always", () => {
    for (const role of Object.values(Role)) {
      expect(levels.filter((level) => mayCloseInPlace(role, level))).toEqual(
        role === "STAFF" ? ["UNIT"] : levels,
      );
    }
  });

  test("gets another owner by a name it never had; none and an old one change nothing", () => {
    expect(namesAnother("", ["甲"])).toBe(false);
    expect(namesAnother("甲", ["甲", "乙"])).toBe(false);
    expect(namesAnother("丙", ["甲", "乙"])).toBe(true);
    expect(namesAnother("丙", [""])).toBe(true);
  });
});
