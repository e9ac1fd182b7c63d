import type { Client } from "pg";
import { getActorBySession } from "../../lib/accounts/queries";
import { getPointDetails } from "../../lib/completions/queries";
import { readSnapshots } from "../../lib/dashboards/snapshot";
import { Prisma, statementName } from "../../lib/platform/db";
import type { Actor } from "../../lib/policy";
import { TODAY } from "./portal";

const LEADER: Actor = {
  accountId: 0,
  name: "leader",
  post: "领导",
  role: "LEADER",
  unitIds: [],
  unitName: null,
  cityId: null,
  signsOff: false,
  unread: 0,
  demonstration: true,
  sessionId: null,
  planIds: null,
  plan: null,
  address: "",
};

export type Statement = { text: string; values: unknown[] };

/** The statements behind the dashboards, word for word as the portal sends them; `number` is the point's. */
export async function dashboardStatements(client: Client, planId: number, number: number) {
  const point = await client.query<{ id: number }>(
    "SELECT id FROM work_points WHERE plan_id = $1 AND number = $2",
    [planId, number],
  );
  const pointId = point.rows[0]?.id ?? 0;
  const { rows } = await client.query<{ id: string }>("SELECT id FROM sessions LIMIT 1");
  const sessionId = rows[0]?.id ?? "";
  return {
    session: await overheard(() => getActorBySession(sessionId, "", new Date())),
    snapshot: await overheard(() => readSnapshots(planId, [TODAY])),
    point: await overheard(() => getPointDetails(LEADER, pointId, TODAY, false)),
  };
}

/** Milliseconds of each of `count` runs on one connection, planned as the portal has it, after as many to warm up as a tenth. */
export async function timeStatement(client: Client, statement: Statement, count: number) {
  const times: number[] = [];
  for (let run = -Math.ceil(count / 10); run < count; run++) {
    const began = performance.now();
    await client.query({ ...statement, name: statementName(statement.text) });
    if (run >= 0) times.push(performance.now() - began);
  }
  return times;
}

// The query functions take their client from globalThis (lib/platform/db.ts); in this process,
// which never opens the real one, they find one that only listens.
async function overheard(ask: () => Promise<unknown>): Promise<Statement> {
  let heard: Statement | undefined;
  const listener = {
    $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) => {
      const { text, values: plain } = Prisma.sql(strings, ...values);
      heard = { text, values: plain.map(withoutZone) };
      throw new Heard();
    },
  };
  Object.assign(globalThis, { dubanDb: listener });
  await ask().catch((error) => {
    if (!(error instanceof Heard)) throw error;
  });
  if (!heard) throw new Error("no statement was sent");
  return heard;
}

class Heard extends Error {}

// pg would write a Date in the zone of this machine.
function withoutZone(value: unknown) {
  return value instanceof Date ? value.toISOString() : value;
}
