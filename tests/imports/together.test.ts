import { describe, expect, test } from "vitest";
import type { Difference } from "@/lib/imports/differences";
import { clashOf, clashWords, ticksOf } from "@/lib/imports/together";

const plan = { points: [1, 2, 3].map((number) => ({ id: number * 10, number })) };
const removed = (number: number, bound: string | null = null): Difference => ({
  ...{ key: `point:${number * 10}:removed`, kind: "REMOVED", pointId: number * 10 },
  ...{ number, title: "督查考核", before: "", bound },
});
const added = (number: number): Difference => ({
  ...{ key: `added:${number}`, kind: "ADDED", number, title: "信息宣传", after: "" },
});
const moved = (before: number, after: number): Difference => ({
  ...{ key: `point:${before * 10}:number`, kind: "NUMBER", pointId: before * 10 },
  ...{ number: before, title: "人才交流", before, after },
});

describe("what is ticked to begin with", () => {
  test.each<[string, Difference[], string[]]>([
    ["nothing is taken away by itself", [removed(3)], []],
    ["but for what takes its number", [added(3), removed(3)], ["added:3", "point:30:removed"]],
    ["what may not leave keeps its number", [added(3), removed(3, "有批示")], []],
    ["two change places", [moved(1, 2), moved(2, 1)], ["point:10:number", "point:20:number"]],
    [
      "one gives way to another, down to one that cannot",
      [added(1), moved(1, 2), moved(2, 3), removed(3, "有批示")],
      [],
    ],
    [
      "and to one that can",
      [added(1), moved(1, 2), moved(2, 3), removed(3)],
      ["added:1", "point:10:number", "point:20:number", "point:30:removed"],
    ],
  ])("%s", (_, differences, expected) => {
    const ticked = ticksOf(plan, differences);
    expect([...ticked].sort()).toEqual(expected);
    expect(clashOf(plan, differences, ticked)).toBeNull();
  });
});

test("what is in the way is named, with where to tick it", () => {
  const differences = [added(3), removed(3)];
  const clash = clashOf(plan, differences, new Set(["added:3"]));
  expect(clash && clashWords(clash)).toEqual({
    message:
      "采纳以后会有两个第 3 项：请同时选中“删去 第 3 项：督查考核”，或不选“新增 第 3 项：信息宣传”。",
    fields: {
      "point:30:removed": "去选中：删去 第 3 项：督查考核",
      "added:3": "或去取消：新增 第 3 项：信息宣传",
    },
  });
  const bound = clashOf(plan, [added(3), removed(3, "有批示")], new Set(["added:3"]));
  expect(bound && clashWords(bound).message).toBe(
    "采纳以后会有两个第 3 项：原第 3 项有批示，不能删去；请不选“新增 第 3 项：信息宣传”。",
  );
});
