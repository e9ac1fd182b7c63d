import "server-only";

/**
 * The parameters of a URL that say something, each once: an empty choice of a form is no choice, of
 * a repeated one the first counts.
 */
export function given(parameters: Record<string, string | string[] | undefined>) {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first || (first === "" && name === "asOf")) kept[name] = first;
  }
  return kept;
}

/** What was understood of them, for links and forms that carry it on. */
export function carriedOn(filter: Record<string, string | number | undefined>) {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
  );
}
