import "server-only";
import { type IsoDate, toDbDate } from "../dates";
import { addResolution, closeMeeting, openMeeting } from "../meetings/commands";
import { db } from "../platform/db";
import type { Actor } from "../policy";
import { at, inNewestPlan } from "./desks";

const HELD_ON = "2024-07-18";

/** Terms that hold on the day. */
const IN_FORCE = {
  startsOn: { lte: toDbDate(HELD_ON) },
  OR: [{ endsOn: null }, { endsOn: { gt: toDbDate(HELD_ON) } }],
};

const SETTLED = [
  { point: 20, text: "9月底前完成第二批教师互派和名师工作室结对", dueOn: "2024-09-30" },
  { point: 23, text: "10月底前落实县区结对年度项目清单，逐项明确牵头人", dueOn: "2024-10-31" },
  { point: 18, text: "汛前完成跨市河流联合巡查，建立问题台账", dueOn: "2024-08-15" },
] as const;

/** One 联席会议 of the summer with what it settled, so that change lists and slides have a past. */
export async function holdMeeting(reviewer: Actor, today: IsoDate): Promise<void> {
  if (today < HELD_ON || (await db().meeting.count({ where: { demonstration: true } })) > 0) return;
  const chair = await inNewestPlan(reviewer);
  const { meetingId } = await openMeeting(
    chair,
    {
      title: "第一次联席会议",
      heldOn: HELD_ON,
      place: "济南",
      attendance: "两市对口合作领导小组办公室及各责任单位负责同志",
    },
    at(HELD_ON, 9),
  );
  for (const { point: number, text, dueOn } of SETTLED) {
    const point = await db().workPoint.findFirstOrThrow({
      where: { planId: chair.plan.id, number, removedOn: null },
      include: {
        assignments: {
          where: { unit: { kind: { not: "GROUP" } }, terms: { some: IN_FORCE } },
          orderBy: { id: "asc" },
        },
      },
    });
    const unitIds = point.assignments.slice(0, 2).map(({ unitId }) => unitId);
    if (unitIds.length === 0) continue;
    await addResolution(
      chair,
      { meetingId, pointId: point.id, text, unitIds, dueOn },
      at(HELD_ON, 10),
    );
  }
  await closeMeeting(chair, { meetingId }, at(HELD_ON, 12));
}
