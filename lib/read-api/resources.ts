import "server-only";
import { directives } from "./directives";
import { orders } from "./orders";
import { plan, plans } from "./plan";
import { point, points } from "./points";
import type { Resource } from "./resource";
import { unit, units } from "./units";
import { updates } from "./updates";

/** Everything the read API answers. A new resource is a file like its neighbours, a line here, and a route that serves it. */
export const RESOURCES = [
  plans,
  plan,
  points,
  point,
  units,
  unit,
  updates,
  directives,
  orders,
] as unknown as Resource[];
