import { expect, test } from "vitest";
import { getActorBySession } from "@/lib/accounts/queries";
import { systemNow } from "@/lib/platform/clock";
import { db, statementName } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";

withDatabase({ template: "plan" });

test("only a statement with the mark has a name, and each text its own", () => {
  expect(statementName("SELECT 1")).toBe("");
  expect(statementName("SELECT '/* prepared */'")).toBe("");
  const name = statementName("\n    /* prepared */ SELECT 1");
  expect(name).toMatch(/^prepared_\d+$/);
  expect(statementName("\n    /* prepared */ SELECT 1")).toBe(name);
  expect(statementName("\n    /* prepared */ SELECT 2")).not.toBe(name);
});

test("the statement of every request is planned once a connection, and answers anew each time", async () => {
  const { sessionId } = await hire("leader", "LEADER");
  const ask = () => getActorBySession(sessionId ?? "", "127.0.0.1", systemNow());
  const revisions = [(await ask())?.plan?.revision];
  for (let round = 0; round < 8; round += 1) {
    await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
    revisions.push((await ask())?.plan?.revision);
  }
  expect(revisions).toEqual(revisions.map((_, round) => (revisions[0] ?? 0) + round));
  // The pool hands out the connection that was used last. Hiring has asked once, too.
  const kept = await db().$queryRaw<{ runs: number }[]>`
    SELECT (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements
     WHERE statement LIKE '%second_factor_at%'`;
  expect(kept).toEqual([{ runs: 10 }]);
});
