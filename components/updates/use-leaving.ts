"use client";
import { useEffect } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { type Block, blockOfField } from "@/lib/report-blocks";
import { forgetUnsent, keepUnsent, readUnsent, rememberSaved } from "./draft-memory";
import { setField, written } from "./form-fields";

export type Save = (state: FormState, form: FormData) => Promise<FormState>;

/** Where one writer of a report stands. */
export type Writer = {
  version: number;
  dirty: boolean;
  saving: boolean;
  stopped: boolean;
  applying: boolean;
  /** blocks changed since the last save began */
  touched: Set<Block>;
  /** blocks of the save under way */
  sent: Set<Block>;
  /** blocks in conflict */
  undecided: Set<Block>;
  /** blocks with a mistake the server told of, unchanged since */
  faulty: Set<Block>;
  /** what is wrong with the first of them */
  fault: string;
};

type Pending = {
  typed: React.RefObject<FormData | undefined>;
  underWay: React.RefObject<Promise<unknown> | undefined>;
  timer: React.RefObject<ReturnType<typeof setTimeout> | undefined>;
};

type Steps = {
  run: () => void;
  save: Save;
  setVersion: (version: number) => void;
};

/** Nothing typed is lost when the page is left: by reload, by closing, or for another page of the portal. */
export function useLeaving(
  form: React.RefObject<HTMLFormElement | null>,
  held: React.RefObject<Writer>,
  { typed, underWay, timer }: Pending,
  { run, save, setVersion }: Steps,
  slot: string,
): void {
  // What an earlier visit could not send goes into the form, and to the server.
  useEffect(() => {
    const unsent = readUnsent(slot);
    if (!unsent || !form.current) return;
    // As of the version its writer had seen, so that a colleague's words of meanwhile are met, not lost.
    held.current.version = Math.min(unsent.version, held.current.version);
    setVersion(held.current.version);
    for (const [name, value] of unsent.fields) {
      const block = blockOfField(name);
      if (block !== null && unsent.touched.includes(block)) setField(form.current, name, value);
    }
    forgetUnsent(slot);
  }, [slot, form, held, setVersion]);

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      const { dirty, saving, faulty } = held.current;
      if (dirty || saving || faulty.size > 0) event.preventDefault();
    };
    // A reload or a closed window takes the pause in typing and the save under way with it.
    const leave = () => {
      const { touched, sent, faulty, saving, dirty, stopped, version } = held.current;
      if (!form.current || stopped || !(dirty || saving)) return;
      const blocks = new Set([...touched, ...faulty, ...(saving ? sent : [])]);
      keepUnsent(slot, new FormData(form.current), blocks, version);
    };
    // Back online, or back from signing in on another page.
    const back = () => run();
    window.addEventListener("beforeunload", guard);
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", back);
    window.addEventListener("focus", back);
    return () => {
      window.removeEventListener("beforeunload", guard);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", back);
      window.removeEventListener("focus", back);
      clearTimeout(timer.current);
      // Another page of the portal: the save does not wait for the pause in typing.
      const state = held.current;
      if (!state.dirty || state.stopped || !typed.current) return;
      const data = typed.current;
      keepUnsent(slot, data, new Set([...state.touched, ...state.faulty]), state.version);
      // Behind the save under way, whose version it has to have seen.
      Promise.resolve(underWay.current)
        .then(() => save(IDLE, written(data, state, state.touched)))
        .then((answer) => {
          if (answer.status !== "done") return;
          if (state.faulty.size === 0) forgetUnsent(slot);
          rememberSaved(slot, Number(answer.result?.draftVersion));
        })
        .catch(() => undefined);
    };
  }, [run, save, slot, form, held, typed, underWay, timer]);
}
