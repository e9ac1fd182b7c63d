import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { NEXT } from "../../lib/cli/build";
import { startChild } from "../../lib/cli/child";
import { freePort } from "../support/free-port";
import { atEnd } from "./closing";

/** What the empty page says, for checking that it was the one that answered. */
export const EMPTY_TEXT = "空白页";

/**
 * Builds and serves the least a dynamic page of the same Next version can be: the time and a few
 * words. Its folder stands below .next, where it finds the portal's own packages.
 */
export async function startEmptyPage(): Promise<string> {
  const folder = path.resolve(".next/bench-empty-page");
  atEnd(() => rm(folder, { recursive: true, force: true }));
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, "app"), { recursive: true });
  for (const [file, text] of Object.entries(FILES)) await writeFile(path.join(folder, file), text);

  const production = { NODE_ENV: "production" };
  const build = startChild(NEXT, ["build", folder], { output: "keep", env: production });
  atEnd(build.stop);
  if ((await build.ended) !== 0) throw new Error(`the empty page: ${build.output()}`);

  const port = await freePort();
  const args = ["start", folder, "-p", String(port), "-H", "127.0.0.1"];
  const server = startChild(NEXT, args, { output: "keep", env: production });
  atEnd(server.stop);
  const origin = `http://127.0.0.1:${port}`;
  await answering(origin, server.output);
  return origin;
}

const FILES = {
  "package.json": JSON.stringify({ private: true, type: "module" }),
  "next.config.mjs": `export default {
  poweredByHeader: false,
  turbopack: { root: ${JSON.stringify(process.cwd())} },
};
`,
  "app/layout.jsx": `export default function Layout({ children }) {
  return <html lang="zh-CN"><body>{children}</body></html>;
}
`,
  "app/page.jsx": `export const dynamic = "force-dynamic";

export default function Page() {
  return <p>${EMPTY_TEXT} {new Date().toISOString()}</p>;
}
`,
};

async function answering(origin: string, output: () => string) {
  const until = performance.now() + 20_000;
  while (performance.now() < until) {
    const answer = await fetch(origin).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the empty page does not answer: ${output()}`);
}
