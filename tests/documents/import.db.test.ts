import { describe, expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { fromDbDate } from "@/lib/dates";
import { importNotice } from "@/lib/documents/commands";
import { joinLayoutBreaks, pointText, readNotice } from "@/lib/documents/notice";
import { db } from "@/lib/platform/db";
import { seed } from "@/prisma/seed";
import { withDatabase } from "../support/database";
import { at } from "../support/people";
import { refusalOf } from "../support/reports";
import { directory, reading, text } from "./published";

withDatabase({ template: "plan" });

describe("the 2024 notice in the database", () => {
  test("is 9 chapters, 31 points and 161 assignments of 74 units, 4 of them groups", async () => {
    expect(await db().chapter.count()).toBe(9);
    expect(await db().workPoint.count()).toBe(31);
    expect(await db().assignment.count()).toBe(161);
    const units = await db().unit.findMany({ where: { assignments: { some: {} } } });
    expect(units).toHaveLength(74);
    expect(units.filter(({ kind }) => kind === "GROUP")).toHaveLength(4);
  });

  test("numbers its chapters 1 to 9 and its points 1 to 31 through all chapters", async () => {
    const chapters = await db().chapter.findMany({
      orderBy: { number: "asc" },
      include: { points: { orderBy: { number: "asc" } } },
    });
    expect(chapters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(chapters.flatMap(({ points }) => points.map(({ number }) => number))).toEqual(
      Array.from({ length: 31 }, (_, index) => index + 1),
    );
  });

  test("gives every unit the role 责任, 文件原文, from the day of issue on and without an end", async () => {
    const terms = await db().assignmentTerm.findMany();
    expect(terms).toHaveLength(161);
    for (const { role, origin, startsOn, endsOn, groupId } of terms) {
      expect([role, origin, fromDbDate(startsOn), endsOn, groupId]).toEqual([
        "RESPONSIBLE",
        "DOCUMENT",
        "2024-04-24",
        null,
        null,
      ]);
    }
  });

  test("rebuilt from the database is the published text, character by character", async () => {
    const plan = await db().plan.findFirstOrThrow({
      include: {
        chapters: {
          orderBy: { number: "asc" },
          include: { points: { orderBy: { number: "asc" } } },
        },
      },
    });
    const rebuilt = [
      plan.foreword,
      ...plan.chapters.flatMap(({ marker, title, foreword, points }) => [
        marker + title,
        ...(foreword === "" ? [] : [foreword]),
        ...points.map(pointText),
      ]),
    ].join("\n");
    const published = joinLayoutBreaks(text)
      .map((paragraph) => paragraph.text)
      .join("\n");
    expect(rebuilt).toBe(published);
  });

  test("runs from its issue to the year's end in nine periods, April to December", async () => {
    const plan = await db().plan.findFirstOrThrow({
      include: { periods: { orderBy: { month: "asc" } } },
    });
    expect([plan.issuedOn, plan.startsOn, plan.dueOn].map(fromDbDate)).toEqual([
      "2024-04-24",
      "2024-04-24",
      "2024-12-31",
    ]);
    expect(plan.periods.map(({ month }) => fromDbDate(month).slice(0, 7))).toEqual(
      ["04", "05", "06", "07", "08", "09", "10", "11", "12"].map((month) => `2024-${month}`),
    );
    expect(plan.periods.every(({ dueOn }) => fromDbDate(dueOn).endsWith("-25"))).toBe(true);
    expect(plan.periods.every(({ lockedOn }) => lockedOn === null)).toBe(true);
  });

  test("proposes the numbers it promises as indicators, each at its place in the body", async () => {
    const indicators = await db().indicator.findMany({ include: { point: true } });
    const promised = indicators.map(({ target, measure }) => `${target}${measure}`);
    expect(promised.sort()).toEqual(["1次", "20名", "23所", "3个", "50名", "5对", "5条"]);
    for (const { point, start, match, state } of indicators) {
      expect(point.body.slice(start, start + match.length)).toBe(match);
      expect(state).toBe("PROPOSED");
    }
  });

  test("leaves one entry in the audit log, with what it brought", async () => {
    const entries = await db().auditEntry.findMany({ where: { action: "plan.import" } });
    expect(entries.map(({ after, accountName }) => [after, accountName])).toEqual([
      [
        {
          documentNumber: "济政办字〔2024〕13号",
          chapters: 9,
          points: 31,
          assignments: 161,
        },
        "系统 · system",
      ],
    ]);
  });
});

describe("the directory of units", () => {
  test("knows the city of every unit", async () => {
    expect(await db().unit.findMany({ where: { cityId: null } })).toEqual([]);
    const cities = await db().city.findMany({ orderBy: { displayOrder: "asc" } });
    expect(cities.map(({ name }) => name)).toEqual(["济南市", "临沂市"]);
  });

  test("pairs counterparts both ways, across the two cities", async () => {
    const units = await db().unit.findMany({ include: { counterpart: true } });
    const paired = units.filter(({ counterpart }) => counterpart);
    expect(paired.length).toBeGreaterThan(60);
    for (const { id, cityId, counterpart } of paired) {
      expect(counterpart?.counterpartId).toBe(id);
      expect(counterpart?.cityId).not.toBe(cityId);
    }
  });

  test("holds one group a city for points 15 and 23, and one a city for point 24", async () => {
    const groups = await db().unit.findMany({
      where: { kind: "GROUP" },
      include: { city: true, assignments: { include: { point: true } } },
    });
    const held = groups.map(({ city, groupScope, assignments }) => ({
      city: city?.shortName,
      groupScope,
      points: assignments.map(({ point }) => point.number).sort(),
    }));
    expect(held).toHaveLength(4);
    for (const city of ["济南", "临沂"]) {
      expect(held).toContainEqual({ city, groupScope: "CONCERNED", points: [15, 23] });
      expect(held).toContainEqual({ city, groupScope: "EVERY", points: [24] });
    }
  });

  test("puts every unit into one official order", async () => {
    const units = await db().unit.findMany({ orderBy: { officialOrder: "asc" } });
    expect(units.map(({ officialOrder }) => officialOrder)).toEqual(units.map((_, at) => at + 1));
  });
});

describe("importing again", () => {
  const counted = async () => [
    await db().plan.count(),
    await db().unit.count(),
    await db().workPoint.count(),
    await db().assignmentTerm.count(),
    await db().auditEntry.count(),
  ];

  test("is refused and doubles nothing", async () => {
    const before = await counted();
    const again = importNotice(SYSTEM_ACTOR, reading, directory, at("2024-09-06"));
    await expect(again).rejects.toThrow("济政办字〔2024〕13号 已经导入，不重复导入。");
    expect(await refusalOf(importNotice(SYSTEM_ACTOR, reading, directory, at("2024-09-06")))).toBe(
      "STALE",
    );
    expect(await counted()).toEqual(before);
  });

  test("by a second start of the portal changes nothing", async () => {
    const before = await counted();
    const told: string[] = [];
    await seed({ demonstration: false, onProgress: (line) => told.push(line) });
    expect(await counted()).toEqual(before);
    expect(told).toEqual([]);
  });
});

test("a text without a date, a year or a point is refused with a sentence", async () => {
  const empty = readNotice("不是通知的文字。");
  expect(await refusalOf(importNotice(SYSTEM_ACTOR, empty, directory, at("2024-09-06")))).toBe(
    "INVALID",
  );
});
