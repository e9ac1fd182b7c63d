import type { DiffPart } from "@/lib/progress/text-diff";
import { WordDiff } from "../updates/word-diff";

/** One of two texts with what differs from the other marked: struck out in the older, underlined in the newer. */
export function MarkedText({ parts, side }: { parts: DiffPart[]; side: "BEFORE" | "NOW" }) {
  const hidden = side === "BEFORE" ? "ADDED" : "REMOVED";
  const shown = parts.filter((part) => part.kind !== hidden && part.text !== "");
  if (shown.length === 0) return <p className="text-ink-2">（未填）</p>;
  return (
    <p className="whitespace-pre-line break-words">
      <WordDiff parts={shown} />
    </p>
  );
}
