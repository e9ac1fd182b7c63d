"use server";
import { revalidatePath } from "next/cache";
import type { FormState } from "@/lib/form-state";
import { handOver } from "@/lib/hand-overs/commands";
import { handOverInput } from "@/lib/hand-overs/schema";
import { formAction } from "@/lib/web/form-action";

const give = formAction(handOverInput, handOver, async ({ moved }) => {
  revalidatePath("/", "layout");
  return { status: "done", at: "", message: `已交接 ${moved} 项，对方会收到消息。` };
});

export async function handOverAction(state: FormState, form: FormData): Promise<FormState> {
  return give(state, form);
}
