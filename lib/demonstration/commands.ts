import "server-only";
import { createAccount } from "../accounts/commands";
import { demonstrationActor } from "../accounts/queries";
import { recordEntry, SYSTEM_ACTOR } from "../audit/commands";
import { confirmClosure } from "../closures/commands";
import { fromDbDate, type IsoDate, toDbDate } from "../dates";
import { db, transact } from "../platform/db";
import { hashPassword } from "../platform/password";
import type { Actor } from "../policy";
import { submitUpdate } from "../progress/commands";
import { reviewUpdate } from "../reviews/commands";
import { pinyinInitials } from "../units/pinyin";
import {
  closedOn,
  DEMONSTRATION_PASSWORD,
  type DemonstrationPoint,
  type DemonstrationReport,
  demonstrationReport,
} from "./rules";

type OnProgress = (line: string) => void;

/** Accounts for every post and unit that lack one. All have the same published password. */
export async function createDemonstrationAccounts(now: Date): Promise<void> {
  const present = await db().account.findMany({ where: { demonstration: true } });
  const made = new Set(present.map((account) => account.name));
  const real = await db().account.findMany({ where: { demonstration: false } });
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  const common = { password: DEMONSTRATION_PASSWORD, passwordHash, demonstration: true };
  const posts = [
    { name: "admin", post: "管理员", role: "ADMIN" },
    { name: "auditor", post: "审计员", role: "AUDITOR" },
    { name: "leader", post: "领导", role: "LEADER" },
    { name: "reviewer", post: "审核员", role: "REVIEWER" },
  ] as const;
  for (const post of posts) {
    if (made.has(post.name) || real.some((account) => account.name === post.name)) continue;
    await createAccount(SYSTEM_ACTOR, { ...common, ...post, unitId: null, cityId: null }, now);
  }
  const units = await db().unit.findMany({
    where: { kind: { not: "GROUP" } },
    orderBy: { officialOrder: "asc" },
    include: { city: true },
  });
  const taken = new Set<string>([...posts, ...real].map((account) => account.name));
  for (const unit of units) {
    const name = freeName(accountName(unit.name, unit.city), taken);
    if (made.has(name)) continue;
    const staff = { name, post: "填报员", role: "STAFF" as const, unitId: unit.id, cityId: null };
    await createAccount(SYSTEM_ACTOR, { ...common, ...staff }, now);
  }
}

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
  const closures = [
    ...new Map(desks.map((desk) => [`${desk.point.number}-${desk.cityId}`, desk])).values(),
  ];
  const months = await db().period.findMany({ orderBy: { month: "asc" } });
  for (const [index, period] of months.entries()) {
    const month = fromDbDate(period.month);
    const current = month.slice(0, 7) === today.slice(0, 7);
    const acts = desks.flatMap((desk) => actsOf(desk, month, current ? today : null, done));
    for (const desk of closures) {
      const on = closedOn(desk.point.number);
      if (on === null || on.slice(0, 7) !== month.slice(0, 7)) continue;
      if (done.closures.has(`${desk.point.id}:${desk.cityId}`)) continue;
      acts.push({ on, order: 9, run: () => close(reviewer, desk, on) });
    }
    acts.sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1));
    for (const act of acts) await act.run(reviewer);
    onProgress(
      `演示进展 ${index + 1}/${months.length}：${month.slice(0, 7)}，${acts.length} 条记录`,
    );
  }
  await transact((tx) => recordEntry(tx, SYSTEM_ACTOR, loaded, toDbDate(today)));
}

type Desk = {
  assignmentId: number;
  cityId: number;
  place: number;
  seed: number;
  point: DemonstrationPoint & { id: number };
  actor: Actor;
  percent: number | null;
};

type Act = { on: IsoDate; order: number; run: (reviewer: Actor) => Promise<void> };

