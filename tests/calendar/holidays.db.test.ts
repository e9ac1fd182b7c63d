import { beforeAll, describe, expect, test } from "vitest";
import { removeHoliday, setHolidays } from "@/lib/calendar/commands";
import { listHolidays, readHolidays } from "@/lib/calendar/queries";
import { isWeekend, isWorkday, workdaysBetween } from "@/lib/calendar/rules";
import { setHolidaysInput } from "@/lib/calendar/schema";
import { getRunning } from "@/lib/deliveries/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const NOW = at("2026-10-20");
let admin: Actor;
let staff: Actor;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
});

const input = (fields: Record<string, string>) =>
  setHolidaysInput.parse({ kind: "OFF", name: "元旦", ...fields });

describe("the table a new installation has", () => {
  test("is the State Council's of 2024 and 2025: 251 and 248 working days", async () => {
    const holidays = await readHolidays();
    expect(workdaysBetween("2023-12-31", "2024-12-31", holidays)).toBe(251);
    expect(workdaysBetween("2024-12-31", "2025-12-31", holidays)).toBe(248);
    for (const worked of ["2024-02-18", "2024-09-14", "2024-10-12", "2025-01-26", "2025-10-11"]) {
      expect(isWorkday(worked, holidays), worked).toBe(true);
    }
    for (const off of ["2024-02-12", "2024-09-16", "2024-10-07", "2025-02-04", "2025-10-08"]) {
      expect(isWorkday(off, holidays), off).toBe(false);
    }
  });

  test("names a day worked only at a weekend", async () => {
    for (const { date, isWorkday: worked } of await listHolidays(admin, 2024)) {
      if (worked) expect(isWeekend(date), date).toBe(true);
    }
  });
});

describe("the admin", () => {
  test("adds a stretch of days, changes one, takes one out; each leaves its entry", async () => {
    await setHolidays(admin, input({ from: "2027-01-01", until: "2027-01-03" }), NOW);
    await setHolidays(admin, input({ from: "2027-01-02", name: "新年" }), NOW);
    await setHolidays(admin, input({ from: "2027-01-09", kind: "WORKED" }), NOW);
    await removeHoliday(admin, { date: "2027-01-03" }, NOW);
    expect(await listHolidays(admin, 2027)).toEqual([
      { date: "2027-01-01", isWorkday: false, name: "元旦" },
      { date: "2027-01-02", isWorkday: false, name: "新年" },
      { date: "2027-01-09", isWorkday: true, name: "元旦" },
    ]);
    const entries = await db().auditEntry.findMany({
      where: { action: { startsWith: "holiday." } },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      "holiday.set holiday:2027-01-01",
      "holiday.set holiday:2027-01-02",
      "holiday.set holiday:2027-01-09",
      "holiday.remove holiday:2027-01-03",
    ]);
    expect(entries[1]?.before).toEqual([{ date: "2027-01-02", isWorkday: false, name: "元旦" }]);
  });

  test("cannot make up a holiday on a day of the week, which is worked anyhow", async () => {
    const monday = input({ from: "2027-03-01", kind: "WORKED" });
    expect(await refusalOf(setHolidays(admin, monday, NOW))).toBe("INVALID");
    expect(await listHolidays(admin, 2027)).not.toContainEqual(
      expect.objectContaining({ date: "2027-03-01" }),
    );
  });

  test("is told when another has taken the day out already", async () => {
    await setHolidays(admin, input({ from: "2028-01-01" }), NOW);
    const twice = [1, 2].map(() => removeHoliday(admin, { date: "2028-01-01" }, NOW));
    expect((await race(twice)).sort()).toEqual(["STALE", undefined]);
  });
});

test("nobody else sees or changes the table", async () => {
  const others = [staff, await hire("reviewer", "REVIEWER"), await hire("auditor", "AUDITOR")];
  for (const actor of others) {
    expect(await refusalOf(listHolidays(actor, 2024))).toBe("NOT_FOUND");
    expect(await refusalOf(setHolidays(actor, input({ from: "2029-01-01" }), NOW))).toBe(
      "NOT_FOUND",
    );
    expect(await refusalOf(removeHoliday(actor, { date: "2024-10-01" }, NOW))).toBe("NOT_FOUND");
  }
});

test.each([
  [{ from: "" }, "from"],
  [{ from: "2027-02-30" }, "from"],
  [{ from: "2027-01-05", until: "2027-01-01" }, "until"],
  [{ from: "2027-01-01", until: "2028-01-01" }, "until"],
  [{ from: "2027-01-01", name: "  " }, "name"],
  [{ from: "2027-01-01", name: "元\u0000旦" }, "name"],
  [{ from: "2027-01-01", kind: "MAYBE" }, "kind"],
])("%j is refused at its field", (fields, field) => {
  const result = setHolidaysInput.safeParse({ kind: "OFF", name: "元旦", ...fields });
  expect(result.error?.issues.map(({ path }) => path[0])).toContain(field);
});

test("an administrator of some cities reads the table all cities share, and changes nothing in it", async () => {
  const { accountId } = await hire("jinan", "ADMIN");
  const { id: cityId } = await db().city.findUniqueOrThrow({ where: { name: "济南市" } });
  await db().accountCity.create({ data: { accountId, cityId } });
  const jinan = await actorNamed("jinan");
  const before = await listHolidays(jinan, 2027);
  expect(before).toEqual(await listHolidays(admin, 2027));
  expect(await refusalOf(setHolidays(jinan, input({ from: "2027-05-01" }), NOW))).toBe("NOT_FOUND");
  expect(await refusalOf(removeHoliday(jinan, { date: "2024-02-12" }, NOW))).toBe("NOT_FOUND");
  expect(await listHolidays(jinan, 2027)).toEqual(before);
  expect(await refusalOf(getRunning(jinan))).toBe("NOT_FOUND");
});
