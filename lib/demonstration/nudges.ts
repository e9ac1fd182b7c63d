import "server-only";
import { demonstrationActor } from "../accounts/queries";
import { listPlansUnderWay } from "../dashboards/plans";
import { getBoard } from "../dashboards/queries";
import type { IsoDate } from "../dates";
import { paths } from "../paths";
import { db } from "../platform/db";
import { answerReminder, sendReminders } from "../reminders/commands";
import { owedReports } from "../reminders/owed";
import { NUDGE_TEMPLATE } from "../reminders/rules";
import { saveView } from "../views/commands";
import { at } from "./desks";
import type { DirectiveAct } from "./directives";

// For a report that is late on the day: one answered, one whose answer is left to whoever tries the portal.
const NUDGES: { point: number; month: IsoDate; on: IsoDate; answer?: string }[] = [
  {
    point: 17,
    month: "2024-08-01",
    on: "2024-08-28",
    answer: "经办人员变动，材料正在重新核对，核对后补报。",
  },
  { point: 26, month: "2024-08-01", on: "2024-09-10" },
];

const VIEW = { on: "2024-09-03", name: "两市红黄灯（调度用）" };

/** 催办 of the office with an answer, and the view it shares with everybody, each skipped when it stands. */
export function officeActs(): DirectiveAct[] {
  return [
    ...NUDGES.map((nudge) => ({ on: nudge.on, order: 11, run: () => send(nudge) })),
    { on: VIEW.on, order: 11, run: shareView },
  ];
}

async function send({ point, month, on, answer }: (typeof NUDGES)[number]): Promise<void> {
  const [plan = null] = await listPlansUnderWay(on);
  const reviewer = { ...(await demonstrationActor("reviewer")), plan };
  const [owed] = owedReports(await getBoard(reviewer, on)).filter(
    (report) => report.point.number === point && report.period.month === month,
  );
  if (!owed) return;
  const { assignmentId, period, unit } = owed;
  const report = { assignmentId, periodId: period.id };
  if ((await db().reminder.count({ where: report })) === 0) {
    const reports = [{ assignmentId, month, seen: 0 }];
    await sendReminders(reviewer, { reports, text: NUDGE_TEMPLATE }, at(on, 16));
  }
  const open = await db().reminder.findFirst({ where: { ...report, answer: null } });
  const staff = await db().account.findFirst({
    where: { unitId: unit.id, demonstration: true },
    orderBy: { id: "asc" },
  });
  if (answer === undefined || !open || !staff) return;
  const actor = await demonstrationActor(staff.name);
  await answerReminder(actor, { reminderId: open.id, answer }, at(on, 17));
}

async function shareView(): Promise<void> {
  const reviewer = await demonstrationActor("reviewer");
  const { on, name } = VIEW;
  const same = { accountId: reviewer.accountId, name };
  if ((await db().savedView.count({ where: same })) > 0) return;
  const path = paths.points({ light: "SEVERE,LAGGING" });
  const sharing = { sharing: "EVERYBODY" as const, cityId: null };
  await saveView(reviewer, { name, path, sharing }, at(on, 9));
}
