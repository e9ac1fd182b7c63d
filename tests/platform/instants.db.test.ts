import { expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";

withDatabase({ template: "empty" });

test("an instant reads the same through Prisma, SQL and JSON, whatever the server's time zone", async () => {
  await db().$executeRawUnsafe(
    `ALTER DATABASE "${await nameOf()}" SET TimeZone TO 'Asia/Shanghai'`,
  );
  await db().$disconnect();
  const { accountId } = await hire("leader", "LEADER");
  const createdAt = new Date("2024-09-20T08:20:08.123Z");
  await db().account.update({ where: { id: accountId }, data: { createdAt } });
  const [row] = await db().$queryRaw<{ same: boolean; json: { at: string } }[]>`
    SELECT created_at = '2024-09-20T08:20:08.123Z'::timestamptz AS same,
           json_build_object('at', created_at) AS json
      FROM accounts WHERE id = ${accountId}`;
  expect(row?.same).toBe(true);
  expect(new Date(row?.json.at ?? "")).toEqual(createdAt);
});

async function nameOf(): Promise<string> {
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  return row?.name ?? "";
}
