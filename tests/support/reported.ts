import { toDbDate } from "@/lib/dates";
import { db } from "@/lib/platform/db";

/** A version handed in for a period, as the database holds it; what its blocks say does not matter here. */
export async function handIn(
  assignmentId: number,
  month: string,
  day: string,
  decision?: "APPROVED" | "RETURNED",
): Promise<number> {
  const assignment = await db().assignment.findUniqueOrThrow({ where: { id: assignmentId } });
  const period = await db().period.findFirstOrThrow({
    where: { planId: assignment.planId, month: toDbDate(month) },
  });
  const account = await db().account.findFirstOrThrow();
  const last = await db().progressUpdate.count({ where: { assignmentId, periodId: period.id } });
  const { id } = await db().progressUpdate.create({
    data: {
      assignmentId,
      periodId: period.id,
      version: last + 1,
      percent: 40,
      progressText: "召开对接会2次。",
      problemText: "",
      nextStepText: "",
      percentReason: "",
      authorId: account.id,
      submittedAt: new Date(`${day}T10:00:00+08:00`),
      submittedOn: toDbDate(day),
    },
  });
  if (decision) {
    await db().review.create({
      data: {
        updateId: id,
        assignmentId,
        periodId: period.id,
        decision,
        reason: decision === "RETURNED" ? "请补充" : "",
        counts: true,
        reviewerId: account.id,
        decidedAt: new Date(`${day}T15:00:00+08:00`),
        decidedOn: toDbDate(day),
      },
    });
  }
  await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
  return id;
}
