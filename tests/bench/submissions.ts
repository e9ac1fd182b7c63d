import type { Client } from "pg";
import { paths } from "../../lib/paths";
import { type Browser, readPage, signIn } from "./browser";
import type { LoadRequest, LoadResult, RunLoad } from "./load";
import { TODAY } from "./portal";

type Due = { assignmentId: number; month: string; account: string };

/**
 * The form posts, as a browser without JavaScript sends them, of every report that is due: each by
 * the account of its own unit, as at the end of a month.
 */
export async function dueReports(client: Client, origin: string): Promise<LoadRequest[]> {
  const { rows } = await client.query<Due>(
    `SELECT a.id AS "assignmentId", p.month::text, min(acc.name) AS account
       FROM assignments a
       JOIN units u ON u.id = a.unit_id AND NOT u.requires_sign_off
       JOIN accounts acc ON acc.unit_id = a.unit_id AND acc.role = 'STAFF'
       JOIN periods p ON p.plan_id = a.plan_id AND p.month <= $1
      WHERE a.plan_id = (SELECT id FROM plans ORDER BY year DESC, id LIMIT 1)
        AND NOT EXISTS (SELECT FROM progress_updates pu
                         WHERE pu.assignment_id = a.id AND pu.period_id = p.id)
      GROUP BY a.id, p.month ORDER BY a.id, p.month`,
    [TODAY],
  );
  const browsers = new Map<string, Browser>();
  for (const { account } of rows) {
    if (!browsers.has(account)) browsers.set(account, await signIn(origin, account));
  }
  let action: Record<string, string> | undefined;
  const requests: LoadRequest[] = [];
  for (const { assignmentId, month, account } of rows) {
    const browser = browsers.get(account) as Browser;
    const path = paths.newUpdate(assignmentId, month);
    action ??= actionFields(await readPage(browser, path));
    requests.push({
      path,
      headers: { ...browser.headers, "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
      body: multipart({ ...action, ...REPORT, assignmentId: String(assignmentId), month }),
      status: 303,
      text: `${paths.updates()}?sent=1`,
    });
  }
  return requests;
}

/**
 * Submits the due reports, all of them a round, until `count` were measured. Between rounds they
 * are removed, so that each meets the same data; the first round warms up.
 */
export async function submitInRounds(
  run: RunLoad,
  client: Client,
  job: { origin: string; requests: LoadRequest[]; connections: number; count: number },
): Promise<LoadResult> {
  const total: LoadResult = { latencies: [], took: 0, sentBytes: 0, plainBytes: 0 };
  const { rows } = await client.query<{ id: number }>("SELECT max(id) AS id FROM progress_updates");
  const last = rows[0]?.id ?? 0;
  for (let round = 0; total.latencies.length < job.count; round++) {
    const count = Math.min(job.requests.length, job.count);
    const result = await run({ ...job, count, warmUp: 0 });
    await removeUpdatesAfter(client, last);
    if (round === 0) continue;
    total.latencies.push(...result.latencies);
    total.took += result.took;
  }
  return total;
}

// The guards against removal are for people; here they would make every round harder than the last.
async function removeUpdatesAfter(client: Client, id: number) {
  await client.query("SET session_replication_role = replica");
  await client.query("DELETE FROM progress_updates WHERE id > $1", [id]);
  await client.query("SET session_replication_role = origin");
  await staleBoards(client);
}

/** What every approval does to the dashboards the portal keeps in memory. */
export async function staleBoards(client: Client) {
  await client.query("UPDATE plans SET revision = revision + 1");
}

const REPORT = {
  draftVersion: "0",
  percent: "60",
  percentReason: "基准测试：进度按清单核对。",
  progressText: "两市对接三次，形成会议纪要并按月调度，年度任务清单完成过半。",
  problemText: "",
  problemLevel: "",
  nextStepText: "月底前完成下一阶段对接。",
};

const BOUNDARY = "----duban-bench";

function multipart(fields: Record<string, string>) {
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}

// Which action the report form stands for, in the hidden fields React writes into it.
function actionFields(html: string): Record<string, string> {
  const form = html
    .split("<form ")
    .slice(1)
    .map((text) => text.slice(0, text.indexOf("</form>")))
    .find((text) => text.includes('name="assignmentId"'));
  const inputs = form?.match(/<input\b[^>]*name="\$ACTION[^>]*>/g) ?? [];
  if (inputs.length === 0) throw new Error("the report form names no action");
  return Object.fromEntries(
    inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]),
  );
}

function attribute(tag: string, name: string) {
  const written = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return written.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}
