"use server";
import { revalidatePath } from "next/cache";
import { saveCity } from "@/lib/directory/cities";
import { moveUnit, restoreUnit, saveUnit } from "@/lib/directory/commands";
import { importDirectory, previewDirectory } from "@/lib/directory/import";
import {
  abolishUnitInput,
  importDirectoryInput,
  moveUnitInput,
  previewDirectoryInput,
  restoreUnitInput,
  saveCityInput,
  saveUnitInput,
} from "@/lib/directory/schema";
import { abolishUnit, previewAbolition } from "@/lib/directory/succession";
import type { FormState } from "@/lib/form-state";
import { businessNow } from "@/lib/platform/clock";
import { formAction } from "@/lib/web/form-action";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

const done = (message: string): FormState => ({
  status: "done",
  at: businessNow().toISOString(),
  message,
});
const save = formAction(saveUnitInput, saveUnit);
const saveTown = formAction(saveCityInput, saveCity);
const move = formAction(moveUnitInput, moveUnit);
const restore = formAction(restoreUnitInput, restoreUnit);
const abolish = formAction(abolishUnitInput, abolishUnit, async ({ moved }) =>
  done(moved > 0 ? `已并入，${moved} 项要点的分工已转过去。` : "已撤销。"),
);
const ask = formAction(abolishUnitInput, previewAbolition, async (found, typed) => ({
  status: "done",
  at: businessNow().toISOString(),
  result: { ask: JSON.stringify(found), successorId: typed.successorId ?? "" },
}));
const preview = formAction(previewDirectoryInput, previewDirectory, async (found) => ({
  status: "done",
  at: businessNow().toISOString(),
  result: { preview: JSON.stringify(found) },
}));
const importRows = formAction(importDirectoryInput, importDirectory, async ({ created, changed }) =>
  done(`已导入：新增 ${created} 个单位，修改 ${changed} 个。`),
);

export async function saveUnitAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(save, state, form);
}

export async function saveCityAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(saveTown, state, form);
}

export async function moveUnitAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(move, state, form);
}

export async function restoreUnitAction(state: FormState, form: FormData): Promise<FormState> {
  return shown(restore, state, form);
}

/** The first step says what it would bring, the second does it. */
export async function abolishUnitAction(state: FormState, form: FormData): Promise<FormState> {
  return form.has("confirmed") ? shown(abolish, state, form) : ask(state, form);
}

/** The first step of an import reads the file, the second writes what it showed. */
export async function importDirectoryAction(state: FormState, form: FormData): Promise<FormState> {
  if (form.has("rows")) return withoutTyped(await shown(importRows, state, form));
  const file = form.get("file");
  const posted = new FormData();
  if (file instanceof File && file.size > 0) {
    posted.set("file", Buffer.from(await file.arrayBuffer()).toString("base64"));
  }
  return withoutTyped(await preview(state, posted));
}

/** Nobody types a file: it is not sent back. */
function withoutTyped(state: FormState): FormState {
  return state.status === "failed" ? { ...state, typed: {} } : state;
}

async function shown(run: Run, state: FormState, form: FormData): Promise<FormState> {
  const next = await run(state, form);
  // Refused or not: whoever came second sees the newest state.
  revalidatePath("/", "layout");
  return next;
}
