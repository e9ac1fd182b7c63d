import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import { at } from "../support/people";
import { digestOf, messagesOf, withOffice } from "./office";

const office = withOffice();
const NONE = { mail: null, robots: [] };
const MIGRATION = "prisma/migrations/20261124002000_told_reminders/migration.sql";

test("reminders an older portal told without marking them are not told again; what was handed over since is", async () => {
  await makeDigests(at("2024-09-23"), NONE);
  const [reminder] = await messagesOf(office.staff);
  expect(reminder).toMatchObject({ kind: "DUE" });
  await db().notification.updateMany({ data: { toldAt: null } });
  // Another's reminder of the same day, moved to this reader's colleague, who had a digest too.
  const moved = await db().notification.create({
    data: {
      accountId: office.colleague.accountId,
      kind: "OVERDUE",
      text: "8月进展已逾期 1 个工作日（8月25日截止），还有 1 项未报：第 3 项。",
      path: "/updates",
      createdAt: at("2024-09-23"),
      businessOn: new Date("2024-09-23"),
      sameAs: "overdue:period:1:1:moved",
    },
  });
  await db().$executeRawUnsafe(await readFile(MIGRATION, "utf8"));
  expect(await messagesOf(office.staff)).toMatchObject([{ toldAt: at("2024-09-23") }]);
  await makeDigests(at("2024-09-24"), NONE);
  expect(await digestOf(office.staff, "2024-09-24")).toEqual([]);
  expect(await digestOf(office.colleague, "2024-09-24")).toMatchObject([{ text: moved.text }]);
});
