import type { Board } from "@/lib/dashboards/board";
import { getTrends } from "@/lib/dashboards/chapter-trends";
import { getHeatmap } from "@/lib/dashboards/heat";
import { oneDecimal } from "@/lib/dashboards/plan-document";
import {
  getChanges,
  getChapterDashboard,
  getComparison,
  getOverview,
  getPointDashboard,
  getUnitDashboard,
  listPointRows,
  listUnitSummaries,
} from "@/lib/dashboards/queries";
import { getTimeline } from "@/lib/dashboards/timeline";
import type { Actor } from "@/lib/policy";
import { LIGHTS, type Light, worstLight } from "@/lib/status/rules";

/** What a reader says of one day: `point 3 light`, `point 3 济南 percent`, `plan SEVERE` … */
export type Facts = Map<string, string | number>;

type Asked = { leader: Actor };

/** Every screen that shows lights and percents of a day; each reads on its own way. */
export const SCREENS: Record<string, (day: string, asked: Asked) => Promise<Facts>> = {
  overview: async (day, { leader }) => factsOf((await getOverview(leader, day)).board),
  chapters,
  points,
  "list of points": list,
  units,
  changes,
  comparison,
  "heat map": heatmap,
  "time line": timeline,
  trend,
};

const whole = Math.round;

/** All there is to say of a board; what others say must be among it. */
export function factsOf(board: Board): Facts {
  const facts: Facts = new Map<string, string | number>([
    ["plan percent", whole(board.percent)],
    ["plan expected", whole(board.expected)],
    ["plan exact percent", oneDecimal(board.percent)],
  ]);
  for (const light of LIGHTS) facts.set(`plan ${light}`, board.counts[light]);
  for (const { number, percent, expected, light, cities, points } of board.chapters) {
    facts.set(`chapter ${number} percent`, whole(percent));
    facts.set(`chapter ${number} exact percent`, oneDecimal(percent));
    facts.set(`chapter ${number} expected`, whole(expected));
    facts.set(`chapter ${number} light`, light);
    facts.set(`chapter ${number} points`, points.length);
    for (const { city, percent: own } of cities) {
      facts.set(`chapter ${number} ${city.shortName} percent`, whole(own));
    }
  }
  for (const point of board.points) sayPoint(facts, point);
  // Of a unit every side it stands on, and no other city's.
  const own = new Map<number, Light[]>();
  for (const side of board.points.flatMap((point) => point.sides)) {
    for (const id of new Set(side.units.map(({ unit }) => unit.id))) {
      own.set(id, [...(own.get(id) ?? []), side.light]);
    }
  }
  for (const [id, lights] of own) {
    facts.set(`unit ${id} light`, worstLight(lights));
    for (const light of LIGHTS) {
      facts.set(`unit ${id} ${light}`, lights.filter((each) => each === light).length);
    }
  }
  return facts;
}

type Said = { number: number; light: Light; percent: number; expected: number };
type Sides = {
  sides: { city: { shortName: string }; percent: number; light?: Light; reason?: string }[];
};

function sayPoint(facts: Facts, { number, light, percent, expected, sides }: Said & Sides) {
  facts.set(`point ${number} light`, light);
  facts.set(`point ${number} percent`, whole(percent));
  facts.set(`point ${number} expected`, whole(expected));
  facts.set(`point ${number} exact percent`, oneDecimal(percent));
  facts.set(`point ${number} exact expected`, oneDecimal(expected));
  for (const side of sides) {
    const name = `point ${number} ${side.city.shortName}`;
    facts.set(`${name} percent`, whole(side.percent));
    facts.set(`${name} exact percent`, oneDecimal(side.percent));
    if (side.light) facts.set(`${name} light`, side.light);
    if (side.reason) facts.set(`${name} reason`, side.reason);
  }
}

async function chapters(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  for (let number = 1; number <= 9; number += 1) {
    const { chapter, rows } = await getChapterDashboard(leader, number, day);
    facts.set(`chapter ${number} percent`, whole(chapter.percent));
    facts.set(`chapter ${number} points`, rows.length);
    for (const row of rows) sayPoint(facts, row);
  }
  return facts;
}

async function points(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  for (let number = 1; number <= 31; number += 1) {
    const { point, trend } = await getPointDashboard(leader, number, day);
    sayPoint(facts, point);
    const last = trend.at(-1);
    if (last) facts.set(`point ${number} percent`, whole(last.mean));
  }
  return facts;
}

