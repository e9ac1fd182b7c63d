import path from "node:path";
import { startChild } from "../../lib/cli/child";
import { start } from "../../lib/cli/start";

// The real start with a web server that needs no build; run by the tests as a process.
process.chdir(path.resolve(import.meta.dirname, "../.."));

start({
  seed: async () => undefined,
  build: async () => undefined,
  serve: (settings) =>
    startChild("tests/cli/web-server.mjs", [String(settings.PORT)], { output: "show" }),
});
