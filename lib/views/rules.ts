import { paths } from "../paths";
import { type Action, type Actor, mayEver } from "../policy";

/** The pages that can be kept under a name, with the filters they know and who may open them. */
const VIEW_PAGES: Record<string, { filters: string[]; opens: Action[] }> = {
  [paths.points()]: {
    filters: ["light", "due", "chapter", "city", "unit", "tag", "attention", "group"],
    opens: ["plan.read"],
  },
  [paths.problems()]: { filters: ["level", "city", "chapter", "unit"], opens: ["plan.read"] },
  [paths.units()]: { filters: ["chapter", "point", "sort"], opens: ["plan.read"] },
  [paths.reporting()]: {
    filters: ["state", "chapter", "point", "city", "unit", "month"],
    opens: ["plan.read"],
  },
  [paths.timeline()]: { filters: ["chapter", "light", "city"], opens: ["plan.read"] },
  [paths.heatmap()]: { filters: ["by"], opens: ["plan.read"] },
  // `to` is the 统计截止 of the page, which a view leaves to the day it is opened on.
  [paths.changes()]: { filters: ["from"], opens: ["plan.read"] },
  [paths.directives()]: {
    filters: ["state", "level", "city", "unit", "author", "chapter"],
    opens: ["directive.read"],
  },
  [paths.orders()]: {
    filters: ["state", "grade", "city", "unit", "chapter"],
    opens: ["directive.read"],
  },
  [paths.search()]: { filters: ["q", "kind"], opens: ["plan.read"] },
  [paths.updates()]: { filters: ["state"], opens: ["draft.write"] },
  [paths.reviews()]: { filters: ["city", "anomaly"], opens: ["update.review"] },
  [paths.reminders()]: { filters: ["state"], opens: ["reminder.send", "reminder.answer"] },
  [paths.assignments()]: {
    filters: ["state", "city", "kind", "units"],
    opens: ["assignment.change"],
  },
  [paths.acknowledgements()]: {
    filters: ["state", "unit"],
    opens: ["assignment.acknowledge", "acknowledgement.read"],
  },
  [paths.notifications()]: { filters: ["unread"], opens: ["view.keep"] },
  [paths.indicators()]: { filters: ["state", "point"], opens: ["indicator.set"] },
  [paths.releases()]: { filters: ["chapter", "state"], opens: ["year.manage"] },
  [paths.accounts()]: { filters: ["q", "role", "state"], opens: ["account.manage"] },
};

/** Views one person may keep. */
export const MOST_VIEWS = 30;
const LONGEST_VALUE = 200;

/** A page with its filters as it is kept: only known filters, in one order; null for any other page. */
export function viewPath(given: string): string | null {
  if (!given.startsWith("/") || !URL.canParse(given, ORIGIN)) return null;
  const url = new URL(given, ORIGIN);
  const page = Object.hasOwn(VIEW_PAGES, url.pathname) ? VIEW_PAGES[url.pathname] : undefined;
  if (!page || url.origin !== ORIGIN) return null;
  const kept = new URLSearchParams();
  for (const name of page.filters) {
    const value = url.searchParams.get(name);
    if (value && value.length <= LONGEST_VALUE) kept.set(name, value);
  }
  const query = kept.toString();
  return query === "" ? url.pathname : `${url.pathname}?${query}`;
}

/** Whether the page behind a kept path opens for the actor: a shared view may lead where a reader may not go. */
export function mayOpen(actor: Actor, path: string): boolean {
  const page = VIEW_PAGES[path.split("?")[0] ?? ""];
  return page?.opens.some((action) => mayEver(actor, action)) ?? false;
}

// Never asked for anything; a path has to stand on something to be read.
const ORIGIN = "http://portal";
