import "server-only";
import { listPlansUnderWay } from "../dashboards/plans";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { type Actor, reaches } from "../policy";
import { getBadges } from "./queries";

/** What waits for the actor in a plan that is not the open one. */
export type WorkElsewhere = { planId: number; title: string; toReport: number; toReview: number };

/** Plans under way beside the open one in which reports are to be made or reviewed by the actor, the newest first. */
export async function workElsewhere(actor: Actor, today: IsoDate): Promise<WorkElsewhere[]> {
  const { plan } = actor;
  if (!plan?.several) return [];
  const others = (await listPlansUnderWay(today)).filter(
    ({ id }) => id !== plan.id && reaches(actor, id),
  );
  const works = await Promise.all(
    others.map(async ({ id, revision }) => {
      const there = { ...actor, plan: { ...plan, id, revision }, waiting: undefined };
      const [{ toReport, toReview }, board] = [
        await getBadges(there, today),
        await getBoard(there, today),
      ];
      return { planId: id, title: board.plan.title, toReport, toReview };
    }),
  );
  return works.filter(({ toReport, toReview }) => toReport + toReview > 0);
}
