import { describe, expect, test } from "vitest";
import { reopenClosure } from "@/lib/closures/commands";
import { getPointDetails, listWaitingCompletions } from "@/lib/completions/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { applyFor, confirm, OUTCOME, verify } from "../support/completions";
import { actorNamed, at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { withSides } from "../support/sides";
import { statementsOf } from "../support/statements";

const sides = withSides();

const TODAY = "2024-09-20";

const stateOf = async (actor: Actor, pointId: number, day: string) =>
  (await getPointDetails(actor, pointId, day, false)).sides.find(
    ({ cityId }) => cityId === sides.jinan,
  );

describe("the state of a side", () => {
  test("reads on every day as it stood then, whatever came later", async () => {
    const { id, pointId } = await sides.finished(10);
    const application = await applyFor(sides.staff, id, "2024-09-06");
    await verify(sides.reviewer, application, "2024-09-08");
    const closure = await confirm(sides.reviewer, { pointId, cityId: sides.jinan }, "2024-09-10");
    const reason = { closureId: closure.id, reason: "成果未达标准" };
    await reopenClosure(sides.reviewer, reason, at("2024-09-12"));
    await applyFor(sides.staff, id, "2024-09-14");
    const days = ["05", "06", "08", "10", "12", "14"].map((day) => `2024-09-${day}`);
    const states = await Promise.all(days.map((day) => stateOf(sides.reviewer, pointId, day)));
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
    const { id, pointId } = await sides.finished(12);
    const application = await applyFor(sides.staff, id, "2024-09-06");
    for (const other of [sides.leader, sides.linyiStaff, sides.linyiReviewer]) {
      expect(await stateOf(other, pointId, "2024-09-06")).toMatchObject({
        state: "APPLIED",
        application: null,
        files: [],
      });
    }
    for (const own of [sides.staff, sides.reviewer]) {
      expect(await stateOf(own, pointId, "2024-09-06")).toMatchObject({
        application: { outcome: OUTCOME },
      });
    }
    await verify(sides.reviewer, application, "2024-09-07");
    expect(await stateOf(sides.leader, pointId, "2024-09-07")).toMatchObject({
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
      () => getPointDetails(sides.staff, point.id, "2024-09-07", false),
      () => listWaitingCompletions(sides.reviewer, TODAY),
    ]) {
      expect(await statementsOf(read)).toHaveLength(1);
    }
  });
});

test("办结核验 lists what waits for this reviewer: to verify, or verified and to close", async () => {
  const { id, pointId } = await sides.finished(14);
  const own = async (actor: Actor) =>
    (await listWaitingCompletions(actor, TODAY)).filter(({ point }) => point.id === pointId);
  const application = await applyFor(sides.staff, id, "2024-09-06");
  expect(await own(sides.reviewer)).toMatchObject([{ id: application, decision: null }]);
  expect(await own(sides.linyiReviewer)).toEqual([]);
  // The menu counts what the page lists.
  const waitsFor = async (actor: Actor) => (await actorNamed(actor.name)).waiting?.completions;
  expect(await waitsFor(sides.reviewer)).toBe(
    (await listWaitingCompletions(sides.reviewer, TODAY)).length,
  );
  expect(await waitsFor(sides.linyiReviewer)).toBe(
    (await listWaitingCompletions(sides.linyiReviewer, TODAY)).length,
  );
  await verify(sides.reviewer, application, "2024-09-07");
  expect(await own(sides.reviewer)).toMatchObject([{ id: application, decision: "VERIFIED" }]);
  await confirm(sides.reviewer, { pointId, cityId: sides.jinan }, "2024-09-08");
  expect(await own(sides.reviewer)).toEqual([]);
  expect(await refusalOf(listWaitingCompletions(sides.staff, TODAY))).toBe("NOT_FOUND");
  expect(await waitsFor(sides.staff)).toBe(0);
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
