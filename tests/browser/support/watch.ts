import type { BrowserContext, ConsoleMessage } from "playwright/test";

/** Writes down whatever a page of this browser should never do. */
export async function watch(context: BrowserContext, baseURL: string, faults: string[]) {
  const { host } = new URL(baseURL);
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${textOf(message)}`);
  });
  context.on("weberror", (error) => faults.push(`exception: ${error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== host) faults.push(`request: ${url}`);
  });
  // Chromium also reports a breach in the console, but not every one of them as an error.
  await context.exposeFunction("reportBreach", (breach: string) =>
    faults.push(`policy: ${breach}`),
  );
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { reportBreach } = window as unknown as { reportBreach: (breach: string) => void };
      reportBreach(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
}

function textOf(message: ConsoleMessage) {
  return `${message.text()} (${message.location().url})`;
}
