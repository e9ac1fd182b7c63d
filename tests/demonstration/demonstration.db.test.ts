import { describe, expect, test } from "vitest";
import { listDemonstrationAccounts } from "@/lib/accounts/listing";

import { verifyAuditChain } from "@/lib/audit/queries";
import { milestonesOf } from "@/lib/dashboards/milestones";
import { getBoard, getOverview } from "@/lib/dashboards/queries";
import { fromDbDate } from "@/lib/dates";
import { DEMONSTRATION_COLLEAGUES, DEMONSTRATION_PASSWORD } from "@/lib/demonstration/rules";
import { DIRECTIVE_LIGHT_NAMES } from "@/lib/glossary-states";
import { listMyReports, listReviewQueue } from "@/lib/inbox/queries";
import { demonstrationDate } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { verifyPassword } from "@/lib/platform/password";
import { LIGHTS } from "@/lib/status/rules";
import { listSuggestions } from "@/lib/supervision-orders/queries";
import { seed } from "@/prisma/seed";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";

withDatabase({ template: "demonstration" });

const TODAY = "2024-09-20";

test("the demonstration stands at its date", () => {
  expect(demonstrationDate()).toBe(TODAY);
});

describe("demonstration data", () => {
  test("is flagged, every row of it, and leaves the plan as the notice has it", async () => {
    const real = { where: { demonstration: false } };
    expect(await db().account.count(real)).toBe(0);
    expect(await db().progressUpdate.count(real)).toBe(0);
    expect(await db().review.count(real)).toBe(0);
    expect(await db().closure.count(real)).toBe(0);
    expect(await db().milestone.count(real)).toBe(0);
    expect(await db().milestoneCompletion.count(real)).toBe(0);
    expect(await db().extension.count(real)).toBe(0);
    expect(await db().pause.count(real)).toBe(0);
    expect(await db().confidence.count(real)).toBe(0);
    expect(await db().directive.count(real)).toBe(0);
    expect(await db().directiveReply.count(real)).toBe(0);
    expect(await db().directiveDecision.count(real)).toBe(0);
    expect(await db().readMark.count(real)).toBe(0);
    expect(await db().watch.count(real)).toBe(0);
    expect(await db().meeting.count(real)).toBe(0);
    expect(await db().bulletin.count(real)).toBe(0);
    expect(await db().reminder.count(real)).toBe(0);
    expect(await db().assignment.count()).toBe(161);
    expect(await db().assignmentTerm.count({ where: { endsOn: null, role: "RESPONSIBLE" } })).toBe(
      161,
    );
    expect(await db().workPoint.count()).toBe(31);
  });

  test("reaches from April to December, month by month", async () => {
    const months = await db().period.findMany({
      orderBy: { month: "asc" },
      include: { _count: { select: { updates: true } } },
    });
    expect(months.map(({ month }) => fromDbDate(month).slice(5, 7))).toEqual([
      "04",
      "05",
      "06",
      "07",
      "08",
      "09",
      "10",
      "11",
      "12",
    ]);
    for (const { _count } of months) expect(_count.updates).toBeGreaterThan(60);
  });

  test("shows every light on the day it stands at, and other counts on other days", async () => {
    const leader = await actorNamed("leader");
    const { counts } = await getBoard(leader, TODAY);
    for (const light of LIGHTS) {
      expect(counts[light], light).toBeGreaterThan(0);
    }
    expect((await getBoard(leader, "2024-06-28")).counts).not.toEqual(counts);
  });

  test("has directives of every light, a unit in every state, a withdrawn one, 已阅 and 关注", async () => {
    const { directives, orders, readMarks, watches } = await getBoard(
      await actorNamed("leader"),
      TODAY,
    );
    const lights = new Set([...directives, ...orders].map(({ light }) => light));
    expect(lights).toEqual(new Set([...Object.keys(DIRECTIVE_LIGHT_NAMES), null]));
    const open = directives.filter(({ withdrawnOn }) => withdrawnOn === null);
    const states = new Set(open.flatMap(({ units }) => units.map(({ state }) => state)));
    expect(states).toEqual(new Set(["AWAITED", "REPLIED", "ASKED_AGAIN", "SETTLED", "OVERDUE"]));
    expect(new Set(directives.map(({ target }) => target.kind))).toEqual(
      new Set(["point", "chapter", "unit"]),
    );
    expect(readMarks.length).toBeGreaterThan(0);
    expect(new Set(watches.map(({ accountId }) => accountId)).size).toBe(2);
  });

  test("has 督办单 of every grade and state, and more that the rule suggests", async () => {
    const leader = await actorNamed("leader");
    const { orders } = await getBoard(leader, TODAY);
    const grades = new Set(orders.map(({ order }) => order.grade));
    expect(grades).toEqual(new Set(["BLUE", "YELLOW", "RED"]));
    const open = orders.filter(({ withdrawnOn }) => withdrawnOn === null);
    expect(open.length).toBeLessThan(orders.length);
    const states = new Set(open.flatMap(({ units }) => units.map(({ state }) => state)));
    expect(states).toEqual(new Set(["AWAITED", "REPLIED", "ASKED_AGAIN", "SETTLED", "OVERDUE"]));
    const suggested = await listSuggestions(leader, TODAY);
    const kinds = new Set(suggested.map(({ suggestion }) => suggestion.grade));
    expect(kinds).toEqual(new Set(["BLUE", "YELLOW"]));
  });

  test("shows the two cities apart from each other, and tags", async () => {
    const { trend, board } = await getOverview(await actorNamed("leader"), TODAY);
    const [jinan, linyi] = trend.at(-1)?.cities ?? [];
    expect(jinan).not.toBe(linyi);
    const tags = new Set(board.points.flatMap((point) => point.tags));
    expect(tags).toEqual(new Set(["不同步", "未报送", "集合单位待明确", "已暂停"]));
  });

  test("shows extensions approved, refused and waiting, a pause, and confidence of every level", async () => {
    const { points } = await getBoard(await actorNamed("leader"), TODAY);
    const extensions = points.flatMap(({ time }) => time.extensions);
    expect(extensions.map(({ decision }) => decision).sort()).toEqual([
      "APPROVED",
      "REFUSED",
      null,
    ]);
    expect(points.flatMap(({ halted, number }) => (halted ? [[number, halted]] : []))).toEqual([
      [30, "PAUSED"],
    ]);
    const levels = points.flatMap(({ sides }) => sides.map(({ confidence }) => confidence?.level));
    expect(new Set(levels)).toEqual(new Set(["HIGH", "MEDIUM", "LOW", undefined]));
  });

  test("shows a milestone put off, adjustments that wait, one of them 取消, and a 月报 begun", async () => {
    const leader = await actorNamed("leader");
    const redated = async (day: string) =>
      (await getBoard(leader, day)).points.flatMap((point) =>
        milestonesOf(point, day).flatMap(({ title, redated: moved }) =>
          moved ? [[point.number, title, moved]] : [],
        ),
      );
    expect(await redated(TODAY)).toEqual([
      [9, "竣工验收", { fromOn: "2024-12-20", toOn: "2024-12-31", count: 1 }],
    ]);
    expect(await redated("2024-09-11")).toEqual([]);
    const waiting = { where: { decision: null }, select: { kind: true } };
    expect(await db().bulletin.count({ where: { demonstration: true, number: null } })).toBe(1);
    const kinds = (await db().adjustment.findMany(waiting)).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["CANCEL", "DUE"]);
  });

  test("leaves work for whoever tries: reports due, a queue with oddities, a report to mend", async () => {
    const { reporting } = await getOverview(await actorNamed("leader"), TODAY);
    for (const state of ["APPROVED", "PENDING", "RETURNED", "DUE"] as const) {
      expect(reporting?.counts[state], state).toBeGreaterThan(0);
    }
    const queue = await listReviewQueue(await actorNamed("reviewer"), TODAY);
    expect(queue.length).toBeGreaterThan(5);
    const returned = reporting?.squares.find(({ state }) => state === "RETURNED")?.share.unit.name;
    const account = (await listDemonstrationAccounts()).find(
      ({ unitName }) => unitName === returned,
    );
    const reports = await listMyReports(await actorNamed(account?.name ?? ""), TODAY);
    expect(reports.find(({ state }) => state === "RETURNED")?.returnReason).toMatch(/.+/);
  });

  test("has an account for every post and every unit, all with the published password", async () => {
    const accounts = await listDemonstrationAccounts();
    expect(
      accounts
        .filter(({ role }) => role !== "STAFF")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["admin", "auditor", "leader", "reviewer"]);
    const units = await db().unit.findMany({ where: { kind: { not: "GROUP" } } });
    const staffed = accounts.filter(({ role }) => role === "STAFF").map(({ unitName }) => unitName);
    const second = DEMONSTRATION_COLLEAGUES.map(({ unit }) => unit);
    expect(staffed.sort()).toEqual([...units.map(({ name }) => name), ...second].sort());
    const { passwordHash } = await db().account.findUniqueOrThrow({ where: { name: "jn-jyj" } });
    expect(await verifyPassword(passwordHash, DEMONSTRATION_PASSWORD)).toBe(true);
  });

  test("went through the commands people use: every report and decision stands in a whole audit log", async () => {
    const count = (action: string) => db().auditEntry.count({ where: { action } });
    expect(await count("update.submit")).toBe(await db().progressUpdate.count());
    expect((await count("update.approve")) + (await count("update.return"))).toBe(
      await db().review.count(),
    );
    expect(await count("closure.confirm")).toBe(await db().closure.count());
    expect(await count("directive.issue")).toBe(
      await db().directive.count({ where: { order: null } }),
    );
    expect(await count("order.issue")).toBe(await db().supervisionOrder.count());
    expect((await count("directive.reply")) + (await count("order.reply"))).toBe(
      await db().directiveReply.count(),
    );
    const { entries, fault } = await verifyAuditChain(await actorNamed("auditor"));
    expect(fault).toBeNull();
    expect(entries).toBe(await db().auditEntry.count());
  });

  test("loaded again changes nothing", async () => {
    const counted = async () => [
      await db().account.count(),
      await db().progressUpdate.count(),
      await db().review.count(),
      await db().closure.count(),
      await db().milestone.count(),
      await db().extension.count(),
      await db().directive.count(),
      await db().watch.count(),
      await db().auditEntry.count(),
    ];
    const before = await counted();
    const told: string[] = [];
    await seed({ demonstration: true, onProgress: (line) => told.push(line) });
    expect(await counted()).toEqual(before);
    expect(told).toEqual([]);
  });
});
