import { Client } from "pg";

export type Statement = { text: string; values: unknown[] };

/** Every SQL statement that reaches the server while the work runs; BEGIN and COMMIT aside. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = [];
  const { query } = Client.prototype;
  const spy = function (this: Client, ...given: unknown[]) {
    const [config, values] = given;
    const asked = typeof config === "string" ? { text: config, values } : config;
    const { text = "", values: own } = asked as { text?: string; values?: unknown };
    if (!/^(BEGIN|COMMIT|ROLLBACK)\b/i.test(text)) {
      seen.push({ text, values: Array.isArray(own) ? own : [] });
    }
    return Reflect.apply(query, this, given);
  };
  Client.prototype.query = spy as typeof query;
  try {
    await work();
  } finally {
    Client.prototype.query = query;
  }
  return seen;
}
