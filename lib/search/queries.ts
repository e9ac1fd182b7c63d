import "server-only";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import { type Actor, may } from "../policy";
import { directives, orders } from "./directives";
import { evidence, reports } from "./report-sources";
import { marked, type Piece, snippet, wordsOf } from "./rules";
import { SEARCH_KINDS, type SearchInput, type SearchKind } from "./schema";
import {
  type Asking,
  type Found,
  points,
  problems,
  type SearchedUnit,
  type Source,
  units,
} from "./sources";

/** The place to register a source: every kind of SEARCH_KINDS has one. */
const SOURCES: Record<SearchKind, Source> = {
  POINT: points,
  UNIT: units,
  REPORT: reports,
  PROBLEM: problems,
  DIRECTIVE: directives,
  ORDER: orders,
  EVIDENCE: evidence,
};

export type Hit = Pick<Found, "id" | "note" | "href"> & { title: Piece[]; text: Piece[] };

/** What was found of one kind, the best first; `more` when not all of it is here. */
export type HitGroup = { kind: SearchKind; hits: Hit[]; more: boolean };

/** How many of a kind are shown among the others, in a quick look, and when the kind is chosen. */
const MOST = 20;
const MOST_QUICKLY = 5;
const MOST_OF_ONE = 100;

/**
 * Everything the actor may read that contains every word, by kind; kinds without a hit are left out.
 * At most one statement a kind, one for the units' names, and what the board costs.
 */
export async function search(
  actor: Actor,
  { q, kind }: SearchInput,
  today: IsoDate,
  how: "ON_A_PAGE" | "QUICKLY" = "ON_A_PAGE",
): Promise<HitGroup[]> {
  const words = wordsOf(q);
  if (words.length === 0 || !may(actor, "plan.read") || !actor.plan) return [];
  const [board, named] = await Promise.all([getBoard(actor, today), listSearchedUnits()]);
  const shown = how === "QUICKLY" ? MOST_QUICKLY : kind ? MOST_OF_ONE : MOST;
  const most = shown + 1;
  const asking: Asking = { actor, query: q, words, board, units: named, today, most };
  const groups = await Promise.all(
    SEARCH_KINDS.filter((each) => kind === undefined || each === kind).map(async (each) => {
      const found = await SOURCES[each](asking);
      return {
        kind: each,
        hits: found.slice(0, shown).map((row) => hitOf(row, words)),
        more: found.length > shown,
      };
    }),
  );
  return groups.filter(({ hits }) => hits.length > 0);
}

function hitOf({ title, text, ...row }: Found, words: string[]): Hit {
  return { ...row, title: marked(title, words), text: snippet(text, words) };
}

// The directory has some hundred units: less to read than an index would cost.
function listSearchedUnits(): Promise<SearchedUnit[]> {
  return db().unit.findMany({
    select: {
      id: true,
      name: true,
      shortName: true,
      aliases: true,
      pinyinInitials: true,
      kind: true,
      cityId: true,
    },
    orderBy: { officialOrder: "asc" },
  });
}
