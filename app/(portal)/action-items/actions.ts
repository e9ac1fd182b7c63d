"use server";
import { revalidatePath } from "next/cache";
import { addActionItem, retireActionItem, setActionItem } from "@/lib/action-items/commands";
import {
  addActionItemInput,
  retireActionItemInput,
  setActionItemInput,
} from "@/lib/action-items/schema";
import type { FormState } from "@/lib/form-state";
import { formAction } from "@/lib/web/form-action";

const set = formAction(setActionItemInput, setActionItem, refresh);
const add = formAction(addActionItemInput, addActionItem, refresh);
const retire = formAction(retireActionItemInput, retireActionItem, refresh);

export async function setActionItemAction(previous: FormState, form: FormData) {
  return set(previous, form);
}

export async function addActionItemAction(previous: FormState, form: FormData) {
  return add(previous, form);
}

export async function retireActionItemAction(previous: FormState, form: FormData) {
  return retire(previous, form);
}

function refresh(): undefined {
  revalidatePath("/", "layout");
}
