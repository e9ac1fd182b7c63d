import { createServer } from "node:http";
import { BlockList } from "node:net";
import compression from "compression";
import next from "next";
import { NEAREST_PROXIES, trustedProxies } from "../platform/trusted-proxies";
import { guardRequest } from "./request-guard";
import { cutSilentLines, serverOptions } from "./slow-lines";

// The portal's web server: Next behind one guard. Started by serve.ts, which has checked the
// environment and hands on what it read there; ends when its parent says so.

const development = process.env.NODE_ENV === "development";
const secure = process.env.PUBLIC_URL?.startsWith("https://") ?? false;
const proxies = trustedProxies(process.env.TRUSTED_PROXIES || NEAREST_PROXIES) ?? new BlockList();
const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.HOST || undefined;

const app = next({ dev: development, port, ...(hostname ? { hostname } : {}) });
await app.prepare();
const answer = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

// What is made anew for every request is packed quickly: a third of the time of Next's own packing
// for a tenth more bytes. Files that browsers keep are packed well.
const quickly = compression({ level: 3 });
const well = compression();

const server = createServer(serverOptions(), (request, response) => {
  begin(request, response);
  if (!guardRequest(request, response, { development, secure, proxies })) return;
  const pack = request.url?.startsWith("/_next/static/") ? well : quickly;
  pack(request as never, response as never, () => void answer(request, response));
});
const begin = cutSilentLines(server);
server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, hostname);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    // Answers under way get a moment; streams that stay open do not hold the end up.
    setTimeout(() => process.exit(0), 3000).unref();
  });
}
