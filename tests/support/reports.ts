import type { Actor } from "@/lib/policy";
import { submitUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { type SubmitUpdateInput, submitUpdateInput } from "@/lib/progress/schema";
import { reviewUpdate } from "@/lib/reviews/commands";
import { reviewUpdateInput } from "@/lib/reviews/schema";
import { at } from "./people";

/** What a form would send, read by the schema the form's action uses. */
export function report(
  assignmentId: number,
  blocks: Record<string, unknown> = {},
): SubmitUpdateInput {
  return submitUpdateInput.parse({
    assignmentId,
    percent: 40,
    progressText: "召开对接会2次，形成任务清单。",
    ...blocks,
  });
}

/** Opens the form of a period (the current one unless told) and hands it in; the version's id. */
export async function submit(
  actor: Actor,
  assignmentId: number,
  day: string,
  blocks: { month?: string } & Record<string, unknown> = {},
): Promise<number> {
  const { draftVersion } = await getReportForm(actor, assignmentId, blocks.month, day);
  const input = report(assignmentId, { draftVersion, ...blocks });
  return (await submitUpdate(actor, input, at(day))).updateId;
}

export function approve(actor: Actor, updateId: number, day: string): Promise<void> {
  return reviewUpdate(
    actor,
    reviewUpdateInput.parse({ updateId, decision: "APPROVED" }),
    at(day, "15:00:00"),
  );
}

export function sendBack(
  actor: Actor,
  updateId: number,
  day: string,
  reason = "请写明完成的具体事项。",
  field?: string,
): Promise<void> {
  return reviewUpdate(
    actor,
    reviewUpdateInput.parse({
      updateId,
      decision: "RETURNED",
      reason,
      notes: field ? { [field]: reason } : {},
    }),
    at(day, "15:00:00"),
  );
}

/** The code of the refusal a command ends in; fails when it succeeds or surprises. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error && error.name === "Refusal" && "code" in error) {
      return String(error.code);
    }
    throw error;
  }
  throw new Error("it was not refused");
}

/** Runs several at once and tells who was refused with what; undefined stands for success. */
export async function race(works: Promise<unknown>[]): Promise<(string | undefined)[]> {
  const ends = await Promise.allSettled(works);
  return ends.map((end) => {
    if (end.status === "fulfilled") return undefined;
    if (end.reason instanceof Error && end.reason.name === "Refusal" && "code" in end.reason) {
      return String(end.reason.code);
    }
    throw end.reason;
  });
}
