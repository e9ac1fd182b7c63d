import { beforeAll, describe, expect, test } from "vitest";
import { reopenClosure } from "@/lib/closures/commands";
import {
  countWaitingCompletions,
  getPointDetails,
  listWaitingCompletions,
} from "@/lib/completions/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { applyFor, confirm, finishSide, OUTCOME, verify } from "../support/completions";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity } from "../support/people";
import { refusalOf } from "../support/reports";
import { statementsOf } from "../support/statements";

withDatabase({ template: "plan" });

const TODAY = "2024-09-20";

let reviewer: Actor;
let linyiReviewer: Actor;
let leader: Actor;
let staff: Actor;
let linyiStaff: Actor;
let jinan = 0;

beforeAll(async () => {
  linyiReviewer = await hire("linyi", "REVIEWER", { city: "临沂市" });
  staff = (await hireForCity("staff", "济南市")).staff;
  linyiStaff = (await hireForCity("linyi-staff", "临沂市")).staff;
  await hire("reviewer", "REVIEWER");
  await hire("leader", "LEADER");
  reviewer = await actorNamed("reviewer");
  leader = await actorNamed("leader");
  jinan = (await db().city.findUniqueOrThrow({ where: { name: "济南市" } })).id;
});

const finished = (number: number, percent = 100) =>
  finishSide(staff, reviewer, { number, cityId: jinan, percent });

const stateOf = async (actor: Actor, pointId: number, day: string) =>
  (await getPointDetails(actor, pointId, day, false)).sides.find(({ cityId }) => cityId === jinan);

describe("the state of a side", () => {
  test("reads on every day as it stood then, whatever came later", async () => {
    const { id, pointId } = await finished(10);
    const application = await applyFor(staff, id, "2024-09-06");
    await verify(reviewer, application, "2024-09-08");
    const closure = await confirm(reviewer, { pointId, cityId: jinan }, "2024-09-10");
    const reason = { closureId: closure.id, reason: "成果未达标准" };
    await reopenClosure(reviewer, reason, at("2024-09-12"));
    await applyFor(staff, id, "2024-09-14");
    const days = ["05", "06", "08", "10", "12", "14"].map((day) => `2024-09-${day}`);
    const states = await Promise.all(days.map((day) => stateOf(reviewer, pointId, day)));
    expect(states.map((side) => side?.state)).toEqual([
      "NONE",
      "APPLIED",
      "VERIFIED",
      "CLOSED",
      "REOPENED",
      "APPLIED",
    ]);
    expect(states[1]?.application).toMatchObject({ decision: null, decisions: [] });
    expect(states[3]?.closure).toMatchObject({ reopenedOn: null, reopenReason: null });
  });

  test("is everybody's to read; what was applied for only once it is verified", async () => {
    const { id, pointId } = await finished(12);
    const application = await applyFor(staff, id, "2024-09-06");
    for (const other of [leader, linyiStaff, linyiReviewer]) {
      expect(await stateOf(other, pointId, "2024-09-06")).toMatchObject({
        state: "APPLIED",
        application: null,
        files: [],
      });
    }
    for (const own of [staff, reviewer]) {
      expect(await stateOf(own, pointId, "2024-09-06")).toMatchObject({
        application: { outcome: OUTCOME },
      });
    }
    await verify(reviewer, application, "2024-09-07");
    expect(await stateOf(leader, pointId, "2024-09-07")).toMatchObject({
      state: "VERIFIED",
      application: { outcome: OUTCOME },
    });
    expect(
      await refusalOf(
        getPointDetails(await hire("auditor", "AUDITOR"), pointId, "2024-09-07", false),
      ),
    ).toBe("NOT_FOUND");
  });

  test("takes one statement to read, as does what waits for a reviewer", async () => {
    const point = await db().workPoint.findFirstOrThrow({ where: { number: 12 } });
    for (const read of [
      () => getPointDetails(staff, point.id, "2024-09-07", false),
      () => listWaitingCompletions(reviewer, TODAY),
      () => countWaitingCompletions(reviewer),
    ]) {
      expect(await statementsOf(read)).toHaveLength(1);
    }
  });
});

test("办结核验 lists what waits for this reviewer: to verify, or verified and to close", async () => {
  const { id, pointId } = await finished(14);
  const own = async (actor: Actor) =>
    (await listWaitingCompletions(actor, TODAY)).filter(({ point }) => point.id === pointId);
  const application = await applyFor(staff, id, "2024-09-06");
  expect(await own(reviewer)).toMatchObject([{ id: application, decision: null }]);
  expect(await own(linyiReviewer)).toEqual([]);
  expect(await countWaitingCompletions(reviewer)).toBe(
    (await listWaitingCompletions(reviewer, TODAY)).length,
  );
  await verify(reviewer, application, "2024-09-07");
  expect(await own(reviewer)).toMatchObject([{ id: application, decision: "VERIFIED" }]);
  await confirm(reviewer, { pointId, cityId: jinan }, "2024-09-08");
  expect(await own(reviewer)).toEqual([]);
  expect(await refusalOf(listWaitingCompletions(staff, TODAY))).toBe("NOT_FOUND");
  expect(await countWaitingCompletions(staff)).toBe(0);
});

test("an application is decided once and never changed or removed, whoever asks the database", async () => {
  const decided = await db().completionApplication.findFirstOrThrow({
    where: { decision: "VERIFIED" },
  });
  const run = (sql: string) => db().$executeRawUnsafe(`${sql} WHERE id = ${decided.id}`);
  for (const change of ["decision = NULL", "outcome = 'x'", "opinion = 'x'"]) {
    await expect(run(`UPDATE completion_applications SET ${change}`)).rejects.toThrow(
      /may only be/,
    );
  }
  await expect(run("DELETE FROM completion_applications")).rejects.toThrow(/may only be/);
  await expect(db().$executeRawUnsafe("TRUNCATE completion_applications CASCADE")).rejects.toThrow(
    /immutable/,
  );
});
