import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { nameProblemOwner, settleProblem } from "@/lib/problems/commands";
import { getProblem, listOpenProblems } from "@/lib/problems/queries";
import { levelsOf } from "@/lib/problems/rules";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { approve, refusalOf, submit } from "../support/reports";
import { statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

let staff: Actor;
let reviewer: Actor;
let jinanReviewer: Actor;
let linyiReviewer: Actor;
let fresh: () => { id: number; pointId: number };

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  reviewer = await hire("reviewer", "REVIEWER");
  jinanReviewer = await hire("jinan", "REVIEWER", { city: "济南市" });
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
  await hire("leader", "LEADER");
});

const PROBLEM = { problemText: "用地批复未到", problemLevel: "CITY", problemOwner: "市自然资源局" };

async function raise(assignmentId: number, blocks: object = {}, day = "2024-08-06") {
  await approve(reviewer, await submit(staff, assignmentId, day, { ...PROBLEM, ...blocks }), day);
  return db().problem.findFirstOrThrow({ where: { assignmentId, closedOn: null } });
}

const name = (actor: Actor, problemId: number, owner: string, day: string) =>
  nameProblemOwner(actor, { problemId, owner }, at(day));

const told = async (sameAs: string) =>
  (
    await db().notification.findMany({
      where: { kind: "PROBLEM", sameAs: { startsWith: `${sameAs}:` } },
      orderBy: { accountId: "asc" },
    })
  ).map(({ accountId }) => accountId);

describe("who has to solve a problem", () => {
  test("is named from a day on: a past day shows the owner of that day, on every screen", async () => {
    const { id, pointId } = fresh();
    const problem = await raise(id);
    await name(reviewer, problem.id, "市发改委", "2024-08-20");
    await name(staff, problem.id, "市政府办", "2024-09-02");
    const leader = await actorNamed("leader");
    const owners = async (day: string) => {
      const { problems } = await listOpenProblems(
        leader,
        { levels: levelsOf("ALL"), cityId: undefined },
        day,
      );
      const board = await getBoard(leader, day);
      const share = board.points
        .find((point) => point.id === pointId)
        ?.units.find(({ assignmentId }) => assignmentId === id);
      return [
        problems.find((row) => row.id === problem.id)?.owner,
        share?.problems.find((row) => row.id === problem.id)?.owner,
        (await getProblem(leader, problem.id, day)).owner,
      ];
    };
    for (const [day, owner] of [
      ["2024-08-19", "市自然资源局"],
      ["2024-08-20", "市发改委"],
      ["2024-09-01", "市发改委"],
      ["2024-09-02", "市政府办"],
    ] as const) {
      expect(await owners(day)).toEqual([owner, owner, owner]);
    }
  });

  test("and every change of it, with day and person, stands in the problem's history", async () => {
    const problem = await raise(fresh().id);
    await name(reviewer, problem.id, "市发改委", "2024-08-20");
    await name(reviewer, problem.id, "市发改委", "2024-08-21");
    const input = { problemId: problem.id, outcome: "协调会已议定" };
    await settleProblem(reviewer, input, at("2024-09-03"));
    const leader = await actorNamed("leader");
    expect(await getProblem(leader, problem.id, "2024-09-20")).toMatchObject({
      raisedOn: "2024-08-06",
      raised: { month: "2024-08-01", owner: "市自然资源局" },
      owners: [{ owner: "市发改委", on: "2024-08-20", by: "REVIEWER（reviewer）" }],
      closed: { on: "2024-09-03", outcome: "协调会已议定", by: "REVIEWER（reviewer）" },
    });
    expect(await getProblem(leader, problem.id, "2024-08-19")).toMatchObject({
      owners: [],
      closed: null,
    });
    expect(await refusalOf(getProblem(leader, problem.id, "2024-08-05"))).toBe("NOT_FOUND");
    const auditor = await hire("auditor", "AUDITOR");
    expect(await refusalOf(getProblem(auditor, problem.id, "2024-09-20"))).toBe("NOT_FOUND");
    expect(await statementsOf(() => getProblem(leader, problem.id, "2024-09-20"))).toHaveLength(1);
  });

  test("changes by a report that repeats the problem with a new name, never by one carried over", async () => {
    const { id } = fresh();
    const problem = await raise(id);
    await name(reviewer, problem.id, "市发改委", "2024-08-20");
    await raise(id, {}, "2024-09-06");
    const leader = await actorNamed("leader");
    const history = async () =>
      (await getProblem(leader, problem.id, "2024-12-20")).owners.map(({ owner, by }) => [
        owner,
        by,
      ]);
    expect(await history()).toEqual([["市发改委", "REVIEWER（reviewer）"]]);
    await raise(id, { problemOwner: "省自然资源厅" }, "2024-10-08");
    expect(await history()).toEqual([
      ["市发改委", "REVIEWER（reviewer）"],
      ["省自然资源厅", "STAFF（staff）"],
    ]);
  });

  test("is a record that nobody changes or removes, whoever asks the database", async () => {
    const run = (sql: string) => db().$executeRawUnsafe(sql);
    await expect(run("UPDATE problem_owners SET owner = 'x'")).rejects.toThrow(/immutable/);
    await expect(run("DELETE FROM problem_owners")).rejects.toThrow(/immutable/);
    await expect(run("TRUNCATE problem_owners")).rejects.toThrow(/immutable/);
    await expect(run("UPDATE problems SET owner = 'x' WHERE closed_on IS NULL")).rejects.toThrow(
      /may only be closed/,
    );
  });
});

