"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/form-state";
import {
  discardImport,
  mergePointUp,
  putPointBack,
  setCities,
  setHead,
  setTarget,
  settleWarnings,
  takePointOut,
} from "@/lib/imports/commands";
import { beginChapter, correctChapter, joinChapterUp, takeParagraph } from "@/lib/imports/outline";
import { publishImport } from "@/lib/imports/publish";
import { savePoint } from "@/lib/imports/save-point";
import {
  bareUnitsInput,
  chapterInput,
  decideUnitsInput,
  divideChapterInput,
  draftInput,
  pointInput,
  publishImportInput,
  savePointInput,
  setChapterInput,
  setCitiesInput,
  setHeadInput,
  setTargetInput,
  settleWarningsInput,
  startAgainInput,
  takeAsPointInput,
  undoImportInput,
} from "@/lib/imports/schema";
import { startAgain } from "@/lib/imports/start";
import { undoImport } from "@/lib/imports/undo";
import { decideBareUnits, decideUnits } from "@/lib/imports/unit-decisions";
import { paths } from "@/lib/paths";
import { formAction } from "@/lib/web/form-action";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** Refused or not, the draft may have moved on. */
async function drawAnew(run: Run, state: FormState, form: FormData): Promise<FormState> {
  const next = await run(state, form);
  revalidatePath("/imports", "layout");
  return next;
}

/** Once a point is set right its form closes, and the page shows the point. */
async function closeForm(run: Run, state: FormState, form: FormData): Promise<FormState> {
  const next = await drawAnew(run, state, form);
  if (next.status === "failed") return next;
  redirect(`${paths.import(Number(form.get("importId")))}#${String(form.get("point"))}`);
}

/** The page drawn anew from its chapters on. */
async function toChapters(run: Run, state: FormState, form: FormData): Promise<FormState> {
  const next = await drawAnew(run, state, form);
  if (next.status === "failed") return next;
  redirect(`${paths.import(Number(form.get("importId")))}#points`);
}

const head = formAction(setHeadInput, setHead);
const cities = formAction(setCitiesInput, setCities);
const target = formAction(setTargetInput, setTarget);
const point = formAction(savePointInput, savePoint);
const merge = formAction(pointInput, mergePointUp);
const chapter = formAction(setChapterInput, correctChapter);
const divide = formAction(divideChapterInput, beginChapter);
const join = formAction(chapterInput, joinChapterUp);
const takeUp = formAction(takeAsPointInput, takeParagraph);
const takeOut = formAction(pointInput, takePointOut);
const putBack = formAction(pointInput, putPointBack);
const units = formAction(decideUnitsInput, decideUnits);
const bare = formAction(bareUnitsInput, decideBareUnits);
const again = formAction(startAgainInput, startAgain, async ({ importId }) =>
  redirect(paths.import(importId)),
);
const warnings = formAction(settleWarningsInput, settleWarnings);
const publish = formAction(publishImportInput, publishImport);
const undo = formAction(undoImportInput, undoImport);
const discard = formAction(draftInput, discardImport);

export async function setHeadAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(head, state, form);
}

export async function setCitiesAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(cities, state, form);
}

export async function setTargetAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(target, state, form);
}

export async function savePointAction(state: FormState, form: FormData): Promise<FormState> {
  return closeForm(point, state, form);
}

export async function mergePointAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await drawAnew(merge, state, form);
  if (next.status === "failed") return next;
  redirect(paths.import(Number(form.get("importId"))));
}

export async function divideChapterAction(state: FormState, form: FormData): Promise<FormState> {
  return closeForm(divide, state, form);
}

export async function setChapterAction(state: FormState, form: FormData): Promise<FormState> {
  return toChapters(chapter, state, form);
}

export async function joinChapterAction(state: FormState, form: FormData): Promise<FormState> {
  return toChapters(join, state, form);
}

export async function takeAsPointAction(state: FormState, form: FormData): Promise<FormState> {
  return toChapters(takeUp, state, form);
}

export async function takePointOutAction(state: FormState, form: FormData): Promise<FormState> {
  const next = await drawAnew(takeOut, state, form);
  if (next.status === "failed") return next;
  redirect(`${paths.import(Number(form.get("importId")))}#removed`);
}

export async function putPointBackAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(putBack, state, form);
}

export async function decideUnitsAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(units, state, form);
}

export async function decideBareUnitsAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(bare, state, form);
}

export async function startAgainAction(state: FormState, form: FormData): Promise<FormState> {
  return again(state, form);
}

export async function settleWarningsAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(warnings, state, form);
}

export async function publishImportAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(publish, state, form);
}

export async function undoImportAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(undo, state, form);
}

export async function discardImportAction(state: FormState, form: FormData): Promise<FormState> {
  return drawAnew(discard, state, form);
}
