"use client";
import { useEffect } from "react";
import { PLAN_PARAMETER } from "@/lib/paths";

/** Names the open plan in the address bar, so that a copied address shows the next person the same plan. */
export function PlanInAddress({ plan }: { plan: number }) {
  // After every drawing: Next writes its own address, without the plan, with each of them.
  useEffect(() => {
    const address = new URL(window.location.href);
    if (address.searchParams.get(PLAN_PARAMETER) === String(plan)) return;
    address.searchParams.set(PLAN_PARAMETER, String(plan));
    // The browser's own, not the one Next put in its place: that draws the page anew as it was, and
    // takes back what a live board has just drawn.
    History.prototype.replaceState.call(window.history, window.history.state, "", address);
  });
  return null;
}
