import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { hire, hireForCity } from "./people";
import { approve, submit } from "./reports";

/**
 * A plan on which both cities' units have reported for months: some further, some behind, some with
 * problems, one still waiting for its review on 2024-09-20. Everything by the commands people use.
 */
export async function reportMonths() {
  const people = {
    jinan: (await hireForCity("jn-staff", "济南市")).staff,
    linyi: (await hireForCity("ly-staff", "临沂市")).staff,
    reviewer: await hire("reviewer", "REVIEWER"),
    leader: await hire("leader", "LEADER"),
    admin: await hire("admin", "ADMIN"),
    auditor: await hire("auditor", "AUDITOR"),
  };
  const shares = await db().assignment.findMany({
    where: { unit: { kind: { not: "GROUP" } }, point: { number: { lte: 12 } } },
    include: { unit: { include: { city: true } }, point: true },
    orderBy: { id: "asc" },
  });
  const reported: { updateId: number; assignmentId: number }[] = [];
  for (const [index, share] of shares.filter((_, each) => each % 3 === 0).entries()) {
    const staff: Actor = share.unit.city?.name === "济南市" ? people.jinan : people.linyi;
    for (const [day, percent] of [
      ["2024-06-20", 10 + (index % 5) * 5],
      ["2024-08-22", 30 + (index % 7) * 9],
    ] as const) {
      const problem = index % 6 === 0 && day === "2024-08-22";
      const updateId = await submit(staff, share.id, day, {
        percent,
        progressText: `第${share.point.number}项：召开对接会${index + 1}次，签订协议${index}份。`,
        nextStepOn: "2024-10-31",
        nextStepText: `第${share.point.number}项下步：推进第${index + 1}批事项。`,
        ...(problem
          ? {
              problemText: `资金${index + 1}万元未到位。`,
              problemLevel: "CITY",
              problemOwner: "市财政局",
            }
          : {}),
      });
      await approve(people.reviewer, updateId, day);
      reported.push({ updateId, assignmentId: share.id });
    }
  }
  const last = shares[1];
  if (!last) throw new Error("no share is left to wait for its review");
  const waiting = await submit(
    last.unit.city?.name === "济南市" ? people.jinan : people.linyi,
    last.id,
    "2024-09-19",
    { percent: 90, progressText: "尚未审核的内容，不得外传。" },
  );
  return { ...people, reported, waiting };
}
