import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setHolidays } from "@/lib/calendar/commands";
import { forgetBoards } from "@/lib/dashboards/board-cache";
import { addDays, toDbDate } from "@/lib/dates";
import type { Channels } from "@/lib/deliveries/queries";
import { makeDigests } from "@/lib/digests/commands";
import { notify } from "@/lib/notifications/commands";
import { db, transact } from "@/lib/platform/db";
import { installJobs } from "@/lib/platform/job-runner";
import { selectJobs } from "@/lib/platform/jobs";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { assignmentOf, at, hire, unitNamed } from "../support/people";
import { handIn } from "../support/reported";
import { statementsOf } from "../support/statements";

const database = withDatabase({ template: "plan" });

const ALL: Channels = {
  mail: { url: "smtp://127.0.0.1:1", from: "duban@example.gov.cn" },
  robots: [
    { kind: "DINGTALK", url: "http://127.0.0.1:1/" },
    { kind: "WECOM", url: "http://127.0.0.1:1/" },
  ],
};
const NONE: Channels = { mail: null, robots: [] };
const UNIT = "济南市教育局";

let staff: Actor;
let colleague: Actor;
let reviewer: Actor;
let linyi: Actor;
let assignments: number[] = [];

beforeAll(async () => {
  await installJobs(database.url);
  staff = await hire("staff", "STAFF", { unit: UNIT });
  colleague = await hire("colleague", "STAFF", { unit: UNIT });
  reviewer = await hire("jinan-reviewer", "REVIEWER", { city: "济南市" });
  linyi = await hire("linyi-reviewer", "REVIEWER", { city: "临沂市" });
  await hire("leader", "LEADER");
  const unit = await unitNamed(UNIT);
  const held = await db().assignment.findMany({
    where: { unitId: unit.id },
    orderBy: { id: "asc" },
  });
  assignments = held.map(({ id }) => id);
  // Only the September period is looked at here.
  await db().$executeRaw`UPDATE periods SET locked_on = '2024-09-01' WHERE month < '2024-09-01'`;
});

beforeEach(async () => {
  forgetBoards();
  await db().delivery.deleteMany();
  await db().digest.deleteMany();
  await db().digestDay.deleteMany();
  await db().notification.deleteMany();
  await db().assignment.updateMany({ data: { handlerId: null } });
  await db().account.updateMany({ data: { email: null } });
});

const digestOf = async (actor: Actor, day: string) => {
  const row = await db().digest.findFirst({
    where: { accountId: actor.accountId, businessOn: toDbDate(day) },
  });
  return (row?.lines ?? []) as { kind: string; text: string; path: string }[];
};
const unreadOf = (actor: Actor) =>
  db().notification.findMany({ where: { accountId: actor.accountId }, orderBy: { id: "asc" } });

