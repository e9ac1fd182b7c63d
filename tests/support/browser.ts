import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";

/**
 * How to launch a Chromium to test with: CHROMIUM_PATH, Playwright's own, the system's, or the one
 * inside an npm package, in this order.
 */
export async function findBrowser() {
  const installed = given() ?? own() ?? system();
  const found = installed ? { executablePath: installed } : await packaged();
  if (!found) {
    throw new Error(
      "找不到可用的浏览器：请安装 Chromium（Debian、Ubuntu 上执行 apt-get install chromium），或用 CHROMIUM_PATH 指明其路径。",
    );
  }
  return { ...found, args: ARGUMENTS };
}

const ARGUMENTS = [
  // Chromium's sandbox refuses to run as root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function given() {
  const file = process.env.CHROMIUM_PATH;
  if (file && !existsSync(file)) throw new Error(`CHROMIUM_PATH 指向的 ${file} 不存在，请改正。`);
  return file || undefined;
}

function own() {
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

function system() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];
  const places = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...places, ...APPLICATIONS].find((file) => existsSync(file));
}

const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

// The package brings the libraries a bare system lacks only where it believes to be on a known
// host, and then points the whole process at them: here the browser alone gets to see them.
async function packaged() {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const before = { ...process.env };
  try {
    process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs22.x";
    const { default: bundle } = await import("@sparticuz/chromium");
    const executablePath = await bundle.executablePath();
    const { LD_LIBRARY_PATH = "", FONTCONFIG_PATH = "" } = process.env;
    const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH };
    return { executablePath, env: { ...defined(before), LD_LIBRARY_PATH, ...fonts } };
  } catch {
    return undefined;
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function defined(env: NodeJS.ProcessEnv) {
  const entries = Object.entries(env).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return Object.fromEntries(entries);
}
