import { beforeAll } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { finishSide } from "./completions";
import { withDatabase } from "./database";
import { actorNamed, hire, hireForCity } from "./people";

type Sides = Record<"reviewer" | "linyiReviewer" | "leader" | "staff" | "linyiStaff", Actor> & {
  /** the city's id */
  jinan: number;
  /** Jinan's side of a point, reported and approved; its first share */
  finished(number: number, percent?: number): ReturnType<typeof finishSide>;
};

/** The plan with a person for all units of each city, a reviewer of both and one of Linyi, and a leader. */
export function withSides(): Sides {
  withDatabase({ template: "plan" });
  const sides = {} as Sides;
  beforeAll(async () => {
    sides.linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
    sides.staff = (await hireForCity("staff", "济南市")).staff;
    sides.linyiStaff = (await hireForCity("linyi-staff", "临沂市")).staff;
    await hire("reviewer", "REVIEWER");
    await hire("leader", "LEADER");
    sides.reviewer = await actorNamed("reviewer");
    sides.leader = await actorNamed("leader");
    sides.jinan = (await db().city.findUniqueOrThrow({ where: { name: "济南市" } })).id;
    sides.finished = (number, percent = 100) =>
      finishSide(sides.staff, sides.reviewer, { number, cityId: sides.jinan, percent });
  });
  return sides;
}