describe("from day to day", () => {
  test("a unit is reminded at 5, 2 and 0 working days, then after 1 and weekly, once each", async () => {
    const days: string[] = [];
    for (let day = "2024-09-10"; day <= "2024-10-17"; day = addDays(day, 1)) {
      await makeDigests(at(day, "09:00:00"), NONE);
      if ((await digestOf(staff, day)).length > 0) days.push(day);
    }
    // 14 September is worked for the holiday of 16 and 17; 1 to 7 October are off, the 12th is worked.
    expect(days).toEqual([
      "2024-09-18",
      "2024-09-23",
      "2024-09-25",
      "2024-09-26",
      "2024-10-08",
      "2024-10-10",
      "2024-10-17",
    ]);
    const messages = await unreadOf(staff);
    expect(messages.map(({ kind }) => kind)).toEqual([
      "DUE",
      "DUE",
      "DUE",
      "OVERDUE",
      "OVERDUE",
      "OVERDUE",
      "OVERDUE",
    ]);
    expect(messages[0]?.text).toMatch(
      /^9月进展还有 5 个工作日截止（9月25日），还有 \d+ 项未报：第 [\d、]+ 项。$/,
    );
    expect(messages[2]?.text).toMatch(/^9月进展今天截止/);
    expect(messages[3]?.text).toMatch(/^9月进展已逾期 1 个工作日（9月25日截止）/);
  });

  test("what was missed while the portal was down is told when it is up again", async () => {
    expect(await makeDigests(at("2024-09-20"), NONE)).toBeGreaterThan(0);
    expect(await digestOf(staff, "2024-09-20")).toMatchObject([{ kind: "DUE" }]);
  });

  test("midnight in Shanghai begins the next day, whatever the machine's zone", async () => {
    expect(await makeDigests(new Date("2024-09-24T15:59:59Z"), NONE)).not.toBeNull();
    expect(await makeDigests(new Date("2024-09-24T16:00:00Z"), NONE)).not.toBeNull();
    const days = await db().digestDay.findMany({ orderBy: { businessOn: "asc" } });
    expect(days.map(({ businessOn }) => businessOn)).toEqual([
      toDbDate("2024-09-24"),
      toDbDate("2024-09-25"),
    ]);
    expect((await digestOf(staff, "2024-09-25"))[0]?.text).toContain("今天截止");
  });

  test("a due date that becomes a holiday is told on the last working day before it, and stays what it is", async () => {
    const admin = await hire("admin", "ADMIN");
    await setHolidays(
      admin,
      { from: "2024-11-25", until: "2024-11-26", kind: "OFF", name: "地方节日" },
      at("2024-11-01"),
    );
    expect(await makeDigests(at("2024-11-25"), NONE)).toBeNull();
    await makeDigests(at("2024-11-22"), NONE);
    const told = (await unreadOf(staff)).filter(({ text }) => text.startsWith("11月"));
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^11月进展11月25日截止，今天是此前最后一个工作日/),
    ]);
    const period = await db().period.findFirstOrThrow({ where: { month: toDbDate("2024-11-01") } });
    expect(period.dueOn).toEqual(toDbDate("2024-11-25"));
  });
});

describe("who is told what", () => {
  test("what was handed in is not reminded of; what was returned is", async () => {
    const [first = 0, second = 0] = assignments;
    const numberOf = async (id: number) =>
      (await db().assignment.findUniqueOrThrow({ where: { id }, include: { point: true } })).point
        .number;
    await handIn(first, "2024-09-01", "2024-09-12");
    await handIn(second, "2024-09-01", "2024-09-12", "RETURNED");
    await makeDigests(at("2024-09-23"), NONE);
    const [line] = await digestOf(staff, "2024-09-23");
    const named = /第 ([\d、]+) 项/.exec(line?.text ?? "")?.[1]?.split("、");
    expect(named).not.toContain(String(await numberOf(first)));
    expect(named).toContain(String(await numberOf(second)));
  });

  test("the 经办人 is told alone, everybody of the unit without one", async () => {
    await db().assignment.updateMany({
      where: { id: { in: assignments } },
      data: { handlerId: staff.accountId },
    });
    await makeDigests(at("2024-09-23"), NONE);
    expect(await unreadOf(staff)).toHaveLength(1);
    expect(await unreadOf(colleague)).toEqual([]);
    expect(await digestOf(colleague, "2024-09-23")).toEqual([]);
  });

  test("a reviewer is told how many of their city wait, since when; the other city's is told nothing", async () => {
    await makeDigests(at("2024-09-23"), NONE);
    expect(await digestOf(reviewer, "2024-09-23")).toEqual([
      { kind: "REVIEW", text: "待审核 1 份，最早的9月12日报送。", path: "/reviews" },
    ]);
    expect(await digestOf(linyi, "2024-09-23")).toEqual([]);
  });

  test("messages not read are told in one digest and not again; those read, and one's own doing, in none", async () => {
    const tell = (sameAs: string, kind: "RETURNED" | "APPROVED", by: Actor | null = reviewer) =>
      transact((tx) =>
        notify(
          tx,
          by,
          { to: [staff.accountId], kind, text: sameAs, path: "/updates", sameAs },
          at("2024-09-11"),
        ),
      );
    await tell("退回的", "RETURNED");
    await tell("读过的", "APPROVED");
    await tell("自己的", "APPROVED", staff);
    await db().notification.updateMany({ where: { text: "读过的" }, data: { readAt: new Date() } });
    await makeDigests(at("2024-09-11"), NONE);
    expect((await digestOf(staff, "2024-09-11")).map(({ text }) => text)).toEqual(["退回的"]);
    await makeDigests(at("2024-09-12"), NONE);
    expect(await digestOf(staff, "2024-09-12")).toEqual([]);
  });

  test("nobody gets an empty digest", async () => {
    await makeDigests(at("2024-09-23"), NONE);
    const digests = await db().digest.findMany();
    expect(digests.length).toBeGreaterThan(0);
    for (const { lines } of digests) expect(lines).not.toEqual([]);
  });
});

