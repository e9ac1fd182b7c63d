"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { EvidenceView } from "@/lib/evidence/queries";
import type { EvidencePlace } from "./evidence-sending";
import { createShelf, type Shelf } from "./evidence-shelf";

// Of this browser tab; a server that draws the page keeps none.
const shelves = new Map<string, ReturnType<typeof createShelf>>();

/** The files on one draft, uploads under way included; `given` is what the server listed. */
export function useUploads(place: EvidencePlace, given: EvidenceView[]) {
  const [shelf] = useState(() => shelfOf(place, given));
  const [first] = useState<Shelf>({ files: given, uploads: [], news: "", faults: {} });
  const state = useSyncExternalStore(shelf.subscribe, shelf.state, () => first);
  useEffect(() => shelf.adopt(given), [shelf, given]);
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

function shelfOf(place: EvidencePlace, given: EvidenceView[]) {
  const slot = Object.entries(place).join();
  const kept = shelves.get(slot);
  if (kept) return kept;
  const made = createShelf(place);
  made.adopt(given);
  if (typeof window !== "undefined") shelves.set(slot, made);
  return made;
}
