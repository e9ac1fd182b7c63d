import { getPointDashboard } from "@/lib/dashboards/queries";
import { setMilestones } from "@/lib/plan/commands";
import { milestonesSeal } from "@/lib/plan/rules";
import { setMilestonesInput } from "@/lib/plan/schema";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { actorNamed, at } from "./people";

export type Step = { title: string; dueOn: string; weight: number; city?: number; root?: number };

/** The form of a point's milestones as a browser sends it, opened the moment before unless told. */
export async function plan(
  admin: Actor,
  number: number,
  steps: Step[],
  day: string,
  seal?: string,
  /** that days already past are meant, as most tests of late milestones do */
  past = true,
): Promise<void> {
  const point = await db().workPoint.findFirstOrThrow({
    where: { number },
    include: { milestones: { where: { removedOn: null } } },
  });
  const rows = (value: (step: Step) => string | number | undefined) =>
    Object.fromEntries(steps.map((step, index) => [index, String(value(step) ?? "")]));
  const input = setMilestonesInput.parse({
    pointId: point.id,
    seal: seal ?? milestonesSeal(point.milestones),
    title: rows(({ title }) => title),
    dueOn: rows(({ dueOn }) => dueOn),
    weight: rows(({ weight }) => weight),
    city: rows(({ city }) => city),
    root: rows(({ root }) => root),
    ...(past ? { past: "1" } : {}),
  });
  await setMilestones(admin, input, at(day));
}

/** What a leader sees of a point as of a day. */
export async function seen(number: number, day: string) {
  return (await getPointDashboard(await actorNamed("leader"), number, day)).point;
}
