import path from "node:path";
import { defineConfig } from "vitest/config";

// A zone no deployment is in and with odd minutes: code that leans on the machine's zone fails.
process.env.TZ = "Asia/Kathmandu";

const root = import.meta.dirname;
const database = "tests/**/*.db.test.{ts,tsx}";
const platform = "tests/{platform,cli}/**/*.test.ts";

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      // Its empty half, as a server component gets it.
      "server-only": path.join(root, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    pool: "forks",
    maxWorkers: 2,
    env: {
      TZ: "Asia/Kathmandu",
      LOG_LEVEL: "silent",
      SESSION_SECRET: "only for tests, only for tests, only for tests",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [database, platform],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: [database],
          globalSetup: "tests/support/embedded.ts",
          hookTimeout: 300_000,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "platform",
          include: [platform],
          exclude: [database],
          hookTimeout: 60_000,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
