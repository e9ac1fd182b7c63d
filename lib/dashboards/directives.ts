import "server-only";
import type { IsoDate } from "../dates";
import type { Directive, OrderFacts } from "../directives/queries";
import { listReplyFiles } from "../directives/queries";
import { type DirectedStatus, directiveStatus, orderName, owesReply } from "../directives/rules";
import type { DirectiveFilter, LedgerFilter } from "../directives/schema";
import type { DirectiveLight } from "../glossary-states";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import { type UnitShare, withoutMembers } from "./shares";
import type { Snapshot } from "./snapshot";

/** A directive, or 督办单, with its light and how each unit stands, on the board's day. */
export type DirectiveView = Omit<Directive, "units" | "order"> & {
  /** the board's day */
  asOf: IsoDate;
  light: DirectiveLight | null;
  reason: string;
  target: DirectiveTarget;
  /** the chapter it is on or its point stands in; null for one on a unit */
  chapterNumber: number | null;
  /** of a 督办单, `name` being 蓝督〔2024〕3号 */
  order: (OrderFacts & { name: string }) | null;
  units: DirectedUnit[];
  /** the first day on which an answer is still owed; null when none is */
  owedOn: string | null;
  /** whose staff may read it besides those who read all */
  readers: number[];
};
export type DirectedUnit = Directive["units"][number] & DirectedStatus;

export type DirectiveTarget =
  | { kind: "point"; number: number; title: string }
  | { kind: "chapter"; number: number; title: string }
  | { kind: "unit"; id: number; title: string };

type PlacedPoint = {
  id: number;
  number: number;
  title: string;
  chapterNumber: number;
  units: UnitShare[];
};

/** The directives of a snapshot, the newest first, 督办单 among them. */
export function buildDirectives(snapshot: Snapshot, points: PlacedPoint[]): DirectiveView[] {
  return snapshot.directives.map((directive) => {
    const point = points.find(({ id }) => id === directive.pointId);
    const facts = { ...directive, withdrawn: directive.withdrawnOn !== null };
    const { light, reason, units } = directiveStatus(facts, snapshot.asOf);
    const directed = directive.units.map((unit, index) => ({
      ...unit,
      ...(units[index] as DirectedStatus),
    }));
    const owed = directed.filter(({ state }) => facts.withdrawn === false && owesReply(state));
    return {
      ...directive,
      asOf: snapshot.asOf,
      light,
      reason,
      target: targetOf(directive, point, snapshot),
      chapterNumber:
        point?.chapterNumber ??
        snapshot.chapters.find(({ id }) => id === directive.chapterId)?.number ??
        null,
      order: directive.order && { ...directive.order, name: orderName(directive.order) },
      units: directed,
      owedOn: owed.map(({ dueOn }) => dueOn).sort()[0] ?? null,
      readers: [
        ...directive.units.map(({ id }) => id),
        ...(point?.units ?? []).map(({ unit }) => unit.id),
      ],
    };
  });
}

function targetOf(
  directive: Directive,
  point: PlacedPoint | undefined,
  { chapters }: Snapshot,
): DirectiveTarget {
  if (point) return { kind: "point", number: point.number, title: point.title };
  const chapter = chapters.find(({ id }) => id === directive.chapterId);
  if (chapter) return { kind: "chapter", number: chapter.number, title: chapter.title };
  return { kind: "unit", id: directive.unitId ?? 0, title: directive.unitName ?? "" };
}

/** Those of a board that this reader may read. */
export function directivesFor(
  actor: Actor,
  { directives }: { directives: DirectiveView[] },
): DirectiveView[] {
  return directives.filter((directive) => mayRead(actor, directive));
}

/** A 批示 or 督办单 is read by whoever reads all, and by its units and those of its point. */
export function mayRead(actor: Actor, { readers }: Pick<DirectiveView, "readers">): boolean {
  return readers.some((unitId) => may(actor, "directive.read", { unitId }));
}

/** One of them with what its units have put beside an answer; NOT_FOUND for whoever may not read it. */
export async function getDirective(
  actor: Actor,
  board: { directives: DirectiveView[] },
  id: number,
) {
  const view = directivesFor(actor, board).find((each) => each.id === id);
  if (!view) throw notFound();
  return { view, files: await listReplyFiles(actor, id) };
}

