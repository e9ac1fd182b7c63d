/**
 * Whether a request that may change something comes from a page of this portal. Browsers send
 * Origin with every such request; programs without one (no browser, hence no cookies of a
 * victim) pass on Sec-Fetch-Site's absence too. `host` is the name the portal was opened by.
 */
export function isSameOrigin(header: (name: string) => string | null): boolean {
  const origin = header("origin");
  const host = header("x-forwarded-host") ?? header("host");
  if (origin === null) return header("sec-fetch-site") === null;
  if (!URL.canParse(origin) || host === null) return false;
  return new URL(origin).host === host;
}
