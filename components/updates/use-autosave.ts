"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";

export type SaveStatus =
  | { kind: "idle" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "offline" }
  | { kind: "stale"; message: string; version: number }
  | { kind: "refused"; message: string };

type Save = (state: FormState, form: FormData) => Promise<FormState>;

const PAUSE = 700;
const RETRY = 4_000;

/**
 * Saves a form to the server after a pause in typing, one save at a time, and again when the
 * connection is back. `version` is what the server last gave: somebody else's save makes the next
 * one stale, and nothing is overwritten until the writer decides.
 */
export function useAutosave(
  form: React.RefObject<HTMLFormElement | null>,
  save: Save,
  first: number,
  /** names the report in the browser's memory of this tab */
  slot: string,
) {
  const [version, setVersion] = useState(first);
  const [status, setStatus] = useState<SaveStatus>({ kind: "idle" });
  const held = useRef({ version: first, dirty: false, saving: false, stopped: false });
  const typed = useRef<FormData>(undefined);
  const waiting = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const run = useCallback(async () => {
    const state = held.current;
    if (!form.current || state.saving || state.stopped || !state.dirty) return;
    state.saving = true;
    state.dirty = false;
    setStatus({ kind: "saving" });
    const answer = await save(IDLE, drafted(new FormData(form.current), state.version)).catch(
      () => null,
    );
    state.saving = false;
    if (answer === null) {
      state.dirty = true;
      setStatus({ kind: "offline" });
      timer.current = setTimeout(run, RETRY);
      return;
    }
    if (answer.status === "done") {
      state.version = Number(answer.result?.draftVersion ?? state.version);
      setVersion(state.version);
      rememberSaved(slot, state.version);
      setStatus({ kind: "saved", at: String(answer.result?.savedAt ?? "") });
      if (state.dirty) timer.current = setTimeout(run, PAUSE);
      return;
    }
    if (answer.status === "failed") {
      state.dirty = true;
      const theirs = answer.fields.draftVersion;
      if (answer.code === "STALE" && theirs !== undefined) {
        state.stopped = true;
        setStatus({ kind: "stale", message: answer.message, version: Number(theirs) });
      } else {
        const sentence = Object.values(answer.fields)[0] ?? answer.message;
        setStatus({ kind: "refused", message: sentence });
      }
    }
  }, [form, save, slot]);

  const changed = useCallback(() => {
    held.current.dirty = true;
    if (form.current) typed.current = new FormData(form.current);
    clearTimeout(timer.current);
    timer.current = setTimeout(run, PAUSE);
  }, [run, form]);

  /** Keeps one's own text over the other's. */
  const overwrite = useCallback(
    (theirs: number) => {
      held.current = { version: theirs, dirty: true, saving: false, stopped: false };
      setVersion(theirs);
      run();
    },
    [run],
  );

  /** The form goes off as a whole and no draft may follow it; a save under way is waited for first. */
  const submitting = useCallback((event: React.FormEvent<HTMLFormElement>) => {
    clearTimeout(timer.current);
    if (!navigator.onLine) {
      // The browser would throw the form away with its error.
      event.preventDefault();
      held.current.dirty = true;
      setStatus({ kind: "offline" });
      return;
    }
    if (held.current.saving) {
      event.preventDefault();
      waiting.current = (event.nativeEvent as SubmitEvent).submitter;
      return;
    }
    held.current.stopped = true;
    held.current.dirty = false;
  }, []);

  // Once the version of the save that was waited for stands in the form.
  useEffect(() => {
    if (status.kind === "saving" || waiting.current === null) return;
    const submitter = waiting.current;
    waiting.current = null;
    if (status.kind === "saved") form.current?.requestSubmit(submitter);
  }, [status, form]);

  /** One's own text is given up: leaving asks nothing. */
  const giveUp = useCallback(() => {
    held.current.dirty = false;
    held.current.stopped = true;
  }, []);

  /** The form came back with mistakes: what it holds is a draft again. */
  const resume = useCallback(() => {
    held.current.stopped = false;
    held.current.dirty = true;
    timer.current = setTimeout(run, PAUSE);
  }, [run]);

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (held.current.dirty || held.current.saving) event.preventDefault();
    };
    const online = () => run();
    window.addEventListener("beforeunload", guard);
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("beforeunload", guard);
      window.removeEventListener("online", online);
      clearTimeout(timer.current);
      // Leaving for another page of the portal does not wait for the pause in typing.
      const { dirty, stopped, version: seen } = held.current;
      if (!dirty || stopped || !typed.current) return;
      save(IDLE, drafted(typed.current, seen)).then((answer) => {
        if (answer.status === "done") rememberSaved(slot, Number(answer.result?.draftVersion));
      });
    };
  }, [run, save, slot]);

  return { version, status, changed, overwrite, submitting, resume, giveUp };
}

// The back button shows a page as it was left; what this tab has saved since tells that it is old.
function rememberSaved(slot: string, version: number): void {
  sessionStorage.setItem(slot, String(version));
}

/** Whether this tab saved a newer draft than the page at hand knows. */
export function isOlderThanSaved(slot: string, version: number): boolean {
  return Number(sessionStorage.getItem(slot) ?? 0) > version;
}

function drafted(data: FormData, version: number): FormData {
  data.set("draftVersion", String(version));
  return data;
}
