"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { reviewUpdate } from "@/lib/reviews/commands";
import { reviewUpdateInput } from "@/lib/reviews/schema";
import { formAction } from "@/lib/web/form-action";

const review = formAction(reviewUpdateInput, reviewUpdate);

/** Decides, then goes on to the next of the queue. */
export async function reviewUpdateAction(state: FormState, form: FormData): Promise<FormState> {
  const answer = await review(state, form);
  if (answer.status !== "done") return answer;
  revalidatePath("/", "layout");
  const done = form.get("decision") === "RETURNED" ? "returned" : "approved";
  redirect(`${paths.reviews()}?done=${done}`);
}
