"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { approveUpdates, type BulkApproval, reviewUpdate } from "@/lib/reviews/commands";
import { approveUpdatesInput, queuePlace, reviewForm } from "@/lib/reviews/schema";
import { formAction } from "@/lib/web/form-action";

const review = formAction(reviewForm, reviewUpdate);

/** Decides, then goes on to the next of the part of the queue that is on screen. */
export async function reviewUpdateAction(state: FormState, form: FormData): Promise<FormState> {
  const answer = await review(state, form);
  if (answer.status !== "done") {
    // The version that waits in this one's place comes on screen; what was written stays.
    if (answer.status === "failed" && answer.fields.newer) revalidatePath("/", "layout");
    return answer;
  }
  revalidatePath("/", "layout");
  const done = form.get("decision") === "RETURNED" ? "returned" : "approved";
  const of = String(form.get("updateId"));
  redirect(paths.reviews({ ...queuePlace.parse(Object.fromEntries(form)), done, of }));
}

const approveMany = formAction(approveUpdatesInput, approveUpdates, tellAll);

export async function approveUpdatesAction(state: FormState, form: FormData): Promise<FormState> {
  return approveMany(state, form);
}

async function tellAll({ approved, refused }: BulkApproval): Promise<FormState> {
  revalidatePath("/", "layout");
  const kept = refused.map(({ name, why }) => `${name}：${why}`);
  const message = [`已通过 ${approved} 条。`, ...kept].join("\n");
  return { status: "done", at: new Date().toISOString(), message };
}
