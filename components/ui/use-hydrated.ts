"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs: what only a script can do is offered from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
