import { z } from "zod";
import { PLAN_PARAMETER, paths } from "./paths";
import { rowId } from "./row-id";

/** Which plan an address of the portal names; null when it names none. */
export function planOfLink(path: string): number | null {
  const value = new URLSearchParams(path.split("?")[1] ?? "").get(PLAN_PARAMETER);
  const parsed = rowId.safeParse(value ?? undefined);
  return parsed.success ? parsed.data : null;
}

/** The same address, naming its plan. */
export function planLink(path: string, planId: number): string {
  const [way, query] = path.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set(PLAN_PARAMETER, String(planId));
  return `${way}?${parameters}`;
}

/** Where a link leads whose plan is not the one that is open: it asks before it opens the other. */
export function elsewhere(path: string, plan: { id: number } | null): string | null {
  const named = planOfLink(path);
  return named === null || named === plan?.id ? null : paths.plans({ open: named, next: path });
}

/** A way within the portal and no other site's; anything else is the overview. */
export const wayOn = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])/)
  .catch(paths.overview());
