"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { IDLE } from "@/lib/form-state";
import type { BlockConflict } from "@/lib/progress/blocks";
import type { Comparison } from "@/lib/progress/commands";
import { blockOfField } from "@/lib/report-blocks";
import { forgetUnsent, keepUnsent, rememberSaved } from "./draft-memory";
import { blocksOfFields, markWriting, setBlock, written } from "./form-fields";
import type { SaveStatus } from "./save-status";
import { type Save, useLeaving, type Writer } from "./use-leaving";

const PAUSE = 700;
const RETRY = 4_000;
/** Somebody has to sign in first; looking at the page again asks at once. */
const RETRY_SIGNED_OUT = 10_000;

/** Tells the page what a save found out about the text of one report, beside last period's. */
export const COMPARED = "report-compared";
export type Compared = { slot: string; comparison: Comparison | null };

/**
 * Saves a form to the server after a pause in typing, one save at a time, and again when the
 * connection is back. Two writers meet block by block: what the other alone changed is put into the
 * form, what both changed becomes a conflict that is held until this writer decides.
 */
export function useAutosave(
  form: React.RefObject<HTMLFormElement | null>,
  save: Save,
  first: number,
  /** names the report and its writer in the browser's memory */
  slot: string,
) {
  const [version, setVersion] = useState(first);
  const [status, setStatus] = useState<SaveStatus>({ kind: "idle" });
  const [conflicts, setConflicts] = useState<BlockConflict[]>([]);
  const held = useRef<Writer>({
    version: first,
    dirty: false,
    saving: false,
    stopped: false,
    applying: false,
    touched: new Set(),
    sent: new Set(),
    undecided: new Set(),
    faulty: new Set(),
    fault: "",
  });
  const typed = useRef<FormData>(undefined);
  const waiting = useRef<HTMLElement>(null);
  const underWay = useRef<Promise<unknown>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** The other's values go into the form without counting as this writer's. */
  const apply = useCallback(
    ({ block, fields }: Pick<BlockConflict, "block" | "fields">) => {
      if (!form.current) return;
      held.current.applying = true;
      setBlock(form.current, block, fields);
      held.current.applying = false;
    },
    [form],
  );

  const meet = useCallback((found: BlockConflict[]) => {
    if (found.length === 0) return;
    for (const { block } of found) held.current.undecided.add(block);
    setConflicts((before) => [
      ...before.filter((old) => found.every((each) => each.block !== old.block)),
      ...found,
    ]);
  }, []);

  const run = useCallback(async () => {
    const state = held.current;
    if (!form.current || state.saving || state.stopped || !state.dirty) return;
    state.saving = true;
    state.dirty = false;
    // Another try behind a failed one is not read out each time.
    setStatus((before) =>
      before.kind === "offline" || before.kind === "signed-out" ? before : { kind: "saving" },
    );
    state.sent = new Set(state.touched);
    state.touched.clear();
    const data = written(new FormData(form.current), state, state.sent);
    const sending = save(IDLE, data).catch(() => null);
    underWay.current = sending;
    const answer = await sending;
    state.saving = false;
    if (answer?.status === "done") {
      if (state.faulty.size > 0 && form.current) {
        keepUnsent(slot, new FormData(form.current), state.faulty, state.version);
      } else if (!state.dirty) forgetUnsent(slot); // else leaving put there what was typed meanwhile
      const result = (answer.result ?? {}) as Record<string, string>;
      state.version = Number(result.draftVersion);
      setVersion(state.version);
      rememberSaved(slot, state.version);
      const taken: BlockConflict[] = JSON.parse(result.taken ?? "[]");
      // Whoever began to write in such a block meanwhile decides about it.
      for (const each of taken) if (!state.touched.has(each.block)) apply(each);
      meet([
        ...taken.filter((each) => state.touched.has(each.block)),
        ...(JSON.parse(result.conflicts ?? "[]") as BlockConflict[]),
      ]);
      const detail: Compared = { slot, comparison: JSON.parse(result.comparison ?? "null") };
      window.dispatchEvent(new CustomEvent(COMPARED, { detail }));
      const at = String(result.savedAt ?? "");
      setStatus(
        state.faulty.size > 0
          ? { kind: "partly", at, message: state.fault }
          : { kind: "saved", at },
      );
      if (state.dirty) timer.current = setTimeout(run, PAUSE);
      return;
    }
    for (const block of state.sent) state.touched.add(block);
    state.dirty = true;
    const unsent = form.current ? new FormData(form.current) : typed.current;
    if (unsent) keepUnsent(slot, unsent, state.touched, state.version);
    if (answer === null) {
      setStatus({ kind: "offline" });
      timer.current = setTimeout(run, RETRY);
    } else if (answer.status === "failed" && answer.code === "SIGN_IN") {
      setStatus({ kind: "signed-out" });
      timer.current = setTimeout(run, RETRY_SIGNED_OUT);
    } else if (answer.status === "failed") {
      if (answer.code === "STALE") state.stopped = true;
      const sentence = Object.values(answer.fields)[0] ?? answer.message;
      const mistaken = blocksOfFields(answer.fields).filter((block) => !state.faulty.has(block));
      if (answer.code === "INVALID" && mistaken.length > 0) {
        // One wrong figure keeps nothing else from being saved: the rest goes at once.
        for (const block of mistaken) state.faulty.add(block);
        state.fault = sentence;
        timer.current = setTimeout(run);
        return;
      }
      setStatus(
        answer.code === "STALE"
          ? { kind: "stale", message: answer.message }
          : { kind: "refused", message: sentence },
      );
    }
  }, [form, save, slot, apply, meet]);

  const touch = useCallback(
    (field: string) => {
      const state = held.current;
      if (state.applying) return;
      const block = blockOfField(field);
      if (block === null) return;
      state.touched.add(block);
      state.faulty.delete(block);
      state.dirty = true;
      if (form.current) {
        typed.current = new FormData(form.current);
        markWriting(form.current, state.touched, state.undecided);
      }
      clearTimeout(timer.current);
      timer.current = setTimeout(run, PAUSE);
    },
    [run, form],
  );

  /** One's own block stays, or the other's takes its place. */
  const resolve = useCallback(
    (conflict: BlockConflict, keep: "MINE" | "THEIRS") => {
      const state = held.current;
      state.undecided.delete(conflict.block);
      setConflicts((before) => before.filter((each) => each.block !== conflict.block));
      state.faulty.delete(conflict.block);
      if (keep === "THEIRS") apply(conflict);
      else state.touched.add(conflict.block);
      if (form.current) markWriting(form.current, state.touched, state.undecided);
      state.dirty = true;
      run();
    },
    [apply, run, form],
  );

  /** The form goes off as a whole and no draft may follow it; a save under way is waited for first. */
  const submitting = useCallback(
    (event: React.FormEvent<HTMLFormElement>) => {
      clearTimeout(timer.current);
      const state = held.current;
      if (!navigator.onLine) {
        // The browser would throw the form away with its error.
        event.preventDefault();
        state.dirty = true;
        keepUnsent(slot, new FormData(event.currentTarget), state.touched, state.version);
        setStatus({ kind: "offline" });
        return;
      }
      if (state.saving) {
        event.preventDefault();
        waiting.current = (event.nativeEvent as SubmitEvent).submitter;
        return;
      }
      markWriting(event.currentTarget, state.touched, state.undecided);
      state.stopped = true;
      state.dirty = false;
    },
    [slot],
  );

  // Once the version of the save that was waited for stands in the form.
  useEffect(() => {
    if (status.kind === "saving" || waiting.current === null) return;
    const submitter = waiting.current;
    waiting.current = null;
    if (status.kind === "saved" || status.kind === "partly") form.current?.requestSubmit(submitter);
  }, [status, form]);

  /** One's own text is given up: leaving asks nothing. */
  const giveUp = useCallback(() => {
    held.current.dirty = false;
    held.current.stopped = true;
    forgetUnsent(slot);
  }, [slot]);

  /** The form came back with mistakes: what it holds is a draft again. */
  const resume = useCallback(
    (theirs: number | null, found: BlockConflict[]) => {
      const state = held.current;
      state.stopped = false;
      if (theirs !== null) {
        state.version = theirs;
        setVersion(theirs);
      }
      meet(found);
      state.dirty = true;
      timer.current = setTimeout(run, PAUSE);
    },
    [run, meet],
  );

  useLeaving(form, held, { typed, underWay, timer }, { run, save, setVersion }, slot);

  return { version, status, conflicts, touch, resolve, submitting, resume, giveUp };
}
