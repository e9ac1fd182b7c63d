import path from "node:path";
import { Client } from "pg";
import { paths } from "../../lib/paths";
import { dashboardStatements } from "./bare-sql";
import { type Browser, signIn } from "./browser";
import { atEnd, finish, finishOnSignals, isFinishing } from "./closing";
import { startEmptyPage } from "./empty-page";
import { loadLargeSet, sizeOf } from "./large-set";
import { startLoadGenerator } from "./load";
import { type Bench, dashboardPages, FULL, measureSet, QUICK } from "./measure";
import { startPortal } from "./portal";
import { type Measured, report, type Weights } from "./report";
import { dueReports } from "./submissions";
import { scriptBytes } from "./weight";

// npm run bench [-- --quick]: how fast the real portal answers with 31 points and with 3,100 points
// and a million updates, beside an empty page of the same Next and beside the bare SQL.

process.chdir(path.resolve(import.meta.dirname, "../.."));
finishOnSignals();
const began = performance.now();
const amounts = process.argv.includes("--quick") ? QUICK : FULL;

try {
  const bench = await prepare();
  const small = await measure(bench);
  const weights = await weigh(bench);
  say("正在载入 3,100 项要点、1,000,000 条进展");
  await loadLargeSet(bench.client);
  const large = await measure(bench);
  console.log(`\n${report(small, large, weights)}`);
  await finish(0);
} catch (error) {
  if (!isFinishing()) console.error(error);
  await finish(1);
}

async function prepare(): Promise<Bench> {
  say("正在启动门户");
  const { origin, databaseUrl } = await startPortal();
  // Read once, by whatever of the portal's own code runs in this process.
  process.env.DATABASE_URL = databaseUrl;
  say("正在构建空白页");
  const emptyOrigin = await startEmptyPage();
  const client = new Client({ connectionString: databaseUrl });
  // Stopping the portal ends the connection from the other side.
  client.on("error", () => undefined);
  await client.connect();
  atEnd(() => client.end());
  const leader = await signIn(origin, "leader");
  const { rows } = await client.query("SELECT id FROM plans ORDER BY year DESC, id LIMIT 1");
  const shown = await dashboardPages(client, leader);
  return {
    run: startLoadGenerator(),
    client,
    origin,
    emptyOrigin,
    leader,
    ...shown,
    reports: await dueReports(client, origin),
    statements: await dashboardStatements(client, rows[0].id, shown.pointNumber),
    amounts,
    say,
  };
}

async function measure(bench: Bench): Promise<Measured> {
  const size = await sizeOf(bench.client);
  say(`正在测量 ${size.points} 项要点、${size.updates} 条进展`);
  return { size, figures: await measureSet(bench) };
}

async function weigh({ origin, emptyOrigin, leader, pages, reports }: Bench): Promise<Weights> {
  const reviewer = await signIn(origin, "reviewer");
  const admin = await signIn(origin, "admin");
  const report = reports[0];
  if (!report) throw new Error("no report is due");
  const { cookie = "" } = report.headers;
  const staff: Browser = { origin, headers: { cookie, origin } };
  return {
    empty: await scriptBytes({ origin: emptyOrigin, headers: { cookie: "", origin: "" } }, "/"),
    pages: {
      总览: await scriptBytes(leader, pages.overview.path),
      章: await scriptBytes(leader, pages.chapter.path),
      要点: await scriptBytes(leader, pages.point.path),
      填报: await scriptBytes(staff, report.path),
      审核: await scriptBytes(reviewer, paths.reviews()),
      责任分工: await scriptBytes(admin, paths.assignments()),
    },
  };
}

function say(line: string) {
  if (!isFinishing()) console.log(`${((performance.now() - began) / 1000).toFixed(0)} 秒  ${line}`);
}
