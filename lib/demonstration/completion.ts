import "server-only";
import { confirmClosure } from "../closures/commands";
import { applyForCompletion, verifyCompletion } from "../completions/commands";
import { db } from "../platform/db";
import type { Actor } from "../policy";

/** What stands applied for, by point and city. */
export type Applications = Map<string, { id: number; verified: boolean }>;

type Side = { assignmentId: number; cityId: number; point: { id: number }; actor: Actor };

/** 办结 of one side in a day: applied for by its unit, verified, closed; gone on with where it stopped. */
export async function complete(
  reviewer: Actor,
  { assignmentId, cityId, point, actor }: Side,
  applications: Applications,
  at: (hour: number) => Date,
): Promise<void> {
  const standing = applications.get(`${point.id}:${cityId}`);
  const outcome = "年度任务全部完成，成果资料已归档备查，台账和影像资料存本单位。";
  const application = { assignmentId, outcome, evidenceIds: [] };
  const applicationId =
    standing?.id ?? (await applyForCompletion(actor, application, at(14))).applicationId;
  if (!standing?.verified) {
    const opinion = "经核验，任务清单逐项完成，资料齐备。";
    const verification = { applicationId, round: 0, decision: "VERIFIED" as const, opinion };
    await verifyCompletion(reviewer, verification, at(15));
  }
  const closing = "年度任务全部完成，成果资料经核验齐备，同意销号。";
  await confirmClosure(reviewer, { pointId: point.id, cityId, outcome: closing }, at(16));
}

/** What an interrupted load left applied for. */
export async function readApplications(): Promise<Applications> {
  const rows = await db().completionApplication.findMany({ where: { demonstration: true } });
  return new Map(
    rows.map(({ id, pointId, cityId, decision }) => [
      `${pointId}:${cityId}`,
      { id, verified: decision === "VERIFIED" },
    ]),
  );
}
