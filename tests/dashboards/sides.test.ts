import fc from "fast-check";
import { expect, test } from "vitest";
import { groupPoints, pointRows } from "@/lib/dashboards/rows";
import { unitSummaries } from "@/lib/dashboards/unit-summaries";
import { watchedBy } from "@/lib/dashboards/watched";
import { LIGHTS, worstLight } from "@/lib/status/rules";
import { anyBoard, anyTwoBoards } from "./boards";

// A board is a whole plan: half as many as usual are plenty.
fc.configureGlobal({ numRuns: 50 });

test("points are shown to a unit by its own side: light, sentence and marks are never the other city's", () => {
  fc.assert(
    fc.property(anyBoard, (board) => {
      for (const { unit, shares } of unitSummaries(board)) {
        const rows = pointRows(board, { unit: unit.id });
        for (const row of rows) {
          const side = row.point.sides.find(({ city }) => city.id === unit.cityId);
          expect([row.light, row.reason]).toEqual([side?.light, side?.reason]);
          expect(row.tags.includes("未报送")).toBe((side?.missed ?? 0) >= 2);
        }
        for (const light of LIGHTS) {
          // The boards made up here may name a unit twice on a point.
          const own = shares.filter(({ part }) => part.light === light);
          const points = new Set(own.map(({ point }) => point.id));
          expect(pointRows(board, { unit: unit.id, light: [light] })).toHaveLength(points.size);
        }
        const [group] = groupPoints(board, rows, "unit", { unit: unit.id });
        expect(new Set(group?.rows.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)));
      }
    }),
  );
});

test("关注 of a unit tells the worst light of its own sides, and no turn of the other city's", () => {
  fc.assert(
    fc.property(anyTwoBoards, ([before, after]) => {
      for (const { unit } of unitSummaries(after)) {
        const watch = {
          id: 1,
          accountId: 1,
          pointId: null,
          chapterId: null,
          unitId: unit.id,
          startsOn: after.asOf,
        };
        const [watched] = watchedBy(1, { ...after, watches: [watch] }, before);
        const own = after.points
          .flatMap(({ sides }) => sides)
          .filter(({ units }) => units.some((share) => share.unit.id === unit.id));
        expect(watched?.light).toBe(worstLight(own.map(({ light }) => light)));
        const others = after.cities.filter(({ id }) => id !== unit.cityId);
        for (const line of watched?.news ?? []) {
          expect(others.some(({ shortName }) => line.includes(`项${shortName}侧`))).toBe(false);
        }
      }
    }),
  );
});
