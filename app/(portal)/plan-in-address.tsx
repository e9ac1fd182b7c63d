"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { PLAN_PARAMETER } from "@/lib/paths";

/** Names the open plan in the address bar, so that a copied address shows the next person the same plan. */
export function PlanInAddress({ plan }: { plan: number }) {
  const pathname = usePathname();
  const search = useSearchParams();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new address is named anew
  useEffect(() => {
    const address = new URL(window.location.href);
    if (address.searchParams.get(PLAN_PARAMETER) === String(plan)) return;
    address.searchParams.set(PLAN_PARAMETER, String(plan));
    window.history.replaceState(null, "", address);
  }, [plan, pathname, search]);
  return null;
}
