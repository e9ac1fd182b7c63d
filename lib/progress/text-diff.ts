import { diffWords } from "diff";

export type DiffPart = { kind: "SAME" | "ADDED" | "REMOVED"; text: string };

const words = new Intl.Segmenter("zh", { granularity: "word" });

// Word differences grow with the square of the changes; longer texts are shown whole, one after the other.
const MOST = 4_000;

/** What changed between two texts, word by word, in reading order. */
export function wordDiff(before: string, after: string): DiffPart[] {
  if (before.length + after.length > MOST) {
    return [
      { kind: "REMOVED" as const, text: before },
      { kind: "ADDED" as const, text: after },
    ].filter((part) => part.text !== "");
  }
  return diffWords(before, after, { intlSegmenter: words }).map((part) => ({
    kind: part.added ? "ADDED" : part.removed ? "REMOVED" : "SAME",
    text: part.value,
  }));
}

/**
 * How much of two texts is the same, 0–100 in whole percent: the share of characters that both
 * have in the same order (2 × same ÷ both). 0 when either is empty; 100 only when they are equal.
 */
export function similarity(before: string, after: string): number {
  const [a, b] = [plain(before), plain(after)];
  if (a === "" || b === "") return 0;
  if (a === b) return 100;
  const same = wordDiff(a, b)
    .filter((part) => part.kind === "SAME")
    .reduce((sum, part) => sum + part.text.length, 0);
  return Math.min(99, Math.round((200 * same) / (a.length + b.length)));
}

/** From this share on, writer and reviewer see the badge 与上期相同. Percent. */
export const NEARLY_SAME = 80;

function plain(text: string): string {
  return text.replaceAll(/\s+/g, "");
}
