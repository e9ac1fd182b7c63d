/** Where a plain click on a link takes this tab; null for new tabs, downloads, and what is no link. */
export function followedLink(event: MouseEvent): URL | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute("download")) return null;
  if (link.target !== "" && link.target !== "_self") return null;
  return new URL(link.href, location.href);
}

/** Whether an address is a place on the page that is open. */
export function isJump(url: URL): boolean {
  return url.pathname === location.pathname && url.search === location.search && url.hash !== "";
}
