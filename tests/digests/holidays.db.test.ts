import { expect, test } from "vitest";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import { at, hire } from "../support/people";
import { withOffice } from "./office";

withOffice();

test("administrators are told once which year's days off nobody has registered", async () => {
  const admin = await hire("admin", "ADMIN");
  const told = () => db().notification.findMany({ where: { kind: "HOLIDAYS" } });
  await makeDigests(at("2026-11-19"), { mail: null, robots: [] });
  expect(await told()).toEqual([]);
  for (const day of ["2026-11-20", "2026-11-23"]) {
    await makeDigests(at(day), { mail: null, robots: [] });
    expect(await told()).toMatchObject([
      {
        accountId: admin.accountId,
        path: "/calendar?year=2027",
        businessOn: new Date("2026-11-20"),
      },
    ]);
  }
  const digests = await db().digest.count({ where: { accountId: admin.accountId } });
  expect(digests).toBe(1);
});
