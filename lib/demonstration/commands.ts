import "server-only";
import { demonstrationActor } from "../accounts/queries";
import { recordEntry, SYSTEM_ACTOR } from "../audit/commands";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import { db, transact } from "../platform/db";
import type { Actor } from "../policy";
import { submitUpdate } from "../progress/commands";
import { submitUpdateInput } from "../progress/schema";
import { reviewUpdate } from "../reviews/commands";
import { arrangeColleagues } from "./accounts";
import { acknowledgeAssignments } from "./acknowledging";
import { draftBulletin } from "./bulletin";
import { complete } from "./completion";
import { at, type Desk, type Done, readDesks, readDone } from "./desks";
import { directiveActs } from "./directives";
import { holdMeeting } from "./meeting";
import { officeActs } from "./nudges";
import { orderActs } from "./orders";
import { closedOn, type DemonstrationReport, demonstrationReport } from "./rules";
import { timeActs } from "./time";

type OnProgress = (line: string) => void;

/**
 * A year of reports through the same commands people use, month by month in the order of the days,
 * flagged as demonstration. Of the month that holds `today` only what was done by then exists, so
 * that due lists, queues and drafts are left to whoever tries the portal.
 */
export async function createDemonstrationProgress(
  today: IsoDate,
  onProgress: OnProgress,
): Promise<void> {
  const loaded = { action: "demonstration.load", subject: "plan" };
  if ((await db().auditEntry.count({ where: loaded })) > 0) return;
  const desks = await readDesks();
  const done = await readDone();
  const reviewer = await demonstrationActor("reviewer");
  // Of each side the unit that answers for it: its lead, where there is one.
  const closures = [
    ...new Map(
      [...desks]
        .sort((a, b) => Number(a.lead) - Number(b.lead))
        .map((desk) => [`${desk.point.number}-${desk.cityId}`, desk]),
    ).values(),
  ];
  const directives = [...(await directiveActs()), ...orderActs(), ...officeActs()];
  await acknowledgeAssignments(desks);
  const months = await db().period.findMany({ orderBy: { month: "asc" } });
  for (const [index, period] of months.entries()) {
    const month = fromDbDate(period.month);
    const acts = desks.flatMap((desk) => actsOf(desk, month, today, done));
    for (const desk of closures) {
      const on = closedOn(desk.point.number);
      if (on === null || on.slice(0, 7) !== month.slice(0, 7)) continue;
      if (done.closures.has(`${desk.point.id}:${desk.cityId}`)) continue;
      acts.push({
        on,
        order: 9,
        run: () => complete(reviewer, desk, done.applications, (hour) => at(on, hour)),
      });
    }
    acts.push(...directives.filter(({ on }) => on.slice(0, 7) === month.slice(0, 7)));
    acts.push(...(await timeActs(desks, month, today)));
    acts.sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1));
    for (const act of acts) await act.run(reviewer);
    onProgress(
      `演示进展 ${index + 1}/${months.length}：${month.slice(0, 7)}，${acts.length} 条记录`,
    );
  }
  await holdMeeting(reviewer, today);
  await draftBulletin(reviewer, today);
  await arrangeColleagues(today);
  await settleMessages(today);
  await transact((tx) => recordEntry(tx, SYSTEM_ACTOR, loaded, toDbDate(today)));
}

/** Messages of earlier days have been read; those of days to come have not been written yet. */
async function settleMessages(today: IsoDate): Promise<void> {
  const day = toDbDate(today);
  await db().notification.deleteMany({
    where: { demonstration: true, businessOn: { gt: day } },
  });
  await db().notification.updateMany({
    where: { demonstration: true, businessOn: { lt: day }, readAt: null },
    data: { readAt: day },
  });
}

type Act = { on: IsoDate; order: number; run: (reviewer: Actor) => Promise<void> };

