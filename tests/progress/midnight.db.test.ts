import { beforeAll, describe, expect, test } from "vitest";
import { shanghaiDate } from "@/lib/dates";
import { listMyReports } from "@/lib/inbox/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft, submitUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { askSignOff } from "@/lib/sign-offs/commands";
import { upload } from "../evidence/desk";
import { withDatabase } from "../support/database";
import { actorNamed, at, hireForCity } from "../support/people";
import { refusalOf, report } from "../support/reports";

withDatabase({ template: "plan" });

// 23:59 and 00:01 in Shanghai around the end of August; in the zone of the test's machine it is neither.
const BEFORE = at("2024-08-31", "23:59:00");
const AFTER = at("2024-09-01", "00:01:00");
const AUGUST = "2024-08-01";

let staff: Actor;
let fresh: () => { id: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  staff = await actorNamed("staff");
});

/** The form as it stands open at 23:59: which month it is for, and the draft it saw. */
async function openForm(id: number) {
  const form = await getReportForm(staff, id, undefined, shanghaiDate(BEFORE));
  return { month: form.period.month, draftVersion: form.draftVersion };
}

describe("a form that stood open over midnight at the end of its month", () => {
  test("hands in for the month it was opened for, on the day it was sent", async () => {
    const { id } = fresh();
    const open = await openForm(id);
    expect(open.month).toBe(AUGUST);
    const { updateId } = await submitUpdate(staff, report(id, open), AFTER);
    const update = await db().progressUpdate.findUniqueOrThrow({
      where: { id: updateId },
      include: { period: true },
    });
    expect(update.period.month).toEqual(new Date(AUGUST));
    expect(update.submittedOn).toEqual(new Date("2024-09-01"));
    const september = await getReportForm(staff, id, undefined, shanghaiDate(AFTER));
    expect([september.period.month, september.state]).toEqual(["2024-09-01", "NONE"]);
  });

  test("saves its draft and takes its files for that month too", async () => {
    const { id } = fresh();
    const open = await openForm(id);
    await saveDraft(staff, report(id, { ...open, progressText: "写到半夜𠮷" }), AFTER);
    await upload(staff, id, "半夜.pdf", undefined, { month: open.month, day: "2024-09-01" });
    const form = await getReportForm(staff, id, AUGUST, shanghaiDate(AFTER));
    const draft = await db().draft.findFirstOrThrow({ where: { assignmentId: id } });
    expect(draft).toMatchObject({ periodId: form.period.id, progressText: "写到半夜𠮷" });
    expect(form.evidence).toMatchObject([{ name: "半夜.pdf" }]);
    expect((await getReportForm(staff, id, undefined, shanghaiDate(AFTER))).draft).toBeNull();
  });

  test("is sent for 审签 for that month too", async () => {
    const { id } = fresh();
    const open = await openForm(id);
    await db().unit.updateMany({ data: { requiresSignOff: true } });
    await askSignOff(staff, report(id, open), AFTER);
    await db().unit.updateMany({ data: { requiresSignOff: false } });
    const { draft } = await getReportForm(staff, id, AUGUST, shanghaiDate(AFTER));
    expect(draft?.signOff).not.toBeNull();
  });

  test("is told what to do when the period was locked with the day; nothing is handed in for another month", async () => {
    const { id } = fresh();
    const open = await openForm(id);
    const lock = (on: Date | null) =>
      db().period.updateMany({ where: { month: new Date(AUGUST) }, data: { lockedOn: on } });
    await lock(new Date("2024-09-01"));
    expect(await refusalOf(submitUpdate(staff, report(id, open), AFTER))).toBe("LOCKED");
    await submitUpdate(staff, report(id, open), BEFORE);
    await lock(null);
    expect(await db().progressUpdate.count({ where: { assignmentId: id } })).toBe(1);
  });
});

test("the list of what is to be reported changes its month at midnight in Shanghai, and keeps what is owed", async () => {
  const months = async (now: Date) => {
    const reports = await listMyReports(staff, shanghaiDate(now));
    return new Set(reports.map(({ month }) => month));
  };
  expect(await months(BEFORE)).not.toContain("2024-09-01");
  const after = await months(AFTER);
  expect(after).toContain("2024-09-01");
  expect(after).toContain(AUGUST);
});
