import "server-only";
import { listLateTerms } from "../acknowledgements/queries";
import { recordEntry, SYSTEM_ACTOR } from "../audit/commands";
import { readHolidays } from "../calendar/queries";
import { isWorkday, unregisteredYear } from "../calendar/rules";
import { readBoard } from "../dashboards/board-cache";
import { listPlansUnderWay } from "../dashboards/plans";
import { shanghaiDate, toDbDate } from "../dates";
import { addDeliveries, type NewDelivery } from "../deliveries/commands";
import { type Channels, configuredChannels } from "../deliveries/queries";
import { monthDay } from "../format";
import { notifyEach } from "../notifications/commands";
import { isDemonstration } from "../platform/clock";
import { type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { reaches } from "../policy";
import { termDuties } from "../reminders/late-terms";
import { owedMilestones } from "../reminders/milestones";
import { dutiesOf, owedReports, pendingReports } from "../reminders/owed";
import { owedReplies } from "../reminders/owed-replies";
import {
  type DigestLine,
  digestLines,
  digestMail,
  dueMessages,
  type Person,
  robotSummary,
} from "./digest";
import { holidayMessages } from "./holidays";
import { milestoneMessages } from "./milestones";
import { readPeople, readTies } from "./queries";
import { replyMessages } from "./replies";
import { weeklyLines } from "./weekly";

/**
 * Makes the digests of a working day: a message for each reminder that stands anew, one digest for
 * each person who has something to be told, and what is to be sent of it. All of it in one
 * transaction, once a day, whichever instance comes first; the number made, or null when there was
 * nothing to do (a day off, or done).
 */
export async function makeDigests(
  now: Date,
  channels: Channels = configuredChannels(),
): Promise<number | null> {
  const today = shanghaiDate(now);
  const holidays = await readHolidays();
  if (!isWorkday(today, holidays)) return null;
  return transact(async (tx) => {
    if (!(await claimDay(tx, today, now))) return null;
    const desks = await Promise.all(
      (await listPlansUnderWay(today)).map(async (plan) => {
        const { board } = await readBoard(plan, today);
        const late = await listLateTerms(tx, [plan.id], today, holidays);
        return { plan, board, late, owed: owedReports(board), pending: pendingReports(board) };
      }),
    );
    const untold = await takeUntold(tx, now);
    const people = (await readPeople(tx)).map((person) => ({
      ...person,
      unread: untold.filter(({ accountId }) => accountId === person.id).map(({ line }) => line),
    }));
    const ties = await readTies(tx);
    const messages = desks.flatMap(({ plan, board, late }) => {
      const readers = people.filter((person) => reaches(person, plan.id));
      return [
        ...dueMessages(readers, [...dutiesOf(board), ...termDuties(late)], ties, today, holidays),
        ...milestoneMessages(readers, owedMilestones(board), ties, today, holidays),
        ...replyMessages(readers, owedReplies(board), ties, today, holidays),
      ].map((message) => ({ ...message, planId: plan.id }));
    });
    const missing = holidayMessages(people, unregisteredYear(today, holidays)).map((message) => ({
      ...message,
      planId: null,
    }));
    const fresh = await notifyEach(tx, [...messages, ...missing], now);
    // These stand in the digests made here; what is moved to another later is told anew.
    await tx.$executeRaw`
      UPDATE notifications SET told_at = ${now}
       WHERE same_as = ANY(${fresh.map((each) => `${each.sameAs}:${each.accountId}`)})`;
    const weekly = await Promise.all(
      desks.map(({ plan, board }) =>
        weeklyLines(
          tx,
          plan,
          board,
          people.filter((person) => reaches(person, plan.id)),
        ),
      ),
    );
    const digests = people.flatMap((person) => {
      const own = fresh.filter(({ accountId }) => accountId === person.id);
      const pending = desks.flatMap((desk) => (reaches(person, desk.plan.id) ? desk.pending : []));
      const followed = weekly.flatMap((lines) => lines.get(person.id) ?? []);
      const lines = [...digestLines(person, own, pending), ...followed];
      return lines.length > 0 ? [{ person, lines }] : [];
    });
    const ids = await insertDigests(tx, digests, today, now);
    const summaries = desks.flatMap(({ plan, board, owed, pending }) => {
      const body = robotSummary(board.cities, owed, pending);
      return body === null ? [] : [{ plan, body }];
    });
    await addDeliveries(
      tx,
      [
        ...(channels.mail ? mails(digests, ids, today) : []),
        ...summaries.flatMap(({ plan, body }) =>
          channels.robots.map(({ kind }) => ({
            channel: kind,
            digestId: null,
            target: kind,
            about: `digest:${plan.id}`,
            // Of several plans under way each says which it is.
            subject: `对口合作督办${summaries.length > 1 ? `${plan.year}年度` : ""} ${monthDay(today)}汇总`,
            body,
          })),
        ),
      ],
      today,
      now,
    );
    await tx.$executeRaw`
      UPDATE digest_days SET digests = ${digests.length} WHERE business_on = ${toDbDate(today)}`;
    await recordEntry(
      tx,
      SYSTEM_ACTOR,
      { action: "digest.make", subject: `digest:${today}`, after: { digests: digests.length } },
      now,
    );
    return digests.length;
  });
}

/** Whoever writes the day's row makes its digests; another instance waits here until that is committed. */
async function claimDay(tx: Transaction, today: string, now: Date): Promise<boolean> {
  const claimed = await tx.$executeRaw`
    INSERT INTO digest_days (business_on, made_at, digests)
    VALUES (${toDbDate(today)}, ${now}, 0) ON CONFLICT DO NOTHING`;
  return claimed === 1;
}

/**
 * Takes the messages that nothing told their readers yet, for the digests being made: by the mark they
 * carry and not by a span of time, so that one which was being written meanwhile is in the next ones.
 */
async function takeUntold(
  tx: Transaction,
  now: Date,
): Promise<{ accountId: number; line: DigestLine }[]> {
  // In the order of their ids, as a 交接 locks them: neither waits for the other.
  await tx.$executeRaw`
    SELECT 1 FROM notifications WHERE read_at IS NULL AND told_at IS NULL ORDER BY id FOR UPDATE`;
  const rows = await tx.$queryRaw<({ id: number; accountId: number } & DigestLine)[]>`
    UPDATE notifications n SET told_at = ${now}
      FROM accounts a
     WHERE a.id = n.account_id AND a.active AND (NOT a.demonstration OR ${isDemonstration()})
       AND n.read_at IS NULL AND n.told_at IS NULL
    RETURNING n.id, n.account_id AS "accountId", n.kind, n.text, n.path`;
  return rows
    .sort((a, b) => a.id - b.id)
    .map(({ accountId, kind, text, path }) => ({ accountId, line: { kind, text, path } }));
}

async function insertDigests(
  tx: Transaction,
  digests: { person: Person; lines: DigestLine[] }[],
  today: string,
  now: Date,
): Promise<Map<number, number>> {
  const rows = await tx.digest.createManyAndReturn({
    data: digests.map(({ person, lines }) => ({
      accountId: person.id,
      businessOn: toDbDate(today),
      lines,
      createdAt: now,
    })),
    select: { id: true, accountId: true },
  });
  return new Map(rows.map(({ id, accountId }) => [accountId, id]));
}

/** One mail an address: people of a unit may share one. */
function mails(
  digests: { person: Person; lines: DigestLine[] }[],
  ids: Map<number, number>,
  today: string,
): NewDelivery[] {
  const byAddress = new Map<string, typeof digests>();
  for (const digest of digests) {
    const address = digest.person.email?.trim().toLowerCase();
    if (!address) continue;
    byAddress.set(address, [...(byAddress.get(address) ?? []), digest]);
  }
  return [...byAddress].map(([target, shared]) => ({
    channel: "MAIL" as const,
    digestId: ids.get(shared[0]?.person.id ?? 0) ?? null,
    target,
    ...digestMail(shared, today, env().PUBLIC_URL),
  }));
}
