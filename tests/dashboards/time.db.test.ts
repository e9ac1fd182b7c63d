import { beforeAll, describe, expect, test } from "vitest";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getTrends } from "@/lib/dashboards/chapter-trends";
import { getDueMonth } from "@/lib/dashboards/due";
import { getHeatmap } from "@/lib/dashboards/heat";
import { getBoard, getUnitDashboard } from "@/lib/dashboards/queries";
import { getTimeline } from "@/lib/dashboards/timeline";
import { expectedOn } from "@/lib/dashboards/trend";
import { milestoneMessages } from "@/lib/digests/milestones";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { owedMilestones } from "@/lib/reminders/milestones";
import { mean } from "@/lib/status/roll-up";
import { worstLight } from "@/lib/status/rules";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";
import { refusalOf } from "../support/reports";
import { statementsOf } from "../support/statements";

withDatabase({ template: "demonstration" });

const TODAY = "2024-09-20";
let leader: Actor;

beforeAll(async () => {
  leader = await actorNamed("leader");
});

describe("the heat map", () => {
  test("shows for every month's end exactly the lights of that day's board", async () => {
    const { months, rows } = await getHeatmap(leader, "point", TODAY);
    expect(months.map(({ date }) => date)).toEqual([
      "2024-04-30",
      "2024-05-31",
      "2024-06-30",
      "2024-07-31",
      "2024-08-31",
      "2024-09-20",
    ]);
    expect(rows).toHaveLength(31);
    for (const [place, { date }] of months.entries()) {
      forgetBoards();
      const board = await getBoard(leader, date);
      expect(rows.map(({ cells }) => cells[place]?.light)).toEqual(
        board.points.map(({ light }) => light),
      );
      expect(rows.map(({ cells }) => cells[place]?.date)).toEqual(rows.map(() => date));
    }
  });

  test("shows for a unit the most severe light of its own sides, and the worst of its reports", async () => {
    const { rows, months } = await getHeatmap(leader, "unit", TODAY);
    expect(rows.length).toBeGreaterThan(60);
    for (const { key, cells } of rows.slice(0, 8)) {
      for (const place of [2, months.length - 1]) {
        const { summary } = await getUnitDashboard(leader, key, months[place]?.date ?? "");
        const lights = summary.shares.map(({ point, share }) => {
          const own = point.sides.find(({ city }) => city.id === share.unit.cityId);
          return (own ?? point).light;
        });
        expect(cells[place]?.light).toBe(worstLight(lights));
        if (summary.due > 0) expect(cells[place]?.reporting).not.toBeNull();
      }
    }
  });

  test("reads all past months in one statement beyond the day's own, and none when it is warm", async () => {
    forgetBoards();
    expect(await statementsOf(() => getHeatmap(leader, "point", TODAY))).toHaveLength(2);
    expect(await statementsOf(() => getHeatmap(leader, "unit", TODAY))).toHaveLength(0);
  });

  test("is not for whoever may not read the plan", async () => {
    expect(await refusalOf(getHeatmap(await actorNamed("auditor"), "point", TODAY))).toBe(
      "NOT_FOUND",
    );
  });
});

test("a chapter's trend ends where the chapter stands, and its cities with it", async () => {
  const { board, chapters, whole } = await getTrends(leader, TODAY);
  expect(chapters).toHaveLength(9);
  for (const { number, trend } of chapters) {
    const chapter = board.chapters.find((each) => each.number === number);
    expect(trend).toHaveLength(6);
    expect(trend.at(-1)?.mean).toBeCloseTo(chapter?.percent ?? -1, 9);
    expect(trend.at(-1)?.expected).toBeCloseTo(chapter?.expected ?? -1, 9);
    for (const { city, percent } of chapter?.cities ?? []) {
      const place = board.cities.findIndex(({ id }) => id === city.id);
      expect(trend.at(-1)?.cities[place]).toBeCloseTo(percent, 9);
    }
  }
  expect(whole.at(-1)?.mean).toBeCloseTo(mean(board.points.map(({ percent }) => percent)), 9);
});

describe("the time line", () => {
  test("shows extension, pause and milestones of each state on the day the demonstration stands at", async () => {
    const { chapters } = await getTimeline(leader, {}, TODAY);
    const rows = chapters.flatMap((chapter) => chapter.rows);
    expect(rows).toHaveLength(31);
    const row = (number: number) => rows.find((each) => each.number === number);
    expect(row(11)?.extension).toMatchObject({ fromOn: "2024-12-31", count: 1 });
    expect(row(30)?.pauses).toEqual([
      { startsOn: "2024-09-02", endsOn: TODAY, lasts: true, cancelled: false },
    ]);
    expect(row(30)?.halted).toBe("PAUSED");
    const states = rows.flatMap(({ milestones }) => milestones.map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(["DONE", "LATE", "COMING"]));
  });

  test("of an earlier day knows nothing that came later", async () => {
    const { chapters, to } = await getTimeline(leader, {}, "2024-05-09");
    const rows = chapters.flatMap((chapter) => chapter.rows);
    expect(
      rows.every(
        ({ extension, milestones, pauses }) =>
          extension === null && milestones.length === 0 && pauses.length === 0,
      ),
    ).toBe(true);
    expect(to).toBe("2024-12-31");
  });

  test("can be narrowed to a chapter, a light, a city", async () => {
    const { chapters } = await getTimeline(leader, { chapter: 2 }, TODAY);
    expect(chapters.map(({ number }) => number)).toEqual([2]);
    const paused = await getTimeline(leader, { light: "NOT_STARTED" }, TODAY);
    expect(paused.chapters.flatMap(({ rows }) => rows).map(({ number }) => number)).toEqual([30]);
    expect(await refusalOf(getTimeline(leader, { city: 999 }, TODAY))).toBe("NOT_FOUND");
  });
});

