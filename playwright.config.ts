import { defineConfig } from "playwright/test";
import { findBrowser } from "./tests/support/browser";
import { freePort } from "./tests/support/free-port";

// The workers read this file too, and must come to the same address.
process.env.DUBAN_TEST_PORT ??= String(await freePort());
const baseURL = `http://localhost:${process.env.DUBAN_TEST_PORT}`;

export default defineConfig({
  testDir: "tests/browser",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
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
    trace: "retain-on-failure",
  },
  webServer: {
    command: "node --import tsx tests/support/serve.ts",
    env: { PORT: process.env.DUBAN_TEST_PORT },
    url: baseURL,
    timeout: 600_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
  },
});
