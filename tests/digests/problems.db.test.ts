import { describe, expect, test } from "vitest";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { at, hire } from "../support/people";
import { approve, submit } from "../support/reports";
import { digestOf, withOffice } from "./office";

const office = withOffice();

const NONE = { mail: null, robots: [] };

describe("a problem that needs coordination", () => {
  test("comes into the digest of the city's reviewers, never of the one who made it a record", async () => {
    const both = await hire("both-reviewer", "REVIEWER");
    const [assignmentId = 0] = office.assignments;
    const blocks = { problemText: "用地批复未到", problemLevel: "CITY" };
    const updateId = await submit(office.staff, assignmentId, "2024-09-12", blocks);
    await approve(both, updateId, "2024-09-12");
    await makeDigests(at("2024-09-13", "09:00:00"), NONE);
    const told = async (actor: Actor) =>
      (await digestOf(actor, "2024-09-13")).filter(({ kind }) => kind === "PROBLEM");
    const { id } = await db().problem.findFirstOrThrow({ where: { assignmentId } });
    expect(await told(office.reviewer)).toMatchObject([
      { text: expect.stringContaining("用地批复未到"), path: `/problems/${id}` },
    ]);
    for (const other of [both, office.linyi, office.staff]) expect(await told(other)).toEqual([]);
  });
});
