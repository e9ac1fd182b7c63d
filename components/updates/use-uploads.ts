"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { EvidenceView } from "@/lib/evidence/queries";
import type { EvidencePlace } from "./evidence-sending";
import { createShelf, type Shelf, slotOf } from "./evidence-shelf";

// Of this browser tab; a server that draws the page keeps none.
const shelves = new Map<string, ReturnType<typeof createShelf>>();
const shown = new WeakSet<ReturnType<typeof createShelf>>();

/** The files on one draft, uploads under way included; `given` is what the server listed. */
export function useUploads(writer: number, place: EvidencePlace, given: EvidenceView[]) {
  const [shelf] = useState(() => shelfOf(writer, place, given));
  const [first] = useState<Shelf>({ files: given, uploads: [], news: "", faults: {} });
  const state = useSyncExternalStore(shelf.subscribe, shelf.state, () => first);
  useEffect(() => shelf.adopt(given), [shelf, given]);
  useEffect(() => {
    // A page that was left and came back shows what stood then.
    if (shown.has(shelf)) void shelf.refresh();
    else void shelf.takeUp();
    shown.add(shelf);
    const back = (event: PageTransitionEvent) => event.persisted && void shelf.refresh();
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, [shelf]);
  const pending = state.uploads.filter((each) => each.state !== "failed").length;

  useEffect(() => {
    if (pending === 0) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, [pending]);

  useEffect(() => {
    const online = () => {
      for (const { key, state: at, again } of shelf.state().uploads) {
        if (at === "failed" && again) shelf.retry(key);
      }
    };
    window.addEventListener("online", online);
    return () => window.removeEventListener("online", online);
  }, [shelf]);

  return { ...state, pending, shelf };
}

function shelfOf(writer: number, place: EvidencePlace, given: EvidenceView[]) {
  const slot = slotOf(writer, place);
  const kept = shelves.get(slot);
  if (kept) return kept;
  const made = createShelf(writer, place);
  made.adopt(given);
  if (typeof window !== "undefined") shelves.set(slot, made);
  return made;
}
