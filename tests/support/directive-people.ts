import { beforeAll } from "vitest";
import type { Actor } from "@/lib/policy";
import { hire } from "./people";

export const JINAN = "济南市教育局";
export const LINYI = "临沂市教育局";
export const BOTH = { units: [JINAN, LINYI] };

/** Everybody who has to do with a directive, or has nothing to do with it; hired by hireThem(). */
export const who = {} as Record<
  "leader" | "jinanLeader" | "linyiLeader" | "staff" | "colleague" | "linyi" | "stranger",
  Actor
> &
  Record<"reviewer" | "linyiReviewer" | "admin" | "auditor", Actor>;

/** Hires them before the tests of a file. */
export function hireThem() {
  beforeAll(async () => {
    who.leader = await hire("leader", "LEADER");
    who.jinanLeader = await hire("jinan-leader", "LEADER", { city: "济南市" });
    who.linyiLeader = await hire("linyi-leader", "LEADER", { city: "临沂市" });
    who.staff = await hire("staff", "STAFF", { unit: JINAN });
    who.colleague = await hire("colleague", "STAFF", { unit: JINAN });
    who.linyi = await hire("linyi", "STAFF", { unit: LINYI });
    who.stranger = await hire("stranger", "STAFF", { unit: "临沂商城管委会" });
    who.reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
    who.linyiReviewer = await hire("linyi-reviewer", "REVIEWER", { city: "临沂市" });
    who.admin = await hire("admin", "ADMIN");
    who.auditor = await hire("auditor", "AUDITOR");
  });
}
