import type { Actor } from "@/lib/policy";
import { may } from "@/lib/policy";
import { type Jump, listJumps } from "@/lib/search/jumps";
import { listBuiltInViews } from "@/lib/views/built-in";
import { listViews } from "@/lib/views/queries";
import { today } from "@/lib/web/as-of";
import { menuPlaces } from "./menu";

/** 前往与办理: what Ctrl K and the search page offer besides what was found. */
export async function jumpsFor(actor: Actor, query: string): Promise<Jump[]> {
  const others = await viewsOf(actor);
  return listJumps(actor, query, today(), { places: menuPlaces(actor), others });
}

async function viewsOf(actor: Actor): Promise<Jump[]> {
  if (!may(actor, "view.keep")) return [];
  const [{ own, shared }, builtIn] = await Promise.all([
    listViews(actor),
    listBuiltInViews(actor, today()),
  ]);
  return [
    ...builtIn.map(({ name, href, count }) => ({ label: name, note: `视图 · ${count}`, href })),
    ...[...own, ...shared].map(({ name, path }) => ({ label: name, note: "视图", href: path })),
  ];
}
