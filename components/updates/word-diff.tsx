import type { DiffPart } from "@/lib/progress/text-diff";

/** Word differences in reading order: what went is struck through, what came is underlined. */
export function WordDiff({ parts }: { parts: DiffPart[] }) {
  let at = 0;
  return parts.map((part) => {
    at += part.text.length;
    const key = `${at}-${part.kind}`;
    if (part.kind === "SAME") return <span key={key}>{part.text}</span>;
    if (part.kind === "ADDED") {
      return (
        <ins key={key} className="bg-green-soft decoration-2">
          <span className="sr-only">新增：</span>
          {part.text}
        </ins>
      );
    }
    return (
      <del key={key} className="text-ink-2">
        <span className="sr-only">删去：</span>
        {part.text}
      </del>
    );
  });
}
