import type { NavigationGroups } from "./navigation";

// By what a person is here for: who reports, who reviews, who runs the year, who leads.
const CHOICES = [
  ["updates", "acknowledgements"],
  ["reviews", "problems"],
  ["assignments", "accounts"],
  ["problems", "directives"],
  [],
];

/** The page of the whole and the two that a person's first work is on; fewer where the menu has no more. */
export function thumbItems(groups: Pick<NavigationGroups, "read" | "work" | "manage">) {
  const all = [...groups.read, ...groups.work, ...groups.manage];
  const has = (key: string) => all.some((item) => item.key === key);
  const wanted = ["overview", ...(CHOICES.find((keys) => keys.every(has)) ?? [])];
  const chosen = wanted.flatMap((key) => all.filter((item) => item.key === key));
  return [...new Set([...chosen, ...groups.work, ...groups.manage, ...groups.read])].slice(0, 3);
}
