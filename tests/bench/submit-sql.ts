import { Client } from "pg";
import { demonstrationActor } from "../../lib/accounts/queries";
import { disconnect } from "../../lib/platform/db";
import { submitUpdate } from "../../lib/progress/commands";
import { submitUpdateInput } from "../../lib/progress/schema";
import type { Statement } from "./bare-sql";
import { TODAY } from "./portal";

/**
 * The statements by which a unit hands a report in, word for word as the portal sends them, of a
 * report nobody has handed in yet. Nothing of it stays: the transaction is taken back.
 */
export async function submitStatements(client: Client): Promise<Statement[]> {
  const { rows } = await client.query<{ id: number; account: string }>(
    `SELECT a.id, acc.name AS account
       FROM assignments a JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
       JOIN accounts acc ON acc.unit_id = u.id AND acc.role = 'STAFF' AND acc.active AND acc.demonstration
       JOIN periods p ON p.plan_id = a.plan_id AND p.month = date_trunc('month', $1::date)
      WHERE NOT u.requires_sign_off
        AND NOT EXISTS (SELECT 1 FROM progress_updates WHERE assignment_id = a.id AND period_id = p.id)
      ORDER BY a.id DESC LIMIT 1`,
    [TODAY],
  );
  const [due] = rows;
  if (!due) throw new Error("no report is due");
  Object.assign(globalThis, { dubanDb: undefined });
  const heard: Statement[] = [];
  const { query } = Client.prototype;
  Client.prototype.query = function (this: Client, ...parts: unknown[]) {
    const [what] = parts;
    const asked = typeof what === "string" ? { text: what } : (what as Partial<Statement>);
    const { text = "", values = [] } = asked;
    if (text === "COMMIT") parts[0] = typeof what === "string" ? "ROLLBACK" : { text: "ROLLBACK" };
    else if (!/^(BEGIN|ROLLBACK|SAVEPOINT|RELEASE)/.test(text)) heard.push({ text, values });
    return Reflect.apply(query, this, parts);
  } as typeof query;
  try {
    const input = { assignmentId: due.id, percent: "60", progressText: "测量用的一份进展。" };
    const actor = await demonstrationActor(due.account);
    heard.length = 0;
    await submitUpdate(actor, submitUpdateInput.parse(input), new Date(`${TODAY}T10:00:00+08:00`));
  } finally {
    Client.prototype.query = query;
    await disconnect();
  }
  return heard;
}

/** Milliseconds of each of `count` runs of a transaction on one connection; none of them stays. */
export async function timeTransaction(client: Client, statements: Statement[], count: number) {
  const times: number[] = [];
  for (let run = -Math.ceil(count / 10); run < count; run++) {
    const began = performance.now();
    await client.query("BEGIN");
    for (const { text, values } of statements) await client.query({ text, values });
    await client.query("ROLLBACK");
    if (run >= 0) times.push(performance.now() - began);
  }
  return times;
}
