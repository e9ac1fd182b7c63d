import type { Difference } from "./differences";

// Differences that are taken over together or not at all, as no two points have one number.

type Numbered = { points: readonly { id: number; number: number }[] };

/** A number two points would have: what leaves it, and what comes to it. */
export type Clash = { number: number; leaving: Difference[]; coming: Difference[] };

/** The first number two points would have after an update. */
export function clashOf(
  { points }: Numbered,
  differences: readonly Difference[],
  accepted: ReadonlySet<string>,
): Clash | null {
  const holders = new Map<number, { leaving: Difference | null; coming: Difference | null }[]>();
  const hold = (number: number, leaving: Difference | null, coming: Difference | null) =>
    holders.set(number, [...(holders.get(number) ?? []), { leaving, coming }]);
  for (const { id, number } of points) {
    const own = differences.filter((each) => "pointId" in each && each.pointId === id);
    const removed = own.find(({ kind }) => kind === "REMOVED") ?? null;
    if (removed && accepted.has(removed.key)) continue;
    const moved = own.find((each) => each.kind === "NUMBER");
    if (moved?.kind === "NUMBER" && accepted.has(moved.key)) hold(moved.after, null, moved);
    else hold(number, removed ?? moved ?? null, null);
  }
  for (const each of differences) {
    if (each.kind === "ADDED" && accepted.has(each.key)) hold(each.number, null, each);
  }
  const [found] = [...holders].filter(([, own]) => own.length > 1).sort(([a], [b]) => a - b);
  if (!found) return null;
  const [number, own] = found;
  return {
    number,
    leaving: own.flatMap(({ leaving, coming }) => (leaving && !coming ? leaving : [])),
    coming: own.flatMap(({ coming }) => coming ?? []),
  };
}

/**
 * What is proposed to be taken over: what nobody set by hand and loses nothing, what has to make room for
 * it, and nothing that finds no room.
 */
export function ticksOf(plan: Numbered, differences: readonly Difference[]): Set<string> {
  const ticked = new Set(differences.filter(isSafe).map(({ key }) => key));
  const given = new Set<string>();
  // Each turn ticks what never was, or gives up for good.
  for (;;) {
    const clash = clashOf(plan, differences, ticked);
    if (!clash) return ticked;
    const room = freed(clash).find(({ key }) => !given.has(key));
    if (room) ticked.add(room.key);
    else if (clash.coming.length === 0) return ticked;
    for (const { key } of room ? [] : clash.coming) {
      ticked.delete(key);
      given.add(key);
    }
  }
}

/** A point on which somebody waits for somebody does not leave. */
const freed = ({ leaving }: Clash) =>
  leaving.filter((each) => each.kind !== "REMOVED" || each.bound === null);

function isSafe(each: Difference): boolean {
  if (each.kind === "REMOVED") return false;
  return !("byHand" in each) || !each.byHand;
}

/** How one of them is called where another needs it. */
export function calledBriefly(each: Difference): string {
  switch (each.kind) {
    case "REMOVED":
      return `删去 第 ${each.number} 项：${each.title}`;
    case "ADDED":
      return `新增 第 ${each.number} 项：${each.title}`;
    case "NUMBER":
      return `第 ${each.before} 项改为第 ${each.after} 项：${each.title}`;
    default:
      return each.key;
  }
}

/** What to do about it, in a sentence, and for each difference it is about. */
export function clashWords(clash: Clash): { message: string; fields: Record<string, string> } {
  const { number, leaving, coming } = clash;
  const list = (all: Difference[]) => all.map((each) => `“${calledBriefly(each)}”`).join("、");
  const room = freed(clash);
  const stuck = leaving.flatMap((each) =>
    each.kind === "REMOVED" && each.bound !== null
      ? `原第 ${number} 项${each.bound}，不能删去；`
      : [],
  );
  const ways = [
    room.length > 0 && `同时选中${list(room)}`,
    coming.length > 0 && `不选${list(coming)}`,
  ].filter(Boolean);
  const fields = [
    ...room.map((each) => [each.key, `去选中：${calledBriefly(each)}`]),
    ...coming.map((each) => [each.key, `或去取消：${calledBriefly(each)}`]),
  ];
  return {
    message: `采纳以后会有两个第 ${number} 项：${stuck.join("")}请${ways.join("，或")}。`,
    fields: Object.fromEntries(fields),
  };
}
