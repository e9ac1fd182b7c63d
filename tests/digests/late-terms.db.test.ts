import { expect, test } from "vitest";
import { acknowledge, raiseObjection } from "@/lib/acknowledgements/commands";
import { changeAssignments } from "@/lib/assignments/commands";
import { assignmentsSeal } from "@/lib/assignments/rules";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import { at, hire } from "../support/people";
import { messagesOf, withOffice } from "./office";

const office = withOffice();

/** Gives the unit another role on one of its points; the new term. */
async function reassign(assignmentId: number, role: "LEAD" | "SUPPORT", day: string) {
  const admin = await hire(`admin-${role.toLowerCase()}`, "ADMIN");
  const { pointId, unitId } = await db().assignment.findUniqueOrThrow({
    where: { id: assignmentId },
  });
  const terms = await db().assignmentTerm.findMany({
    where: { assignment: { pointId }, endsOn: null },
    include: { assignment: true },
  });
  const entries = terms.map((term) => ({
    ...{ unitId: term.assignment.unitId, role: term.role, groupId: term.groupId },
  }));
  const wanted = entries.map((entry) => (entry.unitId === unitId ? { ...entry, role } : entry));
  const input = { pointId, seal: assignmentsSeal(entries), entries: wanted };
  await changeAssignments(admin, input, at(day));
  return db().assignmentTerm.findFirstOrThrow({ where: { assignmentId, endsOn: null } });
}
const late = async () =>
  (await messagesOf(office.staff)).filter(({ sameAs }) => sameAs.includes("acknowledgement"));

test("what is not acknowledged after three working days is reminded of, each week, until it is", async () => {
  const [share = 0] = office.assignments;
  // A Monday: in time until Thursday.
  const term = await reassign(share, "LEAD", "2024-09-02");
  await makeDigests(at("2024-09-05", "08:30:00"));
  expect(await late()).toEqual([]);
  await makeDigests(at("2024-09-06", "08:30:00"));
  const [first] = await late();
  expect(first).toMatchObject({
    kind: "OVERDUE",
    path: "/acknowledgements",
    text: expect.stringMatching(
      /^9月2日下达的分工已逾期 1 个工作日（9月5日截止），还有 1 项未签收：第 \d+ 项。$/,
    ),
  });
  await makeDigests(at("2024-09-09", "08:30:00"));
  expect(await late()).toHaveLength(1);
  await makeDigests(at("2024-09-13", "08:30:00"));
  expect(await late()).toHaveLength(2);
  await acknowledge(office.staff, { termIds: [term.id] }, at("2024-09-18"));
  await makeDigests(at("2024-09-20", "08:30:00"));
  expect(await late()).toHaveLength(2);
});

test("what is objected to waits for the office: the unit is not reminded", async () => {
  const [, share = 0] = office.assignments;
  const term = await reassign(share, "SUPPORT", "2024-10-08");
  await raiseObjection(
    office.staff,
    { termId: term.id, reason: "不应由本单位承担" },
    at("2024-10-10"),
  );
  await makeDigests(at("2024-10-15", "08:30:00"));
  expect(await late()).toEqual([]);
});