/** 批示台账: a reader's directives by the filter of the address, and what the filter may be. */
export function listDirectives(
  actor: Actor,
  board: { directives: DirectiveView[] },
  filter: DirectiveFilter,
) {
  if (!mayEver(actor, "directive.read")) throw notFound();
  const all = directivesFor(actor, board);
  const units = new Map(all.flatMap((each) => each.units.map((unit) => [unit.id, unit.name])));
  const authors = new Map(all.map(({ issuedById, issuedBy }) => [issuedById, issuedBy]));
  return {
    directives: all.filter((each) => isWanted(each, filter)),
    /** how many rows a choice opens, the rest of the filter being kept */
    count: (part: DirectiveFilter) => all.filter((each) => isWanted(each, part)).length,
    units: [...units].map(([id, name]) => ({ id, name })),
    authors: [...authors].map(([id, name]) => ({ id, name })),
  };
}

/** Withdrawn ones stand in the list, and under their own name; no unit of theirs owes anything. */
function isWanted(directive: DirectiveView, filter: DirectiveFilter): boolean {
  const { level, author } = filter;
  if (level !== undefined && directive.level !== level) return false;
  if (author !== undefined && directive.issuedById !== author) return false;
  return isInState(directive, filter);
}

/** What the filters of 批示 and 督办单 have in common. */
export function isInState(directive: DirectiveView, filter: LedgerFilter): boolean {
  const { state, city, unit, chapter } = filter;
  if (chapter !== undefined && directive.chapterNumber !== chapter) return false;
  const withdrawn = directive.withdrawnOn !== null;
  if (state === "WITHDRAWN" ? !withdrawn : state !== undefined && withdrawn) return false;
  // 已办结 is said of the whole; the other states of one of its units.
  if (state === "SETTLED" && directive.light !== "SETTLED") return false;
  if (state === "OPEN" && directive.light === "SETTLED") return false;
  const one = state === undefined || ["OPEN", "SETTLED", "WITHDRAWN"].includes(state);
  return directive.units.some(
    (each) =>
      (city === undefined || each.cityId === city) &&
      (unit === undefined || each.id === unit) &&
      (one || each.state === state),
  );
}

/** Units of a chapter that are chosen to begin with; where there are more, none is. */
const MOST_CHOSEN = 4;

/**
 * What a leader may address a directive on a target to, on the board's day, city by city: none where
 * only groups without members (the points that have them are named), or units of the other city, are on
 * it. Null for whoever issues none
 * and for a target that is not there.
 */
export function issueDesk(
  actor: Actor,
  board: {
    cities: { id: number; name: string }[];
    chapters: { number: number; title: string; points: PlacedPoint[] }[];
    points: PlacedPoint[];
  },
  { point, chapter, unit }: { point?: number; chapter?: number; unit?: number },
) {
  const one = board.points.find(({ number }) => number === point);
  const many = board.chapters.find(({ number }) => number === chapter);
  const points = one ? [one] : (many?.points ?? (unit === undefined ? [] : board.points));
  const shares = points
    .flatMap(({ units }) => units)
    .filter((share) => share.group === "NONE" && (unit === undefined || share.unit.id === unit))
    .filter((share) => may(actor, "directive.issue", share.unit));
  const units = [...new Map(shares.map((share) => [share.unit.id, share.unit])).values()].sort(
    (a, b) => a.order - b.order,
  );
  const named = units[0];
  if (!mayEver(actor, "directive.issue") || !(one || many || named)) return null;
  const target: DirectiveTarget = one
    ? { kind: "point", number: one.number, title: one.title }
    : many
      ? { kind: "chapter", number: many.number, title: many.title }
      : { kind: "unit", id: named?.id ?? 0, title: named?.name ?? "" };
  // All units of a chapter are seldom meant: whoever issues says which.
  const chosen = !many || units.length <= MOST_CHOSEN;
  const offered = units.map((each) => ({ ...each, chosen }));
  const places = [...board.cities, { id: null, name: "其他" }];
  const cities = places
    .map(({ id, name }) => ({ name, units: offered.filter(({ cityId }) => cityId === id) }))
    .filter((city) => city.units.length > 0);
  // Why there is nobody to address, where groups alone are on it.
  const waiting = withoutMembers(points, (each) => may(actor, "directive.issue", each));
  return { target, cities, withoutMembers: unit === undefined ? waiting : [] };
}

/** How many of these wait for this person: a unit's answer, or the word on one of whoever issued it. */
export function countDirectivesFor(
  actor: Actor,
  { directives }: { directives: DirectiveView[] },
): number {
  return directives.filter(
    ({ withdrawnOn, units, issuedById, order }) =>
      withdrawnOn === null &&
      units.some(({ id, state, cityId }) =>
        state === "REPLIED"
          ? order
            ? may(actor, "order.accept", { cityId })
            : may(actor, "directive.withdraw", { accountId: issuedById })
          : owesReply(state) && may(actor, "directive.reply", { unitId: id }),
      ),
  ).length;
}
