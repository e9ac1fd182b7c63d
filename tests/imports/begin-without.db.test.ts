import { expect, test } from "vitest";
import { makeSetupToken, setUpFirstAdmin } from "@/lib/accounts/first-run";
import { beginWithout, findFirstImport } from "@/lib/imports/first-import";
import { listImports } from "@/lib/imports/queries";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { seed } from "@/prisma/seed";
import { withDatabase } from "../support/database";
import { actorNamed, at } from "../support/people";

withDatabase({ template: "plan" });

const NOW = at("2025-01-06");

test("an office that sets its portal up without the plan it came with begins with nothing", async () => {
  expect((await findFirstImport())?.title).toContain("对口合作2024年工作要点");
  const token = (await makeSetupToken(systemNow())) ?? "";
  const password = "Chun-Feng-88";
  const input = { token, name: "office", post: "管理员", password, again: password };
  await beginWithout(await setUpFirstAdmin(input, "10.0.0.7", NOW), NOW);
  const left = [await db().plan.count(), await db().unit.count(), await db().city.count()];
  expect(left).toEqual([0, 0, 0]);
  expect((await actorNamed("office")).plan).toBeNull();
  const entry = await db().auditEntry.findFirstOrThrow({ where: { action: "import.undo" } });
  expect(entry).toMatchObject({ accountId: null, accountName: "系统 · 首次设置" });
  // Asked again, nothing is there to take back; the next start brings nothing either.
  expect(await findFirstImport()).toBeNull();
  await beginWithout(await actorNamed("office"), NOW);
  await seed({ demonstration: false, onProgress: () => undefined });
  expect(await db().plan.count()).toBe(0);
});

test("that plan is not among the notices the office read; the audit log keeps it", async () => {
  const admin = await actorNamed("office");
  expect(await db().import.count()).toBe(1);
  expect(await listImports(admin)).toEqual([]);
  expect(await db().auditEntry.count({ where: { action: "import.undo" } })).toBe(1);
});
