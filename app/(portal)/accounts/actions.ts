"use server";
import { revalidatePath } from "next/cache";
import { limitAccount } from "@/lib/accounts/limits";
import { actOnAccount, addAccount, moveAccount } from "@/lib/accounts/managing";
import { importAccounts } from "@/lib/accounts/new-accounts";
import { changeRole, decideRoleChange } from "@/lib/accounts/role-changes";
import {
  actOnAccountInput,
  addAccountInput,
  changeRoleInput,
  decideRoleChangeInput,
  importAccountsInput,
  limitAccountInput,
  moveAccountInput,
  renewPasswordsInput,
} from "@/lib/accounts/schema";
import { renewPasswords, type Slip } from "@/lib/accounts/slips";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { formAction } from "@/lib/web/form-action";

const add = formAction(addAccountInput, addAccount, (slip) => shown([slip]));
const load = formAction(importAccountsInput, importAccounts, shown);
const renew = formAction(renewPasswordsInput, renewPasswords, shown);
const act = formAction(actOnAccountInput, actOnAccount, changed);
const move = formAction(moveAccountInput, moveAccount, changed);
const limit = formAction(limitAccountInput, limitAccount, changed);
const role = formAction(changeRoleInput, changeRole, told);
const decide = formAction(decideRoleChangeInput, decideRoleChange, changed);

export async function addAccountAction(state: FormState, form: FormData): Promise<FormState> {
  return add(state, form);
}

export async function importAccountsAction(state: FormState, form: FormData): Promise<FormState> {
  return load(state, form);
}

export async function renewPasswordsAction(state: FormState, form: FormData): Promise<FormState> {
  return renew(state, form);
}

export async function actOnAccountAction(state: FormState, form: FormData): Promise<FormState> {
  return act(state, form);
}

export async function moveAccountAction(state: FormState, form: FormData): Promise<FormState> {
  return move(state, form);
}

export async function limitAccountAction(state: FormState, form: FormData): Promise<FormState> {
  return limit(state, form);
}

export async function changeRoleAction(state: FormState, form: FormData): Promise<FormState> {
  return role(state, form);
}

export async function decideRoleChangeAction(state: FormState, form: FormData): Promise<FormState> {
  return decide(state, form);
}

/** The slips travel with this one answer and stand nowhere else. */
async function shown(slips: Slip[]): Promise<FormState> {
  await changed();
  return {
    status: "done",
    at: businessNow().toISOString(),
    message: `已发放 ${slips.length} 个一次性密码。`,
    result: { slips: JSON.stringify(slips) },
  };
}

async function told(outcome: "CHANGED" | "WAITING"): Promise<FormState> {
  await changed();
  const message =
    outcome === "WAITING" ? "已提出变更，等待另一个管理员确认。" : "角色已变更，本人须重新登录。";
  return { status: "done", at: businessNow().toISOString(), message };
}

async function changed(): Promise<undefined> {
  revalidatePath(paths.accounts(), "layout");
}
