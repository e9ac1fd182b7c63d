import { SEARCH_KIND_NAMES } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import type { Jump } from "@/lib/search/jumps";
import type { HitGroup } from "@/lib/search/queries";
import type { Piece } from "@/lib/search/rules";

/** One line of the dialog. */
export type Option = {
  key: string;
  group: string;
  label: Piece[];
  /** where the words stand, when not in the label */
  text?: Piece[];
  note: string;
  href?: string;
  does?: Extract<Jump, { does: string }>["does"];
};
export type Answer = { groups: HitGroup[]; jumps: Jump[] };
export type Recent = { label: string; note: string; href: string };

/** What was answered as lines: the thing called exactly so, then what one may do, then the rest. */
export function optionsOf(query: string, { groups, jumps }: Answer): Option[] {
  const acts = jumps.map((jump) => ({
    ...jump,
    key: jump.label,
    group: "前往与办理",
    label: plain(jump.label),
  }));
  const found = groups.flatMap(({ kind, hits }) =>
    hits.map((hit) => ({
      key: `${kind}-${hit.id}-${hit.href}`,
      group: SEARCH_KIND_NAMES[kind],
      label: hit.title,
      text: hit.title.some((piece) => piece.hit) ? [] : hit.text,
      note: hit.note,
      href: hit.href,
    })),
  );
  if (query === "") return acts;
  const all = {
    key: "all",
    group: "搜索",
    label: plain(`在全部内容里搜索“${query}”`),
    note: "",
    href: paths.search({ q: query }),
  };
  const things = found.filter(({ group }) => group === "要点" || group === "责任单位");
  return [...things, ...acts, ...found.filter((each) => !things.includes(each)), all];
}

const MOST_RECENT = 5;

// In this browser only, and apart for each account: shared computers are common.
const place = (owner: string) => `recent-places:${owner}`;

export function recentOf(owner: string): Option[] {
  return read(owner).map((recent) => ({
    ...recent,
    key: `recent-${recent.href}`,
    group: "最近去过",
    label: plain(recent.label),
  }));
}

export function remember(owner: string, { label, note, href }: Option): void {
  if (!href || href.startsWith("/search")) return;
  const text = label.map((piece) => piece.text).join("");
  const kept = [{ label: text, note, href }, ...read(owner).filter((old) => old.href !== href)];
  try {
    localStorage.setItem(place(owner), JSON.stringify(kept.slice(0, MOST_RECENT)));
  } catch {
    // A browser that keeps nothing has no recent places.
  }
}

function read(owner: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(owner)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

// Whatever else wrote there: only a place inside the portal is gone to.
function isRecent(kept: unknown): kept is Recent {
  const { label, note, href } = (kept ?? {}) as Partial<Recent>;
  const texts = typeof label === "string" && typeof note === "string" && typeof href === "string";
  return texts && /^\/(?!\/)/.test(href);
}

const plain = (text: string): Piece[] => [{ text, hit: false }];
