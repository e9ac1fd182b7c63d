"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import {
  discardBulletin,
  refreshBulletin,
  regenerateSection,
  saveHead,
  saveSection,
} from "@/lib/bulletins/commands";
import { issueBulletin } from "@/lib/bulletins/issue";
import {
  createBulletinInput,
  discardBulletinInput,
  issueBulletinInput,
  regenerateSectionInput,
  saveHeadInput,
  saveSectionInput,
} from "@/lib/bulletins/schema";
import { createBulletin } from "@/lib/bulletins/start";
import type { FormState } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { formAction } from "@/lib/web/form-action";

const create = formAction(createBulletinInput, createBulletin, (id) =>
  redirect(paths.bulletin(id)),
);
const discard = formAction(discardBulletinInput, discardBulletin, () =>
  redirect(paths.bulletins()),
);
const head = formAction(saveHeadInput, saveHead);
const section = formAction(saveSectionInput, saveSection);
const regenerate = formAction(regenerateSectionInput, regenerateSection);
const refresh = formAction(issueBulletinInput, refreshBulletin, async ({ rewritten, kept }) => ({
  status: "done" as const,
  at: businessNow().toISOString(),
  message: [
    rewritten.length > 0 && `已更新 ${rewritten.length} 节`,
    kept.length > 0 && `${kept.map((heading) => `“${heading}”`).join("")}改过文字，没有动，请核对`,
  ]
    .filter(Boolean)
    .join("；"),
}));
const issue = formAction(issueBulletinInput, issueBulletin);

export async function createBulletinAction(state: FormState, form: FormData): Promise<FormState> {
  return create(state, form);
}

export async function discardBulletinAction(state: FormState, form: FormData): Promise<FormState> {
  return discard(state, form);
}

export async function saveHeadAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(await head(state, form));
}

export async function saveSectionAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(await section(state, form));
}

export async function regenerateSectionAction(
  state: FormState,
  form: FormData,
): Promise<FormState> {
  return shown(await regenerate(state, form));
}

export async function refreshBulletinAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(await refresh(state, form));
}

export async function issueBulletinAction(state: FormState, form: FormData): Promise<FormState> {
  const answer = await issue(state, form);
  revalidatePath(paths.bulletins(), "layout");
  return answer;
}

/**
 * Saved or overtaken, the page then shows what stands: the other's text beside one's own. After any other
 * refusal it is left alone, for one of a draft that is issued or gone has no room for what was typed.
 */
function shown(state: FormState): FormState {
  if (state.status === "failed" && state.code !== "STALE") return state;
  revalidatePath(paths.bulletins(), "layout");
  return state;
}
