"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import { arrangeSignOff } from "@/lib/sign-offs/commands";
import { arrangeSignOffInput } from "@/lib/sign-offs/schema";
import { formAction } from "@/lib/web/form-action";

const arrange = formAction(arrangeSignOffInput, arrangeSignOff);

export async function arrangeSignOffAction(state: FormState, form: FormData): Promise<FormState> {
  const answer = await arrange(state, form);
  if (answer.status === "done") revalidatePath("/", "layout");
  return answer;
}
