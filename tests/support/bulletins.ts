import { beforeAll } from "vitest";
import { issueBulletin } from "@/lib/bulletins/issue";
import { getBulletin } from "@/lib/bulletins/queries";
import { createBulletin } from "@/lib/bulletins/start";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "./database";
import { actorNamed, at } from "./people";
import { reportMonths } from "./reported-plan";

export const DAY = "2024-09-20";

/** A plan with months of reports, those who write and read bulletins, and what they do most. */
export function withBulletins() {
  withDatabase({ template: "plan" });
  const desk = {} as Record<"reviewer" | "admin" | "leader", Actor>;
  beforeAll(async () => {
    await reportMonths();
    for (const name of ["reviewer", "admin", "leader"] as const)
      desk[name] = await actorNamed(name);
  });
  const view = (id: number) => getBulletin(desk.reviewer, id);
  return {
    desk,
    view,
    draft: (actor = desk.reviewer, kind: "MONTHLY" | "NOTICE" = "MONTHLY", asOf = DAY) =>
      createBulletin(actor, { kind, asOf }, at(DAY)),
    issue: async (id: number, actor = desk.reviewer) =>
      issueBulletin(actor, { bulletinId: id, seal: (await view(id)).seal }, at(DAY)),
  };
}
