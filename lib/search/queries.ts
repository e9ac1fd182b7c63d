import "server-only";
import { mayReadTerm } from "../acknowledgements/queries";
import { mayReadApplication } from "../completions/queries";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { db } from "../platform/db";
import { type Actor, may } from "../policy";
import {
  adjustments,
  chapters,
  confidences,
  extensions,
  meetings,
  milestones,
} from "./board-sources";
import { directives, orders } from "./directives";
import { readPlanTexts } from "./plan-texts";
import { evidence, reports } from "./report-sources";
import { marked, type Piece, pointNumberOf, snippet, wordsOf } from "./rules";
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
import {
  bulletins,
  completions,
  indicators,
  items,
  objections,
  reminders,
  reviews,
} from "./text-sources";

/** The place to register a source: every kind of SEARCH_KINDS has one. */
const SOURCES: Record<SearchKind, Source> = {
  POINT: points,
  UNIT: units,
  CHAPTER: chapters,
  REPORT: reports,
  PROBLEM: problems,
  DIRECTIVE: directives,
  ORDER: orders,
  MEETING: meetings,
  ITEM: items,
  INDICATOR: indicators,
  MILESTONE: milestones,
  EXTENSION: extensions,
  ADJUSTMENT: adjustments,
  COMPLETION: completions,
  CONFIDENCE: confidences,
  REVIEW: reviews,
  REMINDER: reminders,
  OBJECTION: objections,
  BULLETIN: bulletins,
  EVIDENCE: evidence,
};

/** Those that read plan-texts. */
const OF_TEXTS = new Set<SearchKind>([
  "POINT",
  "ITEM",
  "INDICATOR",
  "MILESTONE",
  "COMPLETION",
  "REVIEW",
  "REMINDER",
  "OBJECTION",
  "BULLETIN",
]);

export type Hit = Pick<Found, "id" | "note" | "href"> & { title: Piece[]; text: Piece[] };

/** What was found of one kind, the best first; `more` when not all of it is here. */
export type HitGroup = { kind: SearchKind; hits: Hit[]; more: boolean };

type Look = "ON_A_PAGE" | "QUICKLY";

/** How many of a kind are shown among the others, in a quick look, and when the kind is chosen. */
const MOST = 10;
const MOST_QUICKLY = 5;
const FEWER_QUICKLY = 3;
const MOST_OF_ONE = 100;

/**
 * Everything the actor may read that contains every word, by kind; kinds without a hit are left out.
 * Four statements for all kinds together, one for the units' names, and what the board costs.
 */
export async function search(
  actor: Actor,
  { q, kind }: SearchInput,
  today: IsoDate,
  how: Look = "ON_A_PAGE",
): Promise<HitGroup[]> {
  const words = wordsOf(q);
  if (words.length === 0 || !may(actor, "plan.read") || !actor.plan) return [];
  const [board, named] = await Promise.all([getBoard(actor, today), listSearchedUnits()]);
  const most = (how === "QUICKLY" ? MOST_QUICKLY : kind ? MOST_OF_ONE : MOST) + 1;
  const kinds = SEARCH_KINDS.filter((each) => kind === undefined || each === kind);
  const unitsOf = (rule: (unit: SearchedUnit) => boolean) => named.filter(rule).map(({ id }) => id);
  const written = kinds.some((each) => OF_TEXTS.has(each))
    ? readPlanTexts({
        ...{ actor, board, kinds, words, today, most },
        number: pointNumberOf(q),
        readable: {
          reports: unitsOf(({ id, cityId }) => may(actor, "update.read", { unitId: id, cityId })),
          applications: unitsOf(({ id, cityId }) =>
            mayReadApplication(actor, { decision: null, unitId: id }, cityId),
          ),
          objections: unitsOf((unit) => mayReadTerm(actor, unit)),
        },
      })
    : Promise.resolve([]);
  const texts = async (of: SearchKind) => (await written).filter((text) => text.kind === of);
  const asking: Asking = { actor, query: q, words, board, units: named, today, texts, most };
  const groups = await Promise.all(
    kinds.map(async (each) => {
      const found = await SOURCES[each](asking);
      const few = how === "QUICKLY" && each !== "POINT" && each !== "UNIT";
      const shown = few ? FEWER_QUICKLY : most - 1;
      return {
        kind: each,
        hits: found.slice(0, shown).map((row) => hitOf(row, words, how)),
        more: found.length > shown,
        exact: found[0]?.exact === true,
      };
    }),
  );
  // Whoever types a unit's own name means it, and not the texts that hold it.
  return groups
    .filter(({ hits }) => hits.length > 0)
    .sort((a, b) => Number(b.exact) - Number(a.exact))
    .map(({ exact: _, ...group }) => group);
}

function hitOf({ title, text, apart, exact: _, ...row }: Found, words: string[], how: Look): Hit {
  // A quick look has one line for it, on a phone a short one.
  const around = snippet(text, words, how === "QUICKLY" ? 40 : 90);
  return { ...row, title: marked(title, words, apart), text: around };
}

// The directory has some hundred units: less to read than an index would cost.
function listSearchedUnits(): Promise<SearchedUnit[]> {
  return db().$queryRaw<SearchedUnit[]>`
    /* prepared */ SELECT u.id, u.name, u.short_name AS "shortName", u.aliases,
           u.kind, u.city_id AS "cityId",
           ARRAY(SELECT was.name FROM unit_names was WHERE was.unit_id = u.id ORDER BY was.id)
             AS "formerNames",
           ARRAY(SELECT merged.name FROM units merged WHERE merged.successor_id = u.id
                  ORDER BY merged.official_order) AS "mergedNames"
      FROM units u ORDER BY u.official_order`;
}
