import { defineConfig } from "playwright/test";
import { findBrowser } from "./tests/support/browser";
import { freePort } from "./tests/support/free-port";

// BASE_URL names a portal that already runs, with demonstration data of its own; without it one is
// started. The workers read this file too, and must come to the same address.
const given = process.env.BASE_URL?.replace(/\/$/, "");
if (!given) process.env.DUBAN_TEST_PORT ??= String(await freePort());
const baseURL = given ?? `http://localhost:${process.env.DUBAN_TEST_PORT}`;

export default defineConfig({
  testDir: "tests/browser",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // A loaded machine misses a moment now and then; a second miss is a fault.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL,
    browserName: "chromium",
    headless: true,
    launchOptions: await findBrowser(),
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    screenshot: "only-on-failure",
    // No film: the snapshots tell enough, and two cores have other things to do.
    trace: { mode: "retain-on-failure", screenshots: false },
  },
  ...(given ? {} : { webServer: ownPortal(baseURL) }),
});

function ownPortal(url: string) {
  return {
    command: "node --import tsx tests/support/serve.ts",
    env: { PORT: new URL(url).port },
    url,
    timeout: 600_000,
    stdout: "pipe" as const,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 30_000 },
  };
}
