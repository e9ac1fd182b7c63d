import { beforeAll, describe, expect, test } from "vitest";
import { changeAssignments } from "@/lib/assignments/commands";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { reopenClosure } from "@/lib/closures/commands";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import {
  getChapterDashboard,
  getOverview,
  getPointDashboard,
  listUnitSummaries,
} from "@/lib/dashboards/queries";
import { listReviewQueue } from "@/lib/inbox/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withdrawUpdate } from "@/lib/progress/commands";
import { getPointRecord } from "@/lib/progress/point-record";
import { getReportForm } from "@/lib/progress/queries";
import { applyFor, confirm, verify } from "../support/completions";
import { withDatabase } from "../support/database";
import { actorNamed, at } from "../support/people";
import { approve, sendBack, submit } from "../support/reports";

withDatabase({ template: "demonstration" });

const TODAY = "2024-09-20";
const PAST = ["2024-04-24", "2024-06-28", "2024-08-31", "2024-09-06", "2024-09-19"];
const before = new Map<string, string>();

/** All that a leader can open for a day, as text. */
async function everything(day: string): Promise<string> {
  const leader = await actorNamed("leader");
  const overview = await getOverview(leader, day);
  const records = [];
  for (const { id } of overview.board.points) records.push(await getPointRecord(leader, id, day));
  return JSON.stringify({
    overview,
    records,
    chapters: await Promise.all(
      overview.board.chapters.map(async ({ number }) => {
        const { trends, grid, problems, reporting } = await getChapterDashboard(
          leader,
          number,
          day,
        );
        return { trends: [...trends], grid, problems, reporting };
      }),
    ),
    units: (await listUnitSummaries(leader, day)).units,
  });
}

beforeAll(async () => {
  for (const day of PAST) before.set(day, await everything(day));
});

/** Staff of a unit that has nothing handed in for September yet, and its assignment. */
async function idle(
  place: number,
): Promise<{ staff: Actor; assignmentId: number; pointId: number }> {
  const found = await db().assignment.findMany({
    where: {
      unit: { kind: { not: "GROUP" }, requiresSignOff: false },
      updates: {
        none: { period: { month: new Date("2024-09-01") }, submittedOn: { lte: new Date(TODAY) } },
      },
      point: { closures: { none: {} } },
    },
    include: { unit: { include: { accounts: true } } },
    orderBy: { id: "asc" },
  });
  const assignment = found[place];
  const name = assignment?.unit.accounts[0]?.name;
  if (!assignment || !name) throw new Error("everybody has reported");
  return {
    staff: await actorNamed(name),
    assignmentId: assignment.id,
    pointId: assignment.pointId,
  };
}

describe("a past day reads the same", () => {
  test.each(PAST)("on %s, opened twice", async (day) => {
    forgetBoards();
    expect(await everything(day)).toBe(before.get(day));
  });

  test("after later reports, reviews, withdrawals, closures and changes of units", async () => {
    const reviewer = await actorNamed("reviewer");
    const one = await idle(0);
    await approve(
      reviewer,
      await submit(one.staff, one.assignmentId, TODAY, { percent: 96 }),
      TODAY,
    );
    const two = await idle(1);
    await sendBack(
      reviewer,
      await submit(two.staff, two.assignmentId, TODAY, { percent: 96 }),
      TODAY,
    );
    const three = await idle(2);
    const taken = await submit(three.staff, three.assignmentId, TODAY, { percent: 96 });
    await withdrawUpdate(three.staff, { updateId: taken }, at(TODAY));
    const [waiting] = await db().progressUpdate.findMany({
      where: { review: null, withdrawal: null, submittedOn: { lte: new Date("2024-09-19") } },
      include: { author: true },
    });
    if (!waiting) throw new Error("nothing awaits review");
    const author = await actorNamed(waiting.author.name);
    await withdrawUpdate(author, { updateId: waiting.id }, at(TODAY));
    for (const { report } of (await listReviewQueue(reviewer, TODAY)).slice(0, 5)) {
      await approve(reviewer, report.id, TODAY);
    }
    const closed = await db().closure.findFirstOrThrow({
      where: { closedOn: { lt: new Date(TODAY) } },
    });
    await reopenClosure(reviewer, { closureId: closed.id, reason: "成果未达标准" }, at(TODAY));
    const applicant = await db().assignment.findFirstOrThrow({
      where: { pointId: closed.pointId, unit: { cityId: closed.cityId, kind: { not: "GROUP" } } },
      include: { unit: { include: { accounts: true } } },
      orderBy: { id: "asc" },
    });
    const unit = await actorNamed(applicant.unit.accounts[0]?.name ?? "");
    const application = await applyFor(unit, applicant.id, "2024-09-21");
    await verify(reviewer, application, "2024-09-21");
    await confirm(reviewer, { pointId: closed.pointId, cityId: closed.cityId }, "2024-09-21");
    const admin = await actorNamed("admin");
    for (const number of [2, 3]) {
      const { point, seal, units } = await getAssignmentPanel(admin, number);
      const [lead, ...rest] = units.map(({ id }) => ({
        unitId: id,
        role: "RESPONSIBLE" as const,
        groupId: null,
      }));
      if (!lead) throw new Error("no units");
      const entries = [{ ...lead, role: "LEAD" as const }, ...rest];
      await changeAssignments(admin, { pointId: point.id, seal, entries }, at(TODAY));
    }
    for (const day of PAST) {
      forgetBoards();
      expect(await everything(day), day).toBe(before.get(day));
    }
  });
});

describe("an approval", () => {
  const open = async (number: number) => {
    const leader = await actorNamed("leader");
    const [{ point, trend }, { board }] = await Promise.all([
      getPointDashboard(leader, number, TODAY),
      getOverview(leader, TODAY),
    ]);
    return { point: point.percent, plan: board.percent, trend: trend.at(-1)?.mean };
  };

  test("moves the dashboards at the next request; a submission or a return does not", async () => {
    const reviewer = await actorNamed("reviewer");
    const { staff, assignmentId, pointId } = await idle(5);
    const { number } = await db().workPoint.findUniqueOrThrow({ where: { id: pointId } });
    const old = await open(number);
    const first = await submit(staff, assignmentId, TODAY, { percent: 99 });
    expect(await open(number)).toEqual(old);
    await sendBack(reviewer, first, TODAY);
    expect(await open(number)).toEqual(old);
    await approve(reviewer, await submit(staff, assignmentId, TODAY, { percent: 99 }), TODAY);
    const now = await open(number);
    expect(now.point).toBeGreaterThan(old.point);
    expect(now.plan).toBeGreaterThan(old.plan);
    expect(now.trend).toBeCloseTo(now.point, 9);
    expect(await getReportForm(staff, assignmentId, undefined, TODAY)).toMatchObject({
      current: { percent: 99 },
    });
  });
});
