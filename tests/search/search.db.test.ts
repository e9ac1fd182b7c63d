import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft, withdrawUpdate } from "@/lib/progress/commands";
import { saveDraftInput } from "@/lib/progress/schema";
import { search } from "@/lib/search/queries";
import { type SearchKind, searchInput } from "@/lib/search/schema";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { approve, sendBack, submit } from "../support/reports";
import { statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

const TODAY = "2024-09-20";
const JINAN = "济南市教育局";
const LINYI = "临沂市教育局";
// A report of each state in each city, with a word of its own that nothing else holds.
const STATES = ["approved", "pending", "returned", "withdrawn", "draft"] as const;
const WORDS = {
  济南: {
    approved: "荷花池",
    pending: "柳树湾",
    returned: "槐荫巷",
    withdrawn: "松柏岭",
    draft: "榆钱坡",
  },
  临沂: {
    approved: "沂河畔",
    pending: "蒙山脚",
    returned: "兰陵镇",
    withdrawn: "费县北",
    draft: "平邑南",
  },
} as const;

const people: Record<string, Actor> = {};

const find = async (actor: Actor, q: string, kind?: SearchKind) =>
  search(actor, searchInput.parse({ q, kind }), TODAY);
const titles = async (actor: Actor, q: string, kind?: SearchKind) =>
  (await find(actor, q, kind)).flatMap(({ hits }) =>
    hits.map(({ title }) => title.map(({ text }) => text).join("")),
  );

async function fill(city: keyof typeof WORDS, staff: Actor, reviewer: Actor) {
  const unit = await db().unit.findUniqueOrThrow({
    where: { name: city === "济南" ? JINAN : LINYI },
    include: { assignments: { orderBy: { id: "asc" } } },
  });
  const [first] = unit.assignments;
  if (!first) throw new Error("no assignment");
  // One assignment a month, so that every state stands in a period of its own.
  const write = (month: string, day: string, word: string) =>
    submit(staff, first.id, day, { month, progressText: `在${word}开展对接，成效１０％。` });
  const words = WORDS[city];
  // Jinan hands in first and is approved last.
  const decided = city === "济南" ? "2024-05-23" : "2024-05-22";
  await approve(reviewer, await write("2024-05-01", "2024-05-20", words.approved), decided);
  await sendBack(reviewer, await write("2024-06-01", "2024-06-20", words.returned), "2024-06-21");
  const back = await write("2024-07-01", "2024-07-20", words.withdrawn);
  await withdrawUpdate(staff, { updateId: back }, at("2024-07-20", "11:00:00"));
  await write("2024-08-01", "2024-08-20", words.pending);
  await saveDraft(
    staff,
    saveDraftInput.parse({
      assignmentId: first.id,
      month: "2024-09-01",
      progressText: `在${words.draft}谋划。`,
    }),
    at(TODAY),
  );
}

beforeAll(async () => {
  Object.assign(people, {
    jinanStaff: await hire("s-jn", "STAFF", { unit: JINAN }),
    linyiStaff: await hire("s-ly", "STAFF", { unit: LINYI }),
    jinanReviewer: await hire("s-jn-r", "REVIEWER", { city: "济南市" }),
    reviewer: await hire("s-r", "REVIEWER"),
    leader: await hire("s-l", "LEADER"),
    admin: await hire("s-a", "ADMIN"),
    auditor: await hire("s-x", "AUDITOR"),
  });
  await fill("济南", people.jinanStaff as Actor, people.reviewer as Actor);
  await fill("临沂", people.linyiStaff as Actor, people.reviewer as Actor);
});

// Which states of which city's reports each role finds, by policy: approved ones everybody who reads
// the plan; pending and returned ones the unit and its city's reviewers; the rest nobody.
const ALL = ["approved", "pending", "returned"];
const FINDS: Record<string, Record<keyof typeof WORDS, string[]>> = {
  jinanStaff: { 济南: ALL, 临沂: ["approved"] },
  linyiStaff: { 济南: ["approved"], 临沂: ALL },
  jinanReviewer: { 济南: ALL, 临沂: ["approved"] },
  reviewer: { 济南: ALL, 临沂: ALL },
  leader: { 济南: ["approved"], 临沂: ["approved"] },
  admin: { 济南: ["approved"], 临沂: ["approved"] },
  auditor: { 济南: [], 临沂: [] },
};

describe("who finds whose reports", () => {
  test.each(
    Object.entries(FINDS).flatMap(([who, cities]) =>
      Object.entries(cities).map(([city, states]) => [who, city, states] as const),
    ),
  )("%s finds of %s exactly the %s ones", async (who, city, states) => {
    const words = WORDS[city as keyof typeof WORDS];
    for (const state of STATES) {
      const found = await titles(people[who] as Actor, words[state]);
      expect([state, found.length]).toEqual([state, states.includes(state) ? 1 : 0]);
    }
  });
});

test("who reads nothing of the plan finds neither points nor units nor problems", async () => {
  for (const q of ["教育", "15", "jnsjyj", "荷花池"]) {
    expect(await find(people.auditor as Actor, q)).toEqual([]);
  }
});

describe("what is found", () => {
  test("a point by its number, its title and its text; the number itself first", async () => {
    const leader = people.leader as Actor;
    const { title } = await db().workPoint.findFirstOrThrow({ where: { number: 15 } });
    expect((await titles(leader, "15", "POINT"))[0]).toBe(`15. ${title}`);
    expect(await titles(leader, title, "POINT")).toContain(`15. ${title}`);
  });

  test("a unit by its name, its short name, and the first letters of its pinyin", async () => {
    const leader = people.leader as Actor;
    expect((await titles(leader, "jnsjyj", "UNIT"))[0]).toBe(JINAN);
    expect((await titles(leader, "JNSJYJ", "UNIT"))[0]).toBe(JINAN);
    expect(await titles(leader, "教育局", "UNIT")).toEqual(expect.arrayContaining([JINAN, LINYI]));
  });

  test("one character, and two, are enough; digits are found whatever their width", async () => {
    const leader = people.leader as Actor;
    expect(await titles(leader, "荷", "REPORT")).toHaveLength(1);
    expect(await titles(leader, "池开", "REPORT")).toHaveLength(1);
    expect(await titles(leader, "。", "REPORT")).toHaveLength(2);
    expect(await titles(leader, "10%", "REPORT")).toHaveLength(2);
  });

  test("several words all have to be there", async () => {
    const leader = people.leader as Actor;
    expect(await titles(leader, "荷花池 对接", "REPORT")).toHaveLength(1);
    expect(await titles(leader, "荷花池 沂河畔", "REPORT")).toEqual([]);
  });

  test.each(["%", "_", "\\", "'", "荷%池", "荷_池", "':*", "& |"])(
    "%s is a character like any other and no pattern",
    async (q) => {
      const expected = q === "%" ? 2 : 0;
      expect(await titles(people.leader as Actor, q, "REPORT")).toHaveLength(expected);
    },
  );

  test("the place of a hit is marked", async () => {
    const [group] = await find(people.leader as Actor, "荷花池");
    expect(group?.hits[0]?.text.filter(({ hit }) => hit)).toEqual([{ text: "荷花池", hit: true }]);
  });

  test("the newest approved comes first, and more than a page says so", async () => {
    const leader = people.leader as Actor;
    const [group] = await find(leader, "对接", "REPORT");
    expect(group?.hits.map(({ note }) => note)).toEqual([
      "5月 · 2024-05-23 通过",
      "5月 · 2024-05-22 通过",
    ]);
    const [points] = await search(leader, searchInput.parse({ q: "合作" }), TODAY, "QUICKLY");
    expect(points).toMatchObject({ kind: "POINT", more: true });
    expect(points?.hits).toHaveLength(5);
  });

  test("a correction that was approved takes the place of what it corrects", async () => {
    const staff = people.jinanStaff as Actor;
    const assignments = await db().assignment.findMany({
      where: { unit: { name: JINAN } },
      orderBy: { id: "desc" },
      take: 1,
    });
    const id = assignments[0]?.id ?? 0;
    const first = await submit(staff, id, "2024-09-10", {
      month: "2024-09-01",
      progressText: "旧说法：百脉泉论坛。",
    });
    await approve(people.reviewer as Actor, first, "2024-09-11");
    expect(await titles(people.leader as Actor, "百脉泉")).toHaveLength(1);
    const second = await submit(staff, id, "2024-09-12", {
      month: "2024-09-01",
      progressText: "新说法：趵突泉论坛。",
      correctionReason: "名称有误。",
      correct: "1",
    });
    await approve(people.reviewer as Actor, second, "2024-09-13");
    expect(await titles(people.leader as Actor, "百脉泉")).toEqual([]);
    expect(await titles(people.leader as Actor, "趵突泉")).toHaveLength(1);
  });
});

test("a rare word is found behind any number of newer reports, and only where it stands whole", async () => {
  const { assignmentId, periodId, authorId } = await db().progressUpdate.findFirstOrThrow({
    where: { progressText: { contains: "沂河畔" } },
  });
  // Four hundred approved versions of one report, which name the pairs of the word but not the word.
  await db().$executeRaw`
    WITH newer AS (
      INSERT INTO progress_updates (assignment_id, period_id, version, percent, progress_text, problem_text,
             next_step_text, percent_reason, author_id, submitted_at, submitted_on)
      SELECT ${assignmentId}, ${periodId}, 10 + n, 50, '荷花与花池各一处。', '', '', '', ${authorId},
             '2024-09-15T02:00:00Z', '2024-09-15'
        FROM generate_series(1, 400) n RETURNING id, assignment_id, period_id)
    INSERT INTO reviews (update_id, assignment_id, period_id, decision, reason, counts, reviewer_id, decided_at, decided_on)
    SELECT id, assignment_id, period_id, 'APPROVED', '', true, ${authorId}, '2024-09-16T02:00:00Z', '2024-09-16'
      FROM newer`;
  const leader = people.leader as Actor;
  expect(await titles(leader, "荷花池", "REPORT")).toHaveLength(1);
  expect(await titles(leader, "荷花池 开展", "REPORT")).toHaveLength(1);
  expect(await titles(leader, "池", "REPORT")).toHaveLength(2);
  // Of the four hundred the last one stands; those it replaced are not found.
  expect(await titles(leader, "花池各", "REPORT")).toHaveLength(1);
});

test("a search costs a bounded number of statements, however much it finds", async () => {
  const count = async (q: string) =>
    (await statementsOf(() => find(people.reviewer as Actor, q))).length;
  await count("对接");
  expect(await count("对接")).toBeLessThanOrEqual(5);
  expect(await count("不会有的词")).toBeLessThanOrEqual(5);
});
