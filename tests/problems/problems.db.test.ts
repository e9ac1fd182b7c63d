import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { nameProblemOwner, settleProblem } from "@/lib/problems/commands";
import { listOpenProblems } from "@/lib/problems/queries";
import { levelsOf } from "@/lib/problems/rules";
import { nameProblemOwnerInput, settleProblemInput } from "@/lib/problems/schema";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { approve, race, refusalOf, sendBack, submit } from "../support/reports";
import { statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let linyiReviewer: Actor;
let linyiStaff: Actor;
let fresh: () => { id: number; pointId: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  linyiStaff = (await hireForCity("linyi-staff", "临沂市")).staff;
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
  reviewer = await hire("reviewer", "REVIEWER");
  await hire("leader", "LEADER");
});

const PROBLEM = { problemText: "用地批复未到", problemLevel: "CITY", problemOwner: "市自然资源局" };

const problemsOf = (assignmentId: number) =>
  db().problem.findMany({ where: { assignmentId }, orderBy: { id: "asc" } });

/** An approved report that raises a problem; the problem. */
async function raise(assignmentId: number, day = "2024-08-06", blocks: object = PROBLEM) {
  const updateId = await submit(staff, assignmentId, day, { ...blocks });
  await approve(reviewer, updateId, day);
  return db().problem.findFirstOrThrow({ where: { assignmentId, closedOn: null } });
}

describe("an approved report", () => {
  test("opens the problem it names, from the day of the approval, with its owner", async () => {
    const { id } = fresh();
    const updateId = await submit(staff, id, "2024-09-06", PROBLEM);
    expect(await problemsOf(id)).toEqual([]);
    await approve(reviewer, updateId, "2024-09-08");
    expect(await problemsOf(id)).toMatchObject([
      {
        updateId,
        text: "用地批复未到",
        level: "CITY",
        owner: "市自然资源局",
        raisedOn: new Date("2024-09-08"),
        closedOn: null,
      },
    ]);
  });

  test("opens nothing when it is returned, or names nothing", async () => {
    const { id } = fresh();
    await sendBack(reviewer, await submit(staff, id, "2024-09-06", PROBLEM), "2024-09-07");
    await approve(reviewer, await submit(staff, id, "2024-09-08"), "2024-09-08");
    expect(await problemsOf(id)).toEqual([]);
  });

  test("that repeats an open problem lets it grow old instead of opening another", async () => {
    const { id } = fresh();
    const first = await raise(id, "2024-08-06");
    await approve(reviewer, await submit(staff, id, "2024-09-06", PROBLEM), "2024-09-06");
    expect(await problemsOf(id)).toEqual([first]);
    const worse = { ...PROBLEM, problemLevel: "BOTH_CITIES" };
    await approve(reviewer, await submit(staff, id, "2024-10-08", worse), "2024-10-08");
    expect((await problemsOf(id)).map(({ level }) => level)).toEqual(["CITY", "BOTH_CITIES"]);
  });

  test("closes the problems it says are solved, in its author's name; they stay open until then", async () => {
    const { id } = fresh();
    const problem = await raise(id);
    const outcomes = { [problem.id]: "批复已下达" };
    const updateId = await submit(staff, id, "2024-09-06", { outcomes });
    expect(await problemsOf(id)).toMatchObject([{ closedOn: null }]);
    await approve(reviewer, updateId, "2024-09-09");
    expect(await problemsOf(id)).toMatchObject([
      { closedOn: new Date("2024-09-09"), outcome: "批复已下达", closedById: staff.accountId },
    ]);
  });

  test("may close a problem and raise it again in the same words: a new one, young again", async () => {
    const { id } = fresh();
    const problem = await raise(id);
    const outcomes = { [problem.id]: "临时解决" };
    await approve(
      reviewer,
      await submit(staff, id, "2024-09-06", { ...PROBLEM, outcomes }),
      "2024-09-06",
    );
    expect(await problemsOf(id)).toMatchObject([
      { closedOn: new Date("2024-09-06") },
      { closedOn: null, raisedOn: new Date("2024-09-06") },
    ]);
  });

  test("leaves alone what somebody closed before it was approved", async () => {
    const { id } = fresh();
    const problem = await raise(id);
    const outcomes = { [problem.id]: "批复已下达" };
    const updateId = await submit(staff, id, "2024-09-06", { outcomes });
    const input = { problemId: problem.id, outcome: "协调会已议定" };
    await settleProblem(reviewer, input, at("2024-09-07"));
    await approve(reviewer, updateId, "2024-09-08");
    expect(await problemsOf(id)).toMatchObject([
      { outcome: "协调会已议定", closedById: reviewer.accountId },
    ]);
  });
});