describe("messages of a problem", () => {
  const ids = (...actors: Actor[]) => actors.map(({ accountId }) => accountId).sort();

  test("tell the city's reviewers once it is a record and needs coordination, not who approved it", async () => {
    const { id } = fresh();
    const count = () => db().notification.count({ where: { kind: "PROBLEM" } });
    const before = await count();
    const updateId = await submit(staff, id, "2024-08-06", PROBLEM);
    expect(await count()).toBe(before);
    await approve(reviewer, updateId, "2024-08-06");
    const problem = await db().problem.findFirstOrThrow({ where: { assignmentId: id } });
    expect(await told(`problem:${problem.id}:raised`)).toEqual(ids(jinanReviewer));
  });

  test("tell the reviewers of both cities where both or the province have to help", async () => {
    for (const problemLevel of ["BOTH_CITIES", "PROVINCE"]) {
      const problem = await raise(fresh().id, { problemLevel });
      expect(await told(`problem:${problem.id}:raised`)).toEqual(ids(jinanReviewer, linyiReviewer));
    }
  });

  test("tell nobody of what the unit solves alone, nor of what it repeats", async () => {
    const own = await raise(fresh().id, { problemLevel: "UNIT" });
    expect(await told(`problem:${own.id}:raised`)).toEqual([]);
    const { id } = fresh();
    const problem = await raise(id);
    const before = await db().notification.count({ where: { kind: "PROBLEM" } });
    await raise(id, {}, "2024-09-06");
    expect(await db().notification.count({ where: { kind: "PROBLEM" } })).toBe(before);
    expect(await told(`problem:${problem.id}:raised`)).toEqual(ids(jinanReviewer));
  });

  test("tell the unit when the reviewer names another owner or closes it; nobody of the own doing", async () => {
    const problem = await raise(fresh().id);
    await name(reviewer, problem.id, "市发改委", "2024-08-20");
    await name(staff, problem.id, "市政府办", "2024-08-21");
    const [first, second] = await db().problemOwner.findMany({
      where: { problemId: problem.id },
      orderBy: { id: "asc" },
    });
    expect(await told(`problem-owner:${first?.id}`)).toEqual(ids(staff));
    expect(await told(`problem-owner:${second?.id}`)).toEqual([]);
    await settleProblem(reviewer, { problemId: problem.id, outcome: "已议定" }, at("2024-09-01"));
    expect(await told(`problem:${problem.id}:settled`)).toEqual(ids(staff));
    const solved = await raise(fresh().id, { problemLevel: "UNIT" });
    await settleProblem(staff, { problemId: solved.id, outcome: "自行解决" }, at("2024-09-01"));
    expect(await told(`problem:${solved.id}:settled`)).toEqual([]);
  });
});
