import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { assignmentOf, hire } from "../support/people";
import { approve, sendBack, submit } from "../support/reports";
import { statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

const JINAN = "济南市教育局";
const LINYI = "临沂市教育局";
let staff: Actor;
let linyi: Actor;
let reviewer: Actor;
let own: number;
let theirs: number;
let point: number;

beforeAll(async () => {
  staff = await hire("staff", "STAFF", { unit: JINAN });
  linyi = await hire("linyi", "STAFF", { unit: LINYI });
  reviewer = await hire("reviewer", "REVIEWER");
  const both = await db().workPoint.findFirstOrThrow({
    where: {
      AND: [JINAN, LINYI].map((name) => ({ assignments: { some: { unit: { name } } } })),
      indicators: { some: {} },
    },
    include: { indicators: true },
  });
  point = both.number;
  own = await assignmentOf(JINAN, point);
  theirs = await assignmentOf(LINYI, point);
});

const beside = async (day: string, month?: string) =>
  (await getReportForm(staff, own, month, day)).counterpart;

describe("the counterpart's report beside the form", () => {
  test("is named before it has reported, and shows nothing that is not approved", async () => {
    expect(await beside("2024-08-20")).toMatchObject({ unitName: LINYI, report: null });
    const waiting = await submit(linyi, theirs, "2024-08-20", { progressText: "还没有审核。" });
    expect((await beside("2024-08-20"))?.report).toBeNull();
    await sendBack(reviewer, waiting, "2024-08-21");
    expect((await beside("2024-08-21"))?.report).toBeNull();
  });

  test("tells every block once it is approved: problem, next steps and readings too", async () => {
    const [indicator] = await db().indicator.findMany({ where: { point: { number: point } } });
    const blocks = {
      percent: 55,
      progressText: "签约三所学校。",
      problemText: "编制不足",
      problemLevel: "CITY",
      problemOwner: "市委编办",
      nextStepText: "年底前到岗",
      nextStepOn: "2024-12-01",
      readings: { [indicator?.id ?? 0]: "3" },
    };
    await approve(reviewer, await submit(linyi, theirs, "2024-08-22", blocks), "2024-08-23");
    expect((await beside("2024-08-22"))?.report).toBeNull();
    expect((await beside("2024-08-23"))?.report).toMatchObject({
      month: "2024-08-01",
      percent: 55,
      progressText: "签约三所学校。",
      problemText: "编制不足",
      problemOwner: "市委编办",
      nextStepText: "年底前到岗",
      nextStepOn: "2024-12-01",
      readings: [{ value: 3, name: indicator?.name }],
    });
  });

  test("is of the month the form is for where there is one, else the newest", async () => {
    const september = { percent: 60, progressText: "九月的进展。" };
    await approve(reviewer, await submit(linyi, theirs, "2024-09-10", september), "2024-09-11");
    const seen = async (month?: string) => (await beside("2024-10-10", month))?.report?.month;
    expect(await seen("2024-08-01")).toBe("2024-08-01");
    expect(await seen("2024-09-01")).toBe("2024-09-01");
    expect(await seen("2024-10-01")).toBe("2024-09-01");
  });

  test("is none where the other city has no such unit on the point, or no longer", async () => {
    await db().$executeRaw`
      UPDATE assignment_terms SET ends_on = '2024-10-01' WHERE assignment_id = ${theirs}`;
    expect(await beside("2024-10-10")).toBeNull();
  });

  test("costs the form no statement more than the one it takes", async () => {
    expect(
      await statementsOf(() => getReportForm(staff, own, undefined, "2024-09-10")),
    ).toHaveLength(1);
  });
});
