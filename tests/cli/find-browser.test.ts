import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findBrowser } from "../support/browser";
import { scratchFolder } from "./portal";

let scratch: Awaited<ReturnType<typeof scratchFolder>>;

beforeEach(async () => {
  scratch = await scratchFolder("浏览器");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await scratch.remove();
});

async function program(name: string) {
  const file = path.join(scratch.folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, "");
  await chmod(file, 0o755);
  return file;
}

test("the browser that is named comes before any other, and one that is not there is told", async () => {
  const file = await program("named");
  vi.stubEnv("CHROMIUM_PATH", file);
  expect(await findBrowser()).toMatchObject({ executablePath: file });
  vi.stubEnv("CHROMIUM_PATH", `${file}-away`);
  await expect(findBrowser()).rejects.toThrow(`CHROMIUM_PATH 指向的 ${file}-away 不存在`);
});

test("of the system's a Chrome comes before a Chromium, wherever on the path they stand", async () => {
  vi.stubEnv("CHROMIUM_PATH", "");
  vi.stubEnv("PLAYWRIGHT_BROWSERS_PATH", scratch.folder);
  const chromium = await program("first/chromium");
  vi.stubEnv("PATH", ["first", "second"].map((name) => path.join(scratch.folder, name)).join(":"));
  expect(await findBrowser()).toMatchObject({ executablePath: chromium });
  const chrome = await program("second/google-chrome");
  expect(await findBrowser()).toMatchObject({ executablePath: chrome });
});

test("without either it is the one inside the npm package", async () => {
  vi.stubEnv("CHROMIUM_PATH", "");
  vi.stubEnv("PLAYWRIGHT_BROWSERS_PATH", scratch.folder);
  vi.stubEnv("PATH", scratch.folder);
  const found = await findBrowser();
  expect("executablePath" in found && found.executablePath).toMatch(/chromium/);
  expect(found.args).toContain("--disable-gpu");
});
