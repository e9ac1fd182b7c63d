import path from "node:path";
import type { Env } from "../platform/env";
import { type Child, startChild } from "./child";

/** Starts the web server; `dev` compiles pages at each request. */
export function serve(settings: Env, dev: boolean): Child {
  return startChild(path.resolve("lib/cli/web-server.ts"), [], {
    imports: [TSX],
    output: dev ? "inherit" : "show",
    env: {
      NODE_ENV: dev ? "development" : "production",
      PORT: String(settings.PORT),
      ...(settings.HOST ? { HOST: settings.HOST } : {}),
      PUBLIC_URL: settings.PUBLIC_URL ?? "",
      // A page makes megabytes of short-lived objects: room for them spares most collections.
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=64`.trim(),
    },
  });
}

const TSX = import.meta.resolve("tsx");

/** Waits until the portal answers; false when its process ended before that. */
export async function answers(settings: Env, child: Child): Promise<boolean> {
  const url = `http://${reachableHost(settings.HOST)}:${settings.PORT}/`;
  let alive = true;
  child.ended.then(() => {
    alive = false;
  });
  while (alive) {
    const signal = AbortSignal.timeout(30_000);
    if (
      await fetch(url, { redirect: "manual", signal }).then(
        () => true,
        () => false,
      )
    )
      return alive;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** The address to open in a browser. */
export function addressOf(settings: Env) {
  if (settings.PUBLIC_URL) return settings.PUBLIC_URL;
  const host = reachableHost(settings.HOST);
  return `http://${host === "127.0.0.1" ? "localhost" : host}:${settings.PORT}`;
}

function reachableHost(host: string | undefined) {
  if (!host || host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
