import type { Client } from "pg";
import { paths } from "../../lib/paths";
import { type Statement, timeStatement } from "./bare-sql";
import type { Browser } from "./browser";
import { EMPTY_TEXT } from "./empty-page";
import type { LoadRequest, LoadResult, RunLoad } from "./load";
import { searchTimes } from "./searches";
import { staleBoards, submitInRounds } from "./submissions";
import { submitStatements, timeTransaction } from "./submit-sql";

export const CONNECTIONS = [1, 10, 50] as const;
export type Connections = (typeof CONNECTIONS)[number];

/** How many requests are measured: at each number of connections, of a first request, of a statement. */
export type Amounts = {
  requests: Record<Connections, number>;
  warmUp: number;
  /** requests of each page before anything is measured, so that the server's code is compiled */
  warmServer: number;
  cold: number;
  statements: number;
};

export const FULL: Amounts = {
  requests: { 1: 400, 10: 1_000, 50: 1_500 },
  warmUp: 50,
  warmServer: 300,
  cold: 40,
  statements: 200,
};
export const QUICK: Amounts = {
  requests: { 1: 20, 10: 40, 50: 100 },
  warmUp: 20,
  warmServer: 30,
  cold: 5,
  statements: 20,
};

export const SUBJECTS = ["empty", "overview", "chapter", "point", "submit"] as const;
export type Subject = (typeof SUBJECTS)[number];

export type Figures = { p50: number; p95: number; perSecond: number };
export type SetFigures = {
  under: Record<Connections, Record<Subject, Figures>>;
  /** kilobytes of a page: as sent (gzip), and unpacked */
  size: Partial<Record<Subject, { sent: number; plain: number }>>;
  cold: Figures;
  /** the page of a search for a common word, on one connection */
  search: Figures;
  sql: Record<"session" | "snapshot" | "point" | "submit" | "search", Figures>;
};

export type Bench = {
  run: RunLoad;
  client: Client;
  origin: string;
  emptyOrigin: string;
  leader: Browser;
  pages: Record<"overview" | "chapter" | "point", LoadRequest>;
  reports: LoadRequest[];
  statements: Record<"session" | "snapshot" | "point", Statement>;
  pointNumber: number;
  amounts: Amounts;
  say: (line: string) => void;
};

const EMPTY: LoadRequest = { path: "/", headers: {}, status: 200, text: EMPTY_TEXT };

/** The pages to ask for: the overview, the largest chapter, and the point with most units. */
export async function dashboardPages(
  client: Client,
  leader: Browser,
): Promise<Pick<Bench, "pages" | "pointNumber">> {
  const { rows } = await client.query<Record<string, string>>(
    `WITH plan AS (SELECT id, title FROM plans ORDER BY year DESC, id LIMIT 1),
     chapter AS (SELECT c.number, c.title FROM chapters c JOIN plan ON plan.id = c.plan_id
                   JOIN work_points w ON w.chapter_id = c.id
                  GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 1),
     point AS (SELECT w.number, w.title FROM work_points w JOIN plan ON plan.id = w.plan_id
                 JOIN assignments a ON a.point_id = w.id
                GROUP BY w.id ORDER BY count(*) DESC, w.id LIMIT 1)
     SELECT plan.title AS plan, chapter.number AS "chapterNumber", chapter.title AS chapter,
            point.number AS "pointNumber", point.title AS point FROM plan, chapter, point`,
  );
  const row = rows[0] ?? {};
  const page = (path: string, text = "") => ({ path, headers: leader.headers, status: 200, text });
  const pointNumber = Number(row.pointNumber);
  return {
    pages: {
      overview: page(paths.overview(), row.plan),
      chapter: page(paths.chapter(Number(row.chapterNumber)), row.chapter),
      point: page(paths.point(pointNumber), row.point),
    },
    pointNumber,
  };
}

/** Everything that is measured on one set of data. */
export async function measureSet(bench: Bench): Promise<SetFigures> {
  const { run, client, origin, amounts, pages } = bench;
  await warmServers(bench);
  const size: SetFigures["size"] = {};
  const under = {} as SetFigures["under"];
  for (const connections of CONNECTIONS) {
    const count = amounts.requests[connections];
    const read = async (subject: Subject, from: string, request: LoadRequest) => {
      const { warmUp } = amounts;
      const result = await run({ origin: from, requests: [request], connections, count, warmUp });
      size[subject] = { sent: result.sentBytes / 1024, plain: result.plainBytes / 1024 };
      return figuresOf(result);
    };
    under[connections] = {
      empty: await read("empty", bench.emptyOrigin, EMPTY),
      overview: await read("overview", origin, pages.overview),
      chapter: await read("chapter", origin, pages.chapter),
      point: await read("point", origin, pages.point),
      submit: figuresOf(
        await submitInRounds(run, client, { origin, requests: bench.reports, connections, count }),
      ),
    };
    bench.say(`${connections} 个连接已测`);
  }
  const session = await timeStatement(client, bench.statements.session, amounts.statements);
  const snapshot = await timeStatement(client, bench.statements.snapshot, amounts.statements);
  const point = await timeStatement(client, bench.statements.point, amounts.statements);
  // Taken down now: the audit log's next number is among what they say.
  const handedIn = await submitStatements(client);
  const submit = await timeTransaction(client, handedIn, amounts.statements);
  const search = await searchTimes(client, amounts.statements);
  const found = { path: paths.search({ q: "教育" }), headers: bench.leader.headers, status: 200 };
  const page = await run({
    origin,
    requests: [{ ...found, text: "找到" }],
    connections: 1,
    count: amounts.statements,
    warmUp: amounts.warmUp,
  });
  return {
    under,
    size,
    search: figuresOf(page),
    cold: await measureCold(bench),
    sql: {
      session: figuresOf(inTurn(session)),
      snapshot: figuresOf(inTurn(snapshot)),
      point: figuresOf(inTurn(point)),
      submit: figuresOf(inTurn(submit)),
      search: figuresOf(inTurn(search)),
    },
  };
}

async function warmServers({ run, origin, emptyOrigin, pages, amounts }: Bench) {
  const job = { connections: 10, count: 1, warmUp: amounts.warmServer };
  await run({ ...job, origin: emptyOrigin, requests: [EMPTY] });
  for (const page of Object.values(pages)) await run({ ...job, origin, requests: [page] });
}

/** The overview's first request after a report was approved: nothing in memory holds any more. */
async function measureCold({ run, client, origin, pages, amounts }: Bench): Promise<Figures> {
  const latencies: number[] = [];
  for (let turn = 0; turn < amounts.cold; turn++) {
    await staleBoards(client);
    const job = { origin, requests: [pages.overview], connections: 1, count: 1, warmUp: 0 };
    latencies.push(...(await run(job)).latencies);
  }
  return figuresOf(inTurn(latencies));
}

function inTurn(latencies: number[]) {
  return { latencies, took: latencies.reduce((sum, each) => sum + each, 0) };
}

function figuresOf({ latencies, took }: Pick<LoadResult, "latencies" | "took">): Figures {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), perSecond: (latencies.length / took) * 1000 };
}
