import { beforeAll, beforeEach } from "vitest";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { toDbDate } from "@/lib/dates";
import { db } from "@/lib/platform/db";
import { installJobs } from "@/lib/platform/job-runner";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { hire, unitNamed } from "../support/people";

const UNIT = "济南市教育局";

/**
 * A database with two people of one unit, a reviewer for each city and a leader, in which only the
 * periods from September on are open; what digests leave behind is cleared before each test.
 */
export function withOffice() {
  const database = withDatabase({ template: "plan" });
  const office = {} as Record<"staff" | "colleague" | "reviewer" | "linyi", Actor> & {
    /** of the unit */
    assignments: number[];
  };

  beforeAll(async () => {
    await installJobs(database.url);
    office.staff = await hire("staff", "STAFF", { unit: UNIT });
    office.colleague = await hire("colleague", "STAFF", { unit: UNIT });
    office.reviewer = await hire("jinan-reviewer", "REVIEWER", { city: "济南市" });
    office.linyi = await hire("linyi-reviewer", "REVIEWER", { city: "临沂市" });
    await hire("leader", "LEADER");
    const { id: unitId } = await unitNamed(UNIT);
    const held = await db().assignment.findMany({ where: { unitId }, orderBy: { id: "asc" } });
    office.assignments = held.map(({ id }) => id);
    // What was assigned is acknowledged, unless a test is about that.
    await db().$executeRaw`
      INSERT INTO acknowledgements (term_id, account_id, acknowledged_at, acknowledged_on)
      SELECT id, ${office.staff.accountId}, starts_on, starts_on FROM assignment_terms`;
    await db().$executeRaw`UPDATE periods SET locked_on = '2024-09-01' WHERE month < '2024-09-01'`;
  });

  beforeEach(async () => {
    forgetBoards();
    await db().delivery.deleteMany();
    await db().digest.deleteMany();
    await db().digestDay.deleteMany();
    await db().notification.deleteMany();
    await db().assignment.updateMany({ data: { handlerId: null } });
    await db().account.updateMany({ data: { email: null } });
  });

  return office;
}

export async function digestOf(actor: Actor, day: string) {
  const row = await db().digest.findFirst({
    where: { accountId: actor.accountId, businessOn: toDbDate(day) },
  });
  return (row?.lines ?? []) as { kind: string; text: string; path: string }[];
}

export function messagesOf(actor: Actor) {
  return db().notification.findMany({
    where: { accountId: actor.accountId },
    orderBy: { id: "asc" },
  });
}
