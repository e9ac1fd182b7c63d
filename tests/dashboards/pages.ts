import { listAssignedTerms } from "@/lib/acknowledgements/queries";
import { getStanding } from "@/lib/assignments/bulk";
import { getAssignmentPanel } from "@/lib/assignments/queries";
import { getPointDetails } from "@/lib/completions/queries";
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
import { listUnitAccounts } from "@/lib/hand-overs/queries";
import { listMyReports, listReviewQueue } from "@/lib/inbox/queries";
import { listMessages } from "@/lib/notifications/queries";
import { listMilestoneChanges } from "@/lib/plan/queries";
import type { Actor } from "@/lib/policy";
import { listOpenProblems } from "@/lib/problems/queries";
import { getReportHistory } from "@/lib/progress/history";
import { getReportForm } from "@/lib/progress/queries";

/** Rows the tests make, which the pages of one thing open. */
export const own = { unit: 0, assignment: 0, point: 0, directive: 0 };

export const TODAY = "2024-12-20";
export const PAST = "2024-09-06";

/** What a page reads inside its frame; see app/(portal). */
export type Page = (actor: Actor, asOf: string) => Promise<unknown>[];

const READERS = ["staff", "reviewer", "leader"];
export const BOTH = [PAST, TODAY];
export const PAGES: [string, string[], string[], Page][] = [
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
  [
    "my reports",
    ["staff"],
    [TODAY],
    (actor) => [listMyReports(actor, TODAY), listAssignedTerms(actor, TODAY)],
  ],
  ["hand-over", ["staff"], [TODAY], (actor) => [listUnitAccounts(actor)]],
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
    (actor) => [listReviewQueue(actor, TODAY), getBoard(actor, TODAY)],
  ],
  [
    "assignments",
    ["admin"],
    [TODAY],
    (actor) => [getAssignmentPanel(actor, 15), getBoard(actor, TODAY), getStanding(actor)],
  ],
];
