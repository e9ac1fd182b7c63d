import { beforeAll, describe, expect, test } from "vitest";
import { getOverview } from "@/lib/dashboards/queries";
import type { Actor } from "@/lib/policy";
import { openApi } from "../support/api";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";
import { FILES } from "./files";
import { type Facts, factsOf, SCREENS } from "./screens";

withDatabase({ template: "demonstration" });

// Month's ends, a day in the middle of one, the day the demonstration stands at, and the end of the plan.
const DAYS = ["2024-05-31", "2024-07-12", "2024-08-31", "2024-09-20", "2024-12-31"];
const READERS = { ...SCREENS, ...FILES };
let asked: { leader: Actor; writer: Actor; ask: Awaited<ReturnType<typeof openApi>> };

beforeAll(async () => {
  const [leader, writer] = [await actorNamed("leader"), await actorNamed("reviewer")];
  asked = { leader, writer, ask: await openApi(await actorNamed("admin")) };
});

/** How many facts of a kind a reader states: `point light`, `point percent`, `plan light` … */
function numberOf(facts: Facts, kind: RegExp): number {
  return [...facts.keys()].filter((name) => kind.test(name)).length;
}

describe.each(DAYS)("on %s", (day) => {
  let board: Facts;
  beforeAll(async () => {
    board = factsOf((await getOverview(asked.leader, day)).board);
  });

  test.each(Object.keys(READERS))("%s says what the overview says", async (name) => {
    const said = await READERS[name]?.(day, asked);
    if (!said) throw new Error(`nobody is called ${name}`);
    // Each knows the lights, or the percents, of all points or of all chapters.
    const lights = numberOf(said, /^point \d+ light$/);
    const percents = numberOf(said, /^(point|chapter) \d+ (\S+ )?percent$/);
    expect(lights === 31 || percents >= 9, name).toBe(true);
    const others = [...said].filter(([fact, value]) => board.get(fact) !== value);
    expect(others.map(([fact, value]) => `${fact}: ${value}, not ${board.get(fact)}`)).toEqual([]);
  });
});

test("the days differ, so that agreeing on one is not agreeing on all", async () => {
  const boards = await Promise.all(
    DAYS.map(async (day) => factsOf((await getOverview(asked.leader, day)).board)),
  );
  const standings = boards.map((board) => JSON.stringify([...board]));
  expect(new Set(standings).size).toBe(DAYS.length);
  for (const board of boards) expect(numberOf(board, /^point \d+ light$/)).toBe(31);
});