/** What one unit and its reviewer do about one month; after `until` nothing has happened yet. */
function actsOf(desk: Desk, month: IsoDate, until: IsoDate | null, done: Done): Act[] {
  const report = demonstrationReport(desk.point, desk.place, desk.seed, month, desk.percent);
  if (!report) return [];
  let updateId = 0;
  let version = 0;
  const submit = (on: IsoDate) => async () => {
    version += 1;
    const before = done.updates.get(`${desk.assignmentId}:${month}:${version}`);
    updateId = before ?? (await hand(desk, month, report, on, version));
  };
  const decide =
    (decision: "APPROVED" | "RETURNED", on: IsoDate, reason: string) => async (reviewer: Actor) => {
      if (!done.reviewed.has(updateId)) {
        await reviewUpdate(reviewer, { updateId, decision, reason, notes: {} }, at(on, 15));
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

async function hand(
  desk: Desk,
  month: IsoDate,
  report: DemonstrationReport,
  on: IsoDate,
  version: number,
): Promise<number> {
  const { submitOn: _, returned: __, approveOn: ___, ...blocks } = report;
  const input = {
    ...blocks,
    problemLevel: blocks.problemLevel ?? undefined,
    noProgressReason: blocks.noProgressReason ?? undefined,
    assignmentId: desk.assignmentId,
    month,
    draftVersion: (version - 1) * 100_000,
  };
  return (await submitUpdate(desk.actor, input, at(on, 9 + (desk.seed % 7)))).updateId;
}

async function close(reviewer: Actor, desk: Desk, on: IsoDate): Promise<void> {
  const outcome = "年度任务全部完成，成果资料经核验齐备，同意销号。";
  await confirmClosure(
    reviewer,
    { pointId: desk.point.id, cityId: desk.cityId, outcome },
    at(on, 16),
  );
}

async function readDesks(): Promise<Desk[]> {
  const rows = await db().assignment.findMany({
    where: { unit: { kind: { not: "GROUP" } }, terms: { some: { endsOn: null } } },
    orderBy: [{ point: { number: "asc" } }, { unit: { officialOrder: "asc" } }],
    include: {
      unit: { include: { accounts: { where: { demonstration: true } } } },
      point: { include: { actionItems: { orderBy: { position: "asc" } } } },
      plan: { include: { cities: { orderBy: { displayOrder: "asc" } } } },
    },
  });
  const actors = new Map<string, Actor>();
  const desks: Desk[] = [];
  for (const { id, unit, point, plan } of rows) {
    const [account] = unit.accounts;
    if (!account || unit.cityId === null) continue;
    const actor = actors.get(account.name) ?? (await demonstrationActor(account.name));
    actors.set(account.name, actor);
    desks.push({
      assignmentId: id,
      cityId: unit.cityId,
      place: plan.cities.findIndex((city) => city.cityId === unit.cityId),
      seed: unit.officialOrder,
      point: {
        id: point.id,
        number: point.number,
        issuedOn: fromDbDate(plan.issuedOn),
        dueOn: fromDbDate(point.dueOn),
        sentences: point.actionItems.map((item) => item.text),
      },
      actor,
      percent: null,
    });
  }
  return desks;
}

type Done = { updates: Map<string, number>; reviewed: Set<number>; closures: Set<string> };

/** What an interrupted load left behind: it is gone on with, not begun again. */
async function readDone(): Promise<Done> {
  const updates = await db().progressUpdate.findMany({
    where: { demonstration: true },
    include: { period: true, review: { select: { id: true } } },
  });
  const closures = await db().closure.findMany({ where: { demonstration: true } });
  return {
    updates: new Map(
      updates.map((row) => [
        `${row.assignmentId}:${fromDbDate(row.period.month)}:${row.version}`,
        row.id,
      ]),
    ),
    reviewed: new Set(updates.filter((row) => row.review).map((row) => row.id)),
    closures: new Set(closures.map((row) => `${row.pointId}:${row.cityId}`)),
  };
}

/** 济南市教育局 → jn-jyj, 蒙阴县政府 → my-xzf, 沂蒙干部学院 → ymgbxy */
function accountName(unit: string, city: { name: string; shortName: string } | null): string {
  const place = /^(.{2,3})([县区]政府)$/.exec(unit);
  if (place) return `${pinyinInitials(place[1] ?? "")}-${pinyinInitials(place[2] ?? "")}`;
  if (city && unit.startsWith(city.name)) {
    return `${pinyinInitials(city.shortName)}-${pinyinInitials(unit.slice(city.name.length))}`;
  }
  return pinyinInitials(unit);
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
  taken.add(free);
  return free;
}

/** An hour of a business day in Asia/Shanghai. */
function at(date: IsoDate, hour: number): Date {
  return new Date(toDbDate(date).getTime() + (hour - 8) * 3_600_000);
}
