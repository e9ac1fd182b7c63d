import type { Point } from "./board";
import { sideTags } from "./side-facts";

/** How a point stands, or one side of it; `sides` are those it tells of. */
export type Part = Pick<Point, "light" | "percent" | "expected" | "reason" | "tags" | "sides">;

/** A point as one city is concerned with it: its own side, with that side's marks; null without one. */
export function sideOf(point: Point, cityId: number | null): Part | null {
  const side = point.sides.find(({ city }) => city.id === cityId);
  if (!side) return null;
  const { light, percent, expected, reason } = side;
  const others = sideTags(point.sides);
  const tags = [...point.tags.filter((tag) => !others.includes(tag)), ...sideTags([side])];
  return { light, percent, expected, reason, tags, sides: [side] };
}

/** What a unit answers for: its city's side; the whole point where its city is not known. */
export function partOf(point: Point, unit: { cityId: number | null }): Part {
  return sideOf(point, unit.cityId) ?? point;
}
