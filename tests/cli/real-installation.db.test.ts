import { expect, test } from "vitest";
import { isRealInstallation } from "@/lib/cli/real-installation";
import { createDemonstrationAccounts } from "@/lib/demonstration/accounts";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";

const database = withDatabase({ template: "plan" });

test("a demonstration is loaded into a new database and goes on; real accounts alone, or its removal, keep it out", async () => {
  const real = () => isRealInstallation(database.url);
  expect(await real()).toBe(false);
  await hire("boss", "ADMIN");
  expect(await real()).toBe(true);
  await createDemonstrationAccounts(at("2024-09-20"));
  expect(await real()).toBe(false);
  await db().demonstrationEnd.create({ data: { at: at("2024-09-20") } });
  expect(await real()).toBe(true);
});
