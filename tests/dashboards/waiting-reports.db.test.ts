import { beforeAll, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { waitingReports } from "@/lib/dashboards/shares";
import { withDatabase } from "../support/database";
import { actorNamed, assignmentOf, hire } from "../support/people";
import { approve, submit } from "../support/reports";

withDatabase({ template: "plan" });

let share = 0;

beforeAll(async () => {
  const reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
  const staff = await hire("staff", "STAFF", { unit: "济南市教育局" });
  await hire("elsewhere", "REVIEWER", { city: "临沂市" });
  await hire("counterpart", "STAFF", { unit: "临沂市教育局" });
  await hire("leader", "LEADER");
  await hire("admin", "ADMIN");
  share = await assignmentOf("济南市教育局", 20);
  await approve(reviewer, await submit(staff, share, "2024-05-20"), "2024-05-21");
  await submit(staff, share, "2024-06-18");
});

const seenBy = async (name: string, day: string) => {
  const board = await getBoard(await actorNamed("leader"), day);
  return [...waitingReports(await actorNamed(name), board.assignments)];
};

test("a report that awaits review is told to its unit and the reviewers of its city, and to nobody else", async () => {
  for (const name of ["staff", "reviewer"]) {
    expect(await seenBy(name, "2024-06-18")).toEqual([[share, "2024-06-01"]]);
    expect(await seenBy(name, "2024-06-17")).toEqual([]);
    expect(await seenBy(name, "2024-05-20")).toEqual([[share, "2024-05-01"]]);
  }
  for (const name of ["elsewhere", "counterpart", "leader", "admin"]) {
    expect(await seenBy(name, "2024-06-18")).toEqual([]);
  }
});
