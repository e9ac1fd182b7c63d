import { createServer } from "node:net";

/** A port nothing listens on at the moment of asking. */
export function freePort() {
  return new Promise<number>((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
