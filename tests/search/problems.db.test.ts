import { expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { search } from "@/lib/search/queries";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";

withDatabase({ template: "demonstration" });

const found = async (q: string, day: string) => {
  const groups = await search(await actorNamed("leader"), { q, kind: "PROBLEM" }, day, "QUICKLY");
  return groups.flatMap(({ hits }) => hits);
};

/** What the record holds is kept from change; a test words it anew all the same. */
async function write(id: number, data: { outcome?: string; owner?: string }): Promise<void> {
  await db().$executeRaw`ALTER TABLE problems DISABLE TRIGGER USER`;
  await db().problem.update({ where: { id }, data });
  await db().$executeRaw`ALTER TABLE problems ENABLE TRIGGER USER`;
}

test("a problem is found by what became of it, from the day it was solved on, and leads to its own page", async () => {
  const row = await db().problem.findFirstOrThrow({
    where: { closedOn: { not: null }, outcome: { not: null } },
    orderBy: { id: "asc" },
  });
  await write(row.id, { outcome: "由两市联合发文明确" });
  const closed = row.closedOn?.toISOString().slice(0, 10) ?? "";
  const hits = await found("联合发文", closed);
  expect(hits.map(({ href }) => href)).toEqual([`/problems/${row.id}`]);
  const before = new Date((row.closedOn?.getTime() ?? 0) - 86_400_000).toISOString().slice(0, 10);
  expect(await found("联合发文", before)).toEqual([]);
});

test("and by who is to solve it", async () => {
  const row = await db().problem.findFirstOrThrow({
    where: { closedOn: null, owners: { none: {} } },
    orderBy: { id: "asc" },
  });
  await write(row.id, { owner: "跨市协调专班" });
  const [hit] = await found("跨市协调专班", "2024-09-20");
  expect(hit?.id).toBe(row.id);
});
