"use server";
import { revalidatePath } from "next/cache";
import { type BulkChange, changeMany } from "@/lib/assignments/bulk";
import { askForMembers, changeAssignments } from "@/lib/assignments/commands";
import { assignmentsSeal } from "@/lib/assignments/rules";
import { askMembersInput, changeAssignmentsInput, changeManyInput } from "@/lib/assignments/schema";
import type { FormState } from "@/lib/form-state";
import { businessNow } from "@/lib/platform/clock";
import { formAction } from "@/lib/web/form-action";

const change = formAction(changeAssignmentsInput, changeAssignments, saved);

export async function changeAssignmentsAction(
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  const state = await change(previous, form);
  // Refused or not: whoever came second sees the newest state.
  revalidatePath("/", "layout");
  return state;
}

async function saved(
  { before, after }: Awaited<ReturnType<typeof changeAssignments>>,
  { intent }: Record<string, string>,
): Promise<FormState> {
  const at = businessNow().toISOString();
  if (intent === "undo") return { status: "done", at, message: "已撤销，分工恢复到保存前" };
  // A seal is the entries in the very form in which they are posted, but for an empty last part.
  const entries = assignmentsSeal(before).replaceAll(/:(?= |$)/g, "");
  return {
    status: "done",
    at,
    message: "已保存",
    result: { before: entries, seal: assignmentsSeal(after) },
  };
}

const changeSeveral = formAction(changeManyInput, changeMany, savedMany);

export async function changeManyAction(previous: FormState, form: FormData): Promise<FormState> {
  const state = await changeSeveral(previous, form);
  revalidatePath("/", "layout");
  return state;
}

async function savedMany(
  { points }: BulkChange,
  { intent }: Record<string, string>,
): Promise<FormState> {
  const at = businessNow().toISOString();
  if (intent === "undo")
    return { status: "done", at, message: `已撤销，${points} 项要点恢复到保存前` };
  return { status: "done", at, message: `已保存，调整了 ${points} 项要点` };
}

const ask = formAction(askMembersInput, askForMembers, async ({ points }) => ({
  status: "done",
  at: businessNow().toISOString(),
  message: `已发消息给管理员，请明确第 ${points.join("、")} 项的成员`,
}));

export async function askMembersAction(previous: FormState, form: FormData): Promise<FormState> {
  return ask(previous, form);
}