/** What one unit and its reviewer do about one month; of the month of `today` nothing later has happened yet. */
function actsOf(desk: Desk, month: IsoDate, today: IsoDate, done: Done): Act[] {
  const until = month.slice(0, 7) === today.slice(0, 7) ? today : null;
  const report = demonstrationReport(desk.point, desk.place, desk.seed, month, desk.percent);
  if (!report) return [];
  let updateId = 0;
  let version = 0;
  const submit = (on: IsoDate) => async () => {
    version += 1;
    const before = done.updates.get(`${desk.assignmentId}:${month}:${version}`);
    updateId = before ?? (await hand(desk, month, report, on, version, today));
  };
  const decide =
    (decision: "APPROVED" | "RETURNED", on: IsoDate, reason: string) => async (reviewer: Actor) => {
      if (!done.reviewed.has(updateId)) {
        await reviewUpdate(
          reviewer,
          { updateId, decision, reason, chips: [], notes: {} },
          at(on, 15),
        );
      }
      if (decision === "APPROVED") desk.percent = report.percent;
    };
  const acts: Act[] = [{ on: report.submitOn, order: 1, run: submit(report.submitOn) }];
  // A few stand returned on the day the demonstration stands at, for their units to mend.
  if (until !== null && (desk.assignmentId % 31 === 5 || isShownReturned(desk))) {
    const reason = "缺少佐证：请补充名单、批次和时间后再报";
    acts.push({ on: report.submitOn, order: 2, run: decide("RETURNED", report.submitOn, reason) });
    return acts.filter((act) => act.on <= until);
  }
  if (report.returned) {
    const { on, reason, again } = report.returned;
    acts.push({ on, order: 2, run: decide("RETURNED", on, reason) });
    acts.push({ on: again, order: 3, run: submit(again) });
  }
  acts.push({ on: report.approveOn, order: 4, run: decide("APPROVED", report.approveOn, "") });
  return acts.filter((act) => until === null || act.on <= until);
}

/** The report that the account most people try first has to mend. */
function isShownReturned(desk: Desk): boolean {
  return desk.actor.name === "ly-jyj" && desk.point.number === 31;
}

/** Readings and finished action items that go with a percent. */
function countedOf(desk: Desk, report: DemonstrationReport, on: IsoDate) {
  if (report.noProgressReason !== null) return {};
  const { items, indicators } = desk.point;
  const share = (percent: number) => Math.floor((items.length * percent) / 100);
  const finished = items.slice(share(desk.percent ?? 0), share(report.percent));
  return {
    actions: Object.fromEntries(finished.map((id) => [id, on])),
    readings: Object.fromEntries(
      indicators.map(({ id, target }) => [id, String(Math.floor((target * report.percent) / 100))]),
    ),
  };
}

async function hand(
  desk: Desk,
  month: IsoDate,
  report: DemonstrationReport,
  on: IsoDate,
  version: number,
  today: IsoDate,
): Promise<number> {
  const { submitOn: _, returned: __, approveOn: ___, ...blocks } = report;
  // A problem the unit no longer names is one it has solved; what is open on the day the
  // demonstration stands at is left to whoever tries the portal.
  const solved = await db().problem.findMany({
    where: {
      assignmentId: desk.assignmentId,
      closedOn: null,
      ...(on > today ? { raisedOn: { gt: toDbDate(today) } } : {}),
      NOT: { text: blocks.problemText, level: blocks.problemLevel ?? "UNIT" },
    },
  });
  const outcomes = Object.fromEntries(solved.map(({ id }) => [id, "经协调已解决，转入正常推进。"]));
  const input = submitUpdateInput.parse({
    ...blocks,
    outcomes,
    ...countedOf(desk, report, on),
    assignmentId: desk.assignmentId,
    month,
    draftVersion: (version - 1) * 100_000,
  });
  return (await submitUpdate(desk.actor, input, at(on, 9 + (desk.seed % 7)))).updateId;
}
