/**
 * The sentences of a text, verbatim: joined they are the text again. A sentence ends at 。 only, not
 * at ；; a 。 inside “…”, 《…》 or （…） ends nothing. Blank space after a 。 stays with its sentence.
 */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    at = closingOf(text, at) ?? at;
    if (text[at] !== "。") continue;
    while (/\s/.test(text[at + 1] ?? "")) at += 1;
    sentences.push(text.slice(start, at + 1));
    start = at + 1;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

const CLOSERS: Record<string, string> = { "“": "”", "《": "》", "（": "）)", "(": "）)" };

/** Where what opens at `at` closes; null when nothing opens there or it never closes. */
function closingOf(text: string, at: number): number | null {
  const closers = CLOSERS[text[at] ?? ""];
  if (!closers) return null;
  for (let end = at + 1; end < text.length; end += 1) {
    if (closers.includes(text[end] ?? "")) return end;
  }
  return null;
}
