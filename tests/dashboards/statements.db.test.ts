import { beforeAll, describe, expect, test } from "vitest";
import { getActorBySession } from "@/lib/accounts/queries";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { getBoard } from "@/lib/dashboards/queries";
import { getBadges } from "@/lib/inbox/queries";
import { systemNow } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { issue, reply } from "../support/directives";
import { actorNamed, assignmentOf, hire, unitNamed } from "../support/people";
import { approve, submit } from "../support/reports";
import { type Statement, statementsOf } from "../support/statements";
import { BOTH, own, PAGES, type Page, TODAY } from "./pages";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";

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
