import type { Page, Route } from "playwright/test";

/** A form that goes off as a whole carries the button that was pressed; a save does not. */
export function isSubmission(route: Route): boolean {
  return /name="[^"]*then"/.test(route.request().postData() ?? "");
}

/** Holds the next request of the form back until it is released. */
export async function hold(page: Page, wanted: (route: Route) => boolean = () => true) {
  const { promise: caught, resolve: tell } = signal();
  const { promise: released, resolve: release } = signal();
  let held = false;
  await page.route("**/updates/new**", async (route) => {
    if (held || route.request().method() !== "POST" || !wanted(route)) return route.fallback();
    held = true;
    tell();
    await released;
    await route.continue();
  });
  return { caught, release: async () => release() };
}

function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