describe("the calendar of what is due", () => {
  test("has reports, milestones, points, directives and 议定事项 on their days, Monday to Sunday", async () => {
    const september = await getDueMonth(leader, "2024-09-01", TODAY);
    expect(september.weeks[0]?.[0]?.date).toBe("2024-08-26");
    expect(september.weeks.every((week) => week.length === 7)).toBe(true);
    expect(september.items.map(({ on, kind, state }) => [on, kind, state])).toEqual([
      ["2024-09-10", "MILESTONE", "LATE"],
      ["2024-09-10", "DIRECTIVE", "DONE"],
      ["2024-09-12", "ORDER", "LATE"],
      ["2024-09-13", "DIRECTIVE", "DONE"],
      ["2024-09-16", "ORDER", "LATE"],
      ["2024-09-18", "DIRECTIVE", "LATE"],
      ["2024-09-20", "ORDER", "ANSWERED"],
      ["2024-09-23", "DIRECTIVE", "COMING"],
      ["2024-09-25", "PERIOD", "COMING"],
      ["2024-09-25", "ORDER", "COMING"],
      ["2024-09-26", "DIRECTIVE", "ANSWERED"],
      ["2024-09-27", "MILESTONE", "COMING"],
      ["2024-09-27", "DIRECTIVE", "COMING"],
      ["2024-09-27", "ORDER", "COMING"],
      ["2024-09-30", "DIRECTIVE", "DONE"],
      ["2024-09-30", "RESOLUTION", "COMING"],
    ]);
    const december = await getDueMonth(leader, "2024-12-01", TODAY);
    const points = december.items.filter(({ kind }) => kind === "POINT");
    expect(points).toHaveLength(30);
    const march = await getDueMonth(leader, "2025-03-01", TODAY);
    expect(march.items.map(({ note }) => note).join()).toMatch(/第1次延期/);
  });
});

describe("the units of a milestone", () => {
  const asked = async (day: string) => {
    const owed = owedMilestones(await getBoard(leader, day));
    const accounts = await db().account.findMany({ where: { role: "STAFF" } });
    const people = accounts.map((account) => ({
      ...account,
      unitName: null,
      planIds: null,
      unread: [],
    }));
    const ties = { handlers: new Map(), parents: new Map() };
    return milestoneMessages(people, owed, ties, day, new Map());
  };

  test("are reminded 5, 2 and 0 working days before, and after 1 and weekly, until it is done", async () => {
    const of = async (day: string) =>
      (await asked(day)).filter(({ text }) => text.includes("建设过半")).map(({ text }) => text)[0];
    expect(await of("2024-09-19")).toBeUndefined();
    expect(await of("2024-09-20")).toBe("第 4 项节点“建设过半”还有 5 个工作日到期（9月27日）。");
    expect(await of("2024-09-27")).toMatch(/今天到期/);
    expect(await of("2024-09-30")).toMatch(/已逾期 1 个工作日/);
  });

  test("are those of the side that has not reached it: the other is left alone", async () => {
    const { cities, points } = await getBoard(leader, TODAY);
    const owed = owedMilestones(await getBoard(leader, TODAY));
    const of = owed.filter(({ title }) => title === "建设过半").map(({ unit }) => unit.cityId);
    const linyi = cities.find(({ shortName }) => shortName === "临沂")?.id;
    expect(new Set(of)).toEqual(new Set([linyi]));
    expect(points.find(({ number }) => number === 30)?.halted).toBe("PAUSED");
    expect(owed.some(({ point }) => point.number === 30)).toBe(false);
  });

  test("get one message each, the same at every making", async () => {
    const messages = await asked("2024-09-23");
    const keys = messages.map(({ sameAs, accountId }) => `${sameAs}:${accountId}`);
    expect(messages.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await asked("2024-09-23")).toEqual(messages);
  });
});

test("what was expected of a point on an earlier day is what that day's board said", async () => {
  const actor = leader;
  const last = await getBoard(actor, "2024-12-20");
  for (const day of ["2024-04-25", "2024-06-25", "2024-09-25", "2024-11-25"]) {
    const board = await getBoard(actor, day);
    for (const point of board.points) {
      expect(expectedOn(last, point.number, day), `${point.number} on ${day}`).toBe(point.expected);
    }
  }
  expect(expectedOn(last, 99, "2024-09-25")).toBeNull();
});
