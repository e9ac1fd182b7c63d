import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * How patient the web server is, in milliseconds. A 20 MB file over a slow line takes longer than the
 * five minutes Node gives a request, so a whole request has no limit; its headers have one, and a line
 * on which nothing comes while more is owed is cut.
 */
export const PATIENCE = { request: 0, headers: 60_000, silence: 60_000 };

/** For createServer: Node looks for late headers this often. */
export const serverOptions = (patience = PATIENCE) => ({
  requestTimeout: patience.request,
  headersTimeout: patience.headers,
  connectionsCheckingInterval: Math.min(30_000, patience.headers / 2),
});

/**
 * Cuts lines that fell silent in the middle of a request. Whoever has sent everything may wait for
 * its answer, however long that takes. The returned function is told of each request.
 */
export function cutSilentLines(
  server: Server,
  patience = PATIENCE,
): (request: IncomingMessage, response: ServerResponse) => void {
  const current = new WeakMap<Socket, { request: IncomingMessage; response: ServerResponse }>();
  server.timeout = patience.silence;
  server.on("timeout", (socket) => {
    const last = current.get(socket);
    const waits = last?.request.complete && !last.response.writableFinished;
    if (!waits) socket.destroy();
  });
  return (request, response) => void current.set(request.socket, { request, response });
}
