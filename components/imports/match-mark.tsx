import type { UnitMatch } from "@/lib/imports/unit-matches";

/** What is known of a name of the notice: shape and word, so that it reads in black and white. */
export const MATCH_MARKS: Record<UnitMatch["state"], { sign: string; word: string; look: string }> =
  {
    KNOWN: { sign: "✓", word: "名录里已有", look: "text-green" },
    DECIDED: { sign: "✓", word: "已定", look: "text-green" },
    NEW: { sign: "+", word: "新单位，待建", look: "text-accent" },
    ASKED: { sign: "?", word: "要问您", look: "text-amber font-bold" },
  };

export function MatchMark({ state }: { state: UnitMatch["state"] }) {
  const { sign, look } = MATCH_MARKS[state];
  return (
    <span aria-hidden="true" className={`inline-block w-3 shrink-0 text-center ${look}`}>
      {sign}
    </span>
  );
}
