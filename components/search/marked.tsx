import type { Piece } from "@/lib/search/rules";

/** A text with what was looked for marked. */
export function Marked({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, hit }, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
    return hit ? <mark key={at}>{text}</mark> : text;
  });
}