/** The list, and what each of its filters by light leaves. */
async function list(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  for (const light of LIGHTS) {
    const { rows } = await listPointRows(leader, day, { light: [light] });
    facts.set(`plan ${light}`, rows.length);
    for (const row of rows) sayPoint(facts, row);
  }
  for (const city of (await getOverview(leader, day)).board.cities) {
    const { rows } = await listPointRows(leader, day, { city: city.id });
    for (const { number, light, percent } of rows) {
      facts.set(`point ${number} ${city.shortName} light`, light);
      facts.set(`point ${number} ${city.shortName} percent`, whole(percent));
    }
  }
  return facts;
}

/** The points as the pages of their units show them, each by its own side, and the lists behind a unit's counts. */
async function units(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  for (const { unit } of (await listUnitSummaries(leader, day)).units) {
    const { board, summary } = await getUnitDashboard(leader, unit.id, day);
    const city = board.cities.find(({ id }) => id === unit.cityId)?.shortName;
    for (const { point, part } of summary.shares) {
      sayPoint(facts, point);
      facts.set(`point ${point.number} ${city} light`, part.light);
      facts.set(`point ${point.number} ${city} reason`, part.reason);
      facts.set(`point ${point.number} ${city} percent`, whole(part.percent));
    }
    for (const light of LIGHTS) {
      const { rows } = await listPointRows(leader, day, { unit: unit.id, light: [light] });
      if (rows.length !== summary.counts[light]) {
        throw new Error(`${unit.name} counts ${summary.counts[light]}, listed are ${rows.length}`);
      }
      facts.set(`unit ${unit.id} ${light}`, rows.length);
    }
  }
  return facts;
}

/** What turned since the day of issue, and the rest as it was. */
async function changes(day: string, { leader }: Asked): Promise<Facts> {
  const { changes: found } = await getChanges(leader, { from: "2024-04-24", to: day });
  const facts = new Map(
    [...factsOf((await getOverview(leader, "2024-04-24")).board)].filter(([name]) =>
      /^point \d+ light$/.test(name),
    ),
  );
  facts.set("plan percent", whole(found.plan.after));
  for (const { number, after } of found.chapters) {
    facts.set(`chapter ${number} percent`, whole(after));
  }
  for (const turn of Object.values(found.turns).flat()) {
    const { number } = turn.point;
    if (turn.city === null) {
      facts.set(`point ${number} light`, turn.after.light);
      facts.set(`point ${number} percent`, whole(turn.after.percent));
    }
    for (const { city, after } of turn.sides) {
      if (after) facts.set(`point ${number} ${city.shortName} light`, after.light);
    }
  }
  return facts;
}

async function comparison(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  const { cities, chapters: rows, whole: all } = (await getComparison(leader, day)).comparison;
  facts.set("plan expected", whole(all.expected));
  const say = (name: string, { percents, expected }: (typeof rows)[number]["points"][number]) => {
    facts.set(`${name} expected`, whole(expected));
    percents.forEach((value, place) => {
      if (value !== null) facts.set(`${name} ${cities[place]?.shortName} percent`, whole(value));
    });
  };
  for (const row of rows) {
    say(`chapter ${row.of.number}`, row as never);
    for (const point of row.points) say(`point ${point.of.number}`, point);
  }
  return facts;
}

async function heatmap(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  for (const by of ["point", "unit"] as const) {
    for (const { key, cells } of (await getHeatmap(leader, by, day)).rows) {
      const last = cells.at(-1);
      if (last) facts.set(`${by} ${key} light`, last.light);
    }
  }
  return facts;
}

async function timeline(day: string, { leader }: Asked): Promise<Facts> {
  const facts: Facts = new Map();
  for (const { number, rows } of (await getTimeline(leader, {}, day)).chapters) {
    facts.set(`chapter ${number} points`, rows.length);
    for (const row of rows) {
      facts.set(`point ${row.number} light`, row.light);
      facts.set(`point ${row.number} percent`, whole(row.percent));
    }
  }
  return facts;
}

async function trend(day: string, { leader }: Asked): Promise<Facts> {
  const { whole: plan, chapters: each } = await getTrends(leader, day);
  const facts: Facts = new Map([["plan percent", whole(plan.at(-1)?.mean ?? -1)]]);
  facts.set("plan expected", whole(plan.at(-1)?.expected ?? -1));
  for (const { number, trend: own } of each) {
    facts.set(`chapter ${number} percent`, whole(own.at(-1)?.mean ?? -1));
  }
  return facts;
}