describe("closing a problem and naming its owner in place", () => {
  const settle = (actor: Actor, problemId: number, day = "2024-09-06") =>
    settleProblem(actor, { problemId, outcome: "已解决" }, at(day));
  const name = (actor: Actor, problemId: number) =>
    nameProblemOwner(actor, { problemId, owner: "市发改委" }, at("2024-09-06"));

  test("is for the unit itself and for a reviewer of its city or both", async () => {
    const problem = await raise(fresh().id);
    for (const other of [linyiStaff, linyiReviewer, await actorNamed("leader")]) {
      expect(await refusalOf(settle(other, problem.id))).toBe("NOT_FOUND");
      expect(await refusalOf(name(other, problem.id))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(settle(reviewer, 999_999))).toBe("NOT_FOUND");
    await name(staff, problem.id);
    await name(reviewer, problem.id);
    // Others have to coordinate it: the unit's word counts once a reviewer has approved it.
    expect(await refusalOf(settle(staff, problem.id))).toBe("INVALID");
    await settle(reviewer, problem.id);
    expect(await problemsOf(problem.assignmentId)).toMatchObject([
      { owner: "市自然资源局", outcome: "已解决", closedById: reviewer.accountId },
    ]);
  });

  test("happens once: of several at the same moment one wins, and a closed one keeps its owner", async () => {
    const problem = await raise(fresh().id);
    const ends = await race([1, 2, 3].map(() => settle(reviewer, problem.id)));
    expect([...ends].sort()).toEqual(["STALE", "STALE", undefined]);
    expect(await refusalOf(name(reviewer, problem.id))).toBe("STALE");
  });

  test("is written to the log, and moves the plan's revision so that lights follow at once", async () => {
    const problem = await raise(fresh().id);
    const { plan } = await actorNamed("reviewer");
    await name(reviewer, problem.id);
    await settle(reviewer, problem.id);
    expect((await actorNamed("reviewer")).plan?.revision).toBe((plan?.revision ?? 0) + 2);
    const entries = await db().auditEntry.findMany({
      where: { subject: `problem:${problem.id}` },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action, after }) => [action, after])).toEqual([
      ["problem.name-owner", { owner: "市发改委" }],
      ["problem.settle", { outcome: "已解决" }],
    ]);
  });

  test("needs the words", () => {
    for (const outcome of [" ", "好".repeat(301)]) {
      expect(settleProblemInput.safeParse({ problemId: 1, outcome }).success).toBe(false);
    }
    for (const owner of ["", "局".repeat(61)]) {
      expect(nameProblemOwnerInput.safeParse({ problemId: 1, owner }).success).toBe(false);
    }
  });
});

describe("需要协调", () => {
  test("lists the open ones with age and owner, the furthest reach first, then the oldest", async () => {
    const leader = await actorNamed("leader");
    const own: number[] = [];
    for (const [day, problemLevel] of [
      ["2024-08-06", "CITY"],
      ["2024-08-08", "PROVINCE"],
      ["2024-08-07", "UNIT"],
      ["2024-08-05", "CITY"],
    ] as const) {
      own.push((await raise(fresh().id, day, { ...PROBLEM, problemLevel })).id);
    }
    const list = async (actor: Actor, level?: "ALL" | "UNIT", cityId?: number) =>
      (
        await listOpenProblems(actor, { levels: levelsOf(level), cityId }, "2024-09-20")
      ).problems.filter(({ id }) => own.includes(id));
    expect((await list(leader)).map(({ id }) => own.indexOf(id))).toEqual([1, 3, 0]);
    expect((await list(leader, "ALL")).map(({ id }) => own.indexOf(id))).toEqual([1, 3, 0, 2]);
    expect((await list(leader, "UNIT")).map(({ id }) => own.indexOf(id))).toEqual([2]);
    expect((await list(leader))[0]).toMatchObject({
      age: 43,
      owner: "市自然资源局",
      level: "PROVINCE",
      mine: false,
    });
    expect((await list(staff)).every(({ mine }) => mine)).toBe(true);
    const closable = async (actor: Actor) =>
      (await list(actor, "ALL")).filter((each) => each.closable).map(({ level }) => level);
    // The unit closes in place what it solves alone; the screen offers what the command takes.
    expect(await closable(staff)).toEqual(["UNIT"]);
    expect(await closable(reviewer)).toHaveLength(4);
    expect(await closable(leader)).toEqual([]);
    expect((await list(linyiReviewer)).some(({ mine }) => mine)).toBe(false);
    const linyi = await db().city.findUniqueOrThrow({ where: { name: "临沂市" } });
    expect(await list(leader, "ALL", linyi.id)).toEqual([]);
    await settleProblem(reviewer, { problemId: own[1] ?? 0, outcome: "好" }, at("2024-09-20"));
    expect((await list(leader)).map(({ id }) => own.indexOf(id))).toEqual([3, 0]);
  });

  test("counts every open problem by level and city, in one statement", async () => {
    const leader = await actorNamed("leader");
    let counted = 0;
    const statements = await statementsOf(async () => {
      const filter = { levels: levelsOf("UNIT"), cityId: undefined };
      const { counts } = await listOpenProblems(leader, filter, "2024-12-20");
      counted = counts.reduce((sum, { count }) => sum + count, 0);
    });
    expect(statements).toHaveLength(1);
    expect(counted).toBe(await db().problem.count({ where: { closedOn: null } }));
  });

  test("is for whoever may read the plan", async () => {
    const auditor = await hire("auditor", "AUDITOR");
    const filter = { levels: levelsOf("ALL"), cityId: undefined };
    expect(await refusalOf(listOpenProblems(auditor, filter, "2024-09-20"))).toBe("NOT_FOUND");
  });
});

test("a problem is closed once and never changed or removed, whoever asks the database", async () => {
  const closed = await db().problem.findFirstOrThrow({ where: { closedOn: { not: null } } });
  const run = (sql: string) => db().$executeRawUnsafe(`${sql} WHERE id = ${closed.id}`);
  for (const change of ["closed_on = NULL", "outcome = 'x'", "owner = 'x'", "text = 'x'"]) {
    await expect(run(`UPDATE problems SET ${change}`)).rejects.toThrow(/may only be/);
  }
  await expect(run("DELETE FROM problems")).rejects.toThrow(/may only be/);
  await expect(db().$executeRawUnsafe("TRUNCATE problems CASCADE")).rejects.toThrow(/immutable/);
});
