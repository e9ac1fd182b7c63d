import { expect, test } from "vitest";
import { listImports } from "@/lib/imports/queries";
import { undoImport } from "@/lib/imports/undo";
import { db } from "@/lib/platform/db";
import { seed } from "@/prisma/seed";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const NOW = at("2025-01-06");

test("another pair of cities takes back the plan the portal came with; no start brings it again", async () => {
  await hire("boss", "ADMIN");
  const [first] = await listImports(await actorNamed("boss"));
  expect(first).toMatchObject({
    state: "PUBLISHED",
    documentNumber: "济政办字〔2024〕13号",
    createdBy: null,
  });
  const importId = first?.id ?? 0;
  await hire("leader", "LEADER");
  expect(await refusalOf(undoImport(await actorNamed("leader"), { importId }, NOW))).toBe(
    "NOT_FOUND",
  );
  await undoImport(await actorNamed("boss"), { importId }, NOW);
  const left = [
    await db().plan.count(),
    await db().workPoint.count(),
    await db().unit.count(),
    await db().city.count(),
  ];
  expect(left).toEqual([0, 0, 0, 0]);
  await seed({ demonstration: false, onProgress: () => undefined });
  expect(await db().plan.count()).toBe(0);
  expect((await actorNamed("boss")).plan).toBeNull();
});
