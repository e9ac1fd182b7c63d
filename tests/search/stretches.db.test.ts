import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";
import { reportMonths } from "../support/reported-plan";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
const STRETCH = 16_384;
let authorId: number;

/** Reports of one month handed in with these ids, one an assignment; `approved` names every how-manieth stands. */
async function handIn(
  month: string,
  firstId: number,
  count: number,
  text: string,
  approved: number,
) {
  await db().$executeRaw`
    WITH own AS (
      SELECT a.id, a.plan_id, row_number() OVER (ORDER BY a.id)::int AS place FROM assignments a
    ), handed AS (
      INSERT INTO progress_updates (id, assignment_id, period_id, version, percent, progress_text,
             problem_text, next_step_text, percent_reason, author_id, submitted_at, submitted_on)
      SELECT ${firstId}::int + n, own.id, p.id, 100 + n, 50, ${text}, '', '', '', ${authorId},
             ${`${month}-20T02:00:00Z`}::timestamptz, ${`${month}-20`}::date
        FROM generate_series(0, ${count}::int - 1) n
        JOIN own ON own.place = 1 + n % 161
        JOIN periods p ON p.plan_id = own.plan_id AND p.month = ${`${month}-01`}::date
      RETURNING id, assignment_id, period_id, submitted_on)
    INSERT INTO reviews (update_id, assignment_id, period_id, decision, reason, counts, reviewer_id, decided_at, decided_on)
    SELECT id, assignment_id, period_id,
           (CASE WHEN (id - ${firstId}::int) % ${approved}::int = 0 THEN 'APPROVED' ELSE 'RETURNED' END)::review_decision,
           CASE WHEN (id - ${firstId}::int) % ${approved}::int = 0 THEN '' ELSE '请补充' END,
           true, ${authorId}, ${`${month}-21T02:00:00Z`}::timestamptz, submitted_on + 1
      FROM handed`;
}

const approvedOf = async (words: string[], most = 21, plans: number[] | null = null) => {
  const [row] = await db().$queryRaw<[{ found: number[] }]>`
    SELECT search_approved(${words}, ${DAY}::date, ${most}::int, ${plans}::int[]) AS found`;
  return row.found;
};
/** Every report compared, one by one. */
const comparedOf = async (words: string[]) => {
  const [row] = await db().$queryRaw<[{ found: number[] }]>`
    SELECT search_standing(ARRAY(SELECT id FROM progress_updates), search_patterns(${words}),
                           ${DAY}::date, 100000, NULL) AS found`;
  return row.found;
};
const sorted = (ids: number[]) => [...ids].sort((a, b) => a - b);

beforeAll(async () => {
  await reportMonths();
  authorId = (await hire("writer", "REVIEWER")).accountId;
  await handIn("2024-05", 2 * STRETCH + 5, 161, "龙门崮与天蒙山两地联动。", 1);
  // Far more candidates than one look takes, most of them returned.
  await handIn("2024-06", 9 * STRETCH, 1_500, "天蒙山旅游专线开通。", 100);
  await handIn("2024-07", 30 * STRETCH, 400, "其余事项按计划推进。", 1);
});

test.each([
  ["a word of many reports of long ago", ["天蒙"]],
  ["one of the oldest stretch alone", ["龙门崮"]],
  ["a single character", ["蒙"]],
  ["two words that stand together", ["天蒙山", "联动"]],
  ["two words that never do", ["龙门崮", "专线"]],
  ["pairs that stand apart", ["山旅动"]],
  ["a word of the newest reports", ["其余事项"]],
  ["what nobody wrote", ["区块链"]],
])("%s is found as by comparing every report", async (_, words) => {
  const compared = await comparedOf(words);
  expect(sorted(await approvedOf(words, 100_000))).toEqual(sorted(compared));
  const first = await approvedOf(words);
  expect(first).toHaveLength(Math.min(21, compared.length));
  for (const id of first) expect(compared).toContain(id);
});

test("of a word of long ago the last handed in come first", async () => {
  const compared = await comparedOf(["天蒙"]);
  const late = compared.filter((id) => id >= 9 * STRETCH);
  expect(late.length).toBeGreaterThan(0);
  expect(compared.length).toBeGreaterThan(late.length);
  expect(sorted(await approvedOf(["天蒙"], late.length))).toEqual(sorted(late));
});

test("what other plans hold takes no place from the plans a reader may open", async () => {
  const own = (await db().plan.findFirstOrThrow()).id;
  const all = await comparedOf(["天蒙"]);
  expect(sorted(await approvedOf(["天蒙"], 100_000, [own]))).toEqual(sorted(all));
  expect(await approvedOf(["天蒙"], 21, [own + 1])).toEqual([]);
  // The oldest of one assignment alone is found though a hundred of others come before it.
  const [first] = await db().$queryRaw<{ id: number; other: number }[]>`
    WITH other AS (
      INSERT INTO plans
      SELECT (jsonb_populate_record(p, jsonb_build_object(
               'id', p.id + 1, 'year', p.year + 1, 'document_number', '别的'))).*
        FROM plans p RETURNING id
    ), moved AS (
      UPDATE assignments SET plan_id = (SELECT id FROM other)
       WHERE id <> (SELECT assignment_id FROM progress_updates WHERE id = ${Math.min(...all)})
      RETURNING id
    )
    SELECT ${Math.min(...all)}::int AS id, (SELECT id FROM other) AS other, count(*) FROM moved`;
  expect(await approvedOf(["天蒙"], 1, [own])).toEqual((await ofPlan(own, all)).slice(0, 1));
  expect(await approvedOf(["天蒙"], 1, [first?.other ?? 0])).toHaveLength(1);
});

/** Those of a plan, in the order they were found. */
async function ofPlan(plan: number, ids: number[]) {
  const rows = await db().$queryRaw<{ id: number }[]>`
    SELECT pu.id FROM progress_updates pu JOIN assignments a ON a.id = pu.assignment_id
     WHERE a.plan_id = ${plan} AND pu.id = ANY (${ids})`;
  const own = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => own.has(id));
}
