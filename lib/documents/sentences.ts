/**
 * The sentences of a text, verbatim: joined they are the text again. A sentence ends at 。 only, not
 * at ；; a 。 inside “…”, 《…》 or （…） ends nothing. Blank space after a 。 stays with its sentence.
 */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  const closingOf = closingFinder(text);
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    at = closingOf(at) ?? at;
    if (text[at] !== "。") continue;
    while (/\s/.test(text[at + 1] ?? "")) at += 1;
    sentences.push(text.slice(start, at + 1));
    start = at + 1;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

/** The 举措 of a body: its sentences, but for those that say nothing. */
export const itemsOf = (body: string) => sentencesOf(body).filter((text) => text.trim() !== "");

const CLOSERS: Record<string, RegExp> = { "“": /”/g, "《": /》/g, "（": /[）)]/g, "(": /[）)]/g };

/** Tells where what opens at a place closes; null when nothing opens there or it never closes. */
function closingFinder(text: string): (at: number) => number | null {
  // What once did not close to the end is not looked for again.
  const unclosed = new Set<string>();
  return (at) => {
    const opener = text.charAt(at);
    const closer = CLOSERS[opener];
    if (!closer || unclosed.has(opener)) return null;
    closer.lastIndex = at;
    const found = closer.exec(text);
    if (!found) unclosed.add(opener);
    return found?.index ?? null;
  };
}