describe("one digest a person and day", () => {
  test("though five ask for it at once, from two processes' worth of calls, with their jobs in the same transaction", async () => {
    await db().account.update({
      where: { id: staff.accountId },
      data: { email: "jyj@example.gov.cn" },
    });
    const before = (await selectJobs(db(), 500)).length;
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => makeDigests(at("2024-09-23"), ALL)));
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    expect(await db().digest.count({ where: { accountId: staff.accountId } })).toBe(1);
    expect(await unreadOf(staff)).toHaveLength(1);
    const deliveries = await db().delivery.findMany({ orderBy: { channel: "asc" } });
    expect(deliveries.map(({ channel, target }) => `${channel} ${target}`).sort()).toEqual([
      "DINGTALK DINGTALK",
      "MAIL jyj@example.gov.cn",
      "WECOM WECOM",
    ]);
    expect((await selectJobs(db(), 500)).length - before).toBe(3);
    expect(
      await db().auditEntry.count({
        where: { action: "digest.make", subject: "digest:2024-09-23" },
      }),
    ).toBeGreaterThan(0);
  });

  test("people who share an address get one mail with both their parts", async () => {
    await db().account.updateMany({
      where: { id: { in: [staff.accountId, colleague.accountId] } },
      data: { email: "JYJ@example.gov.cn" },
    });
    await makeDigests(at("2024-09-23"), ALL);
    const [mail] = await db().delivery.findMany({ where: { channel: "MAIL" } });
    expect(mail?.body.match(/济南市教育局 · STAFF：/g)).toHaveLength(2);
    expect(mail?.body).toContain("【即将截止】9月进展还有 2 个工作日截止");
  });

  test("a robot is told counts and units by city, and nobody's name, in less than 2,048 bytes", async () => {
    await makeDigests(at("2024-10-10"), ALL);
    const [{ subject = "", body = "" } = {}] = await db().delivery.findMany({
      where: { channel: "WECOM" },
    });
    expect(body).toMatch(/^济南：逾期 \d+ 项（.+ \d+ 家）/);
    expect(body).toMatch(/\n临沂：逾期 \d+ 项/);
    expect(body).toContain("待审核 1 份");
    expect(new TextEncoder().encode(`${subject}\n${body}`).length).toBeLessThan(2048);
    expect(body).not.toMatch(/staff|STAFF|@/);
  });

  test("when making it fails nothing of it stays, and the next try makes all of it", async () => {
    await db().$executeRawUnsafe("ALTER TABLE deliveries RENAME TO deliveries_away");
    await expect(makeDigests(at("2024-09-23"), ALL)).rejects.toThrow();
    await db().$executeRawUnsafe("ALTER TABLE deliveries_away RENAME TO deliveries");
    expect(await db().digestDay.count()).toBe(0);
    expect(await unreadOf(staff)).toEqual([]);
    expect(await makeDigests(at("2024-09-23"), ALL)).toBeGreaterThan(0);
    expect(await unreadOf(staff)).toHaveLength(1);
  });

  test("takes the same few statements whatever the number of people and reports", async () => {
    const statements = await statementsOf(() => makeDigests(at("2024-09-23"), ALL));
    expect(statements.length).toBeLessThanOrEqual(20);
  });
});

test("an assignment nobody answers for reminds nobody and stops nothing", async () => {
  expect(await assignmentOf("临沂市教育局", 31)).toBeGreaterThan(0);
  expect(await makeDigests(at("2024-09-23"), NONE)).toBeGreaterThan(0);
});
