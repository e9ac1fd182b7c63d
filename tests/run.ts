import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

// npm test: types, lint, vitest and the browser tests, one after the other; npm run check: the
// quick half. Ends with the line "N passed, N failed"; a runner that crashes counts as one failed.
type Count = { passed: number; failed: number; skipped?: number };

process.chdir(path.resolve(import.meta.dirname, ".."));
const fast = process.argv.includes("--fast");
const reports = await mkdtemp(path.join(tmpdir(), "duban-reports-"));

const total: Count = { passed: 0, failed: 0 };
for (const [title, work] of [
  ["类型", types],
  ["代码规范", lint],
  [fast ? "规则测试" : "规则、数据库与平台测试", vitest],
  ...(fast ? [] : [["浏览器测试", playwright] as const]),
] as const) {
  const began = performance.now();
  console.log(`\n── ${title}`);
  const { passed, failed, skipped = 0 } = await work();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const left = skipped > 0 ? `，跳过 ${skipped}` : "";
  console.log(`── ${title}：通过 ${passed}，失败 ${failed}${left}（${seconds} 秒）`);
  total.passed += passed;
  total.failed += failed;
}

await rm(reports, { recursive: true });
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

async function types(): Promise<Count> {
  const generated = await run("next/dist/bin/next", ["typegen"]);
  const checked = generated === 0 && (await run("typescript/bin/tsc", ["--noEmit"])) === 0;
  return checked ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function lint(): Promise<Count> {
  const code = await run("@biomejs/biome/bin/biome", ["check", "."]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

async function vitest(): Promise<Count> {
  const file = path.join(reports, "vitest.json");
  const project = fast ? ["--project", "rules"] : [];
  const output = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run("vitest/vitest.mjs", ["run", ...project, ...output]);
  const report = await reportOf<VitestReport>(file);
  if (!report) return counted({ passed: 0, failed: 0 }, code);
  // A file that cannot even be loaded fails without a single test in it.
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloadable.length;
  const { numPassedTests: passed, numPendingTests: skipped } = report;
  return counted({ passed, failed, skipped }, code);
}

type PlaywrightReport = { stats: Record<"expected" | "unexpected" | "flaky" | "skipped", number> };

async function playwright(): Promise<Count> {
  const file = path.join(reports, "playwright.json");
  const code = await run("playwright/cli.js", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const stats = (await reportOf<PlaywrightReport>(file))?.stats;
  if (!stats) return counted({ passed: 0, failed: 0 }, code);
  const { expected, flaky, unexpected, skipped } = stats;
  return counted({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

// Failing without a failed test, or passing without any test, is a failure of its own.
function counted({ passed, failed, skipped = 0 }: Count, code: number): Count {
  const crashed = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: crashed ? 1 : failed, skipped };
}

async function reportOf<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

function run(program: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [path.join("node_modules", program), ...args], {
      stdio: "inherit",
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    child.once("error", () => resolve(1));
    child.once("close", (code) => resolve(code ?? 1));
  });
}
