"use client";
import { useEffect } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import type { Block } from "@/lib/report-blocks";
import { forgetUnsent, keepUnsent, rememberSaved } from "./draft-memory";
import { written } from "./form-fields";

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
  /** blocks in conflict, undecided */
  blocks: Set<Block>;
};

type Pending = {
  typed: React.RefObject<FormData | undefined>;
  underWay: React.RefObject<Promise<unknown> | undefined>;
  timer: React.RefObject<ReturnType<typeof setTimeout> | undefined>;
};

/** Nothing typed is lost when the page is left: by reload, by closing, or for another page of the portal. */
export function useLeaving(
  form: React.RefObject<HTMLFormElement | null>,
  held: React.RefObject<Writer>,
  { typed, underWay, timer }: Pending,
  run: () => void,
  save: Save,
  slot: string,
): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (held.current.dirty || held.current.saving) event.preventDefault();
    };
    // A reload or a closed window takes the pause in typing and the save under way with it.
    const leave = () => {
      const { touched, sent, saving, dirty, stopped, version } = held.current;
      if (!form.current || stopped || !(dirty || saving)) return;
      const blocks = new Set([...touched, ...(saving ? sent : [])]);
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
      keepUnsent(slot, data, state.touched, state.version);
      // Behind the save under way, whose version it has to have seen.
      Promise.resolve(underWay.current)
        .then(() => save(IDLE, written(data, state.version, state.touched, state.blocks)))
        .then((answer) => {
          if (answer.status !== "done") return;
          forgetUnsent(slot);
          rememberSaved(slot, Number(answer.result?.draftVersion));
        })
        .catch(() => undefined);
    };
  }, [run, save, slot, form, held, typed, underWay, timer]);
}
