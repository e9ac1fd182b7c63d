import { beforeAll, describe, expect, test } from "vitest";
import { getActorBySession } from "@/lib/accounts/queries";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { countWaitingCompletions, getPointDetails } from "@/lib/completions/queries";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getTrends } from "@/lib/dashboards/chapter-trends";
import { getDirective } from "@/lib/dashboards/directives";
import { getDueMonth } from "@/lib/dashboards/due";
import { getHeatmap } from "@/lib/dashboards/heat";
import {
  getBoard,
  getChanges,
  getChapterDashboard,
  getComparison,
  getOverview,
  getPointDashboard,
  getUnitDashboard,
  listPointRows,
  listProblemRows,
  listReportRows,
  listUnitSummaries,
} from "@/lib/dashboards/queries";
import { getTimeline } from "@/lib/dashboards/timeline";
import { getBadges, listMyReports, listReviewQueue } from "@/lib/inbox/queries";
import { listMessages } from "@/lib/notifications/queries";
import { listMilestoneChanges } from "@/lib/plan/queries";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { listOpenProblems } from "@/lib/problems/queries";
import { getReportHistory } from "@/lib/progress/history";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { issue, reply } from "../support/directives";
import { actorNamed, assignmentOf, hire, unitNamed } from "../support/people";
import { approve, submit } from "../support/reports";
import { type Statement, statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

const TODAY = "2024-12-20";
const PAST = "2024-09-06";
const UNIT = "济南市教育局";

const own = { unit: 0, assignment: 0, point: 0, directive: 0 };

beforeAll(async () => {
  const staff = await hire("staff", "STAFF", { unit: UNIT });
  const reviewer = await hire("reviewer", "REVIEWER");
  const leader = await hire("leader", "LEADER");
  await hire("admin", "ADMIN");
  own.unit = (await unitNamed(UNIT)).id;
  const held = await db().assignment.findFirstOrThrow({
    where: { unitId: own.unit },
    include: { point: true },
  });
  own.point = held.point.number;
  own.assignment = await assignmentOf(UNIT, own.point);
  await approve(reviewer, await submit(staff, own.assignment, "2024-08-10"), "2024-08-11");
  await submit(staff, own.assignment, TODAY, { percent: 60 });
  own.directive = await issue(leader, "2024-09-02");
  await reply(staff, own.directive, "2024-09-03");
});

/** What a page reads inside its frame; see app/(portal). */
type Page = (actor: Actor, asOf: string) => Promise<unknown>[];

const READERS = ["staff", "reviewer", "leader"];
const BOTH = [PAST, TODAY];
const PAGES: [string, string[], string[], Page][] = [
  [
    "overview",
    READERS,
    BOTH,
    (actor, asOf) => [getOverview(actor, asOf).then(() => getChanges(actor, { to: asOf }))],
  ],
  [
    "changes",
    READERS,
    BOTH,
    (actor, asOf) => [getChanges(actor, { from: "2024-06-30", to: asOf })],
  ],
  ["compare", READERS, BOTH, (actor, asOf) => [getComparison(actor, asOf)]],
  [
    "points",
    READERS,
    BOTH,
    (actor, asOf) => [listPointRows(actor, asOf, { chapter: 4, group: "unit" })],
  ],
  ["reporting", READERS, BOTH, (actor, asOf) => [listReportRows(actor, asOf, { state: "DUE" })]],
  ["chapter", READERS, BOTH, (actor, asOf) => [getChapterDashboard(actor, 1, asOf)]],
  [
    "point",
    READERS,
    BOTH,
    (actor, asOf) => [
      getPointDashboard(actor, own.point, asOf).then(({ point }) =>
        getPointDetails(actor, point.id, asOf, true),
      ),
    ],
  ],
  ["units", READERS, BOTH, (actor, asOf) => [listUnitSummaries(actor, asOf)]],
  ["unit", READERS, BOTH, (actor, asOf) => [getUnitDashboard(actor, own.unit, asOf)]],
  ["heat map", ["leader"], BOTH, (actor, asOf) => [getHeatmap(actor, "point", asOf)]],
  ["trends", READERS, BOTH, (actor, asOf) => [getTrends(actor, asOf)]],
  ["time line", READERS, BOTH, (actor, asOf) => [getTimeline(actor, {}, asOf)]],
  ["what is due", READERS, BOTH, (actor, asOf) => [getDueMonth(actor, "2024-10-01", asOf)]],
  [
    "milestones",
    READERS,
    BOTH,
    (actor, asOf) => [
      getPointDashboard(actor, own.point, asOf).then(({ point }) =>
        listMilestoneChanges(actor, point.id, asOf),
      ),
    ],
  ],
  ["my reports", ["staff"], [TODAY], (actor) => [listMyReports(actor, TODAY)]],
  [
    "report form",
    ["staff"],
    [TODAY],
    (actor) => [
      listMyReports(actor, TODAY),
      getReportForm(actor, own.assignment, undefined, TODAY),
      getBoard(actor, TODAY),
    ],
  ],
  ["history", READERS, [TODAY], (actor) => [getReportHistory(actor, own.assignment, TODAY)]],
  [
    "problems",
    READERS,
    [TODAY],
    (actor) => [
      listProblemRows(actor, TODAY, {}),
      listOpenProblems(actor, { levels: [], cityId: undefined }, TODAY),
    ],
  ],
  ["directives", READERS, BOTH, (actor, asOf) => [getBoard(actor, asOf)]],
  [
    "directive",
    READERS,
    BOTH,
    (actor, asOf) => [
      getBoard(actor, asOf).then((board) => getDirective(actor, board, own.directive)),
    ],
  ],
  [
    "watches",
    ["leader", "reviewer"],
    [TODAY],
    (actor) => [getBoard(actor, TODAY), getBoard(actor, "2024-12-15")],
  ],
  ["messages", READERS, [TODAY], (actor) => [listMessages(actor)]],
  [
    "review queue",
    ["reviewer"],
    [TODAY],
    (actor) => [
      listReviewQueue(actor, TODAY),
      countWaitingCompletions(actor),
      getBoard(actor, TODAY),
    ],
  ],
  [
    "assignments",
    ["admin"],
    [TODAY],
    (actor) => [getAssignmentPanel(actor, 15), getBoard(actor, TODAY)],
  ],
];

/** The statements of one visit, the frame's board and badges included. */
async function visit(actor: Actor, asOf: string, read: Page): Promise<number> {
  const statements = await statementsOf(async () => {
    await Promise.all(read(actor, asOf));
    await getBoard(actor, asOf);
    await getBadges(actor, TODAY);
  });
  return statements.length;
}

function everyPage() {
  test.each(PAGES)(
    "%s takes at most three statements, fewer once it is warm",
    async (_, people, days, read) => {
      for (const name of people) {
        const actor = await actorNamed(name);
        for (const asOf of days) {
          forgetBoards();
          const cold = await visit(actor, asOf, read);
          expect(cold).toBeGreaterThan(0);
          expect(cold).toBeLessThanOrEqual(3);
          expect(await visit(actor, asOf, read)).toBeLessThan(cold);
        }
      }
    },
  );
}

test("the session check takes one statement, for everybody", async () => {
  for (const name of ["staff", "leader"]) {
    const { sessionId } = await actorNamed(name);
    const statements = await statementsOf(() =>
      getActorBySession(sessionId ?? "", "127.0.0.1", systemNow()),
    );
    expect(statements).toHaveLength(1);
  }
});

describe("with the plan as it begins", everyPage);

describe("with 10,000 reports a point", () => {
  beforeAll(async () => {
    await db().$executeRaw`
      INSERT INTO progress_updates (assignment_id, period_id, version, percent, progress_text,
        problem_text, next_step_text, percent_reason, author_id, submitted_at, submitted_on)
      SELECT a.id, p.id, 10 + v, least(100, v % 101), repeat('进展', 40), '', '下步', '说明',
             (SELECT min(id) FROM accounts), p.month + v * interval '2 hours', p.month + v * 2 / 24
        FROM assignments a JOIN units u ON u.id = a.unit_id AND u.kind <> 'GROUP'
        JOIN periods p ON p.plan_id = a.plan_id
        CROSS JOIN generate_series(1, 225) v`;
    await db().$executeRaw`
      INSERT INTO reviews (update_id, assignment_id, period_id, decision, reason, counts,
        reviewer_id, decided_at, decided_on)
      SELECT id, assignment_id, period_id,
             CASE WHEN version % 10 = 0 THEN 'APPROVED' ELSE 'RETURNED' END::review_decision,
             '请补充', true, author_id, submitted_at + interval '1 hour', submitted_on
        FROM progress_updates WHERE version > 10`;
    await db().$executeRaw`ANALYZE`;
  }, 180_000);

  test("there really are that many", async () => {
    expect(await db().progressUpdate.count()).toBeGreaterThan(31 * 10_000);
  });

  everyPage();

  test("a day of the plan is read in well under a second, and in no more blocks than assignments and months need", async () => {
    const actor = await actorNamed("leader");
    for (const asOf of BOTH) {
      forgetBoards();
      const began = performance.now();
      const [snapshot] = await statementsOf(() => getBoard(actor, asOf));
      expect(performance.now() - began).toBeLessThan(1_000);
      const [plan] = await explain(snapshot, "ANALYZE, BUFFERS, ");
      const { "Shared Hit Blocks": hit, "Shared Read Blocks": read } = plan.Plan;
      expect(hit + read).toBeLessThan(60_000);
    }
  });

  test("no page walks through all reports or reviews: the indexes lead to what it needs", async () => {
    for (const [page, [name = ""], [day = ""], read] of PAGES) {
      forgetBoards();
      const actor = await actorNamed(name);
      for (const statement of await statementsOf(() => Promise.all(read(actor, day)))) {
        const scans = JSON.stringify(await explain(statement)).match(
          /"Seq Scan"[^{}]*?"Relation Name":"\w+"/g,
        );
        expect(scans?.join() ?? "", page).not.toMatch(/"(progress_updates|reviews)"/);
      }
    }
  });
});

type Explained = { Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } };

async function explain(statement: Statement | undefined, options = ""): Promise<[Explained]> {
  if (!statement) throw new Error("nothing was asked");
  const sql = `EXPLAIN (${options}FORMAT JSON) ${statement.text}`;
  const [row] = await db().$queryRawUnsafe<{ "QUERY PLAN": [Explained] }[]>(
    sql,
    ...statement.values,
  );
  if (!row) throw new Error("no plan");
  return row["QUERY PLAN"];
}
