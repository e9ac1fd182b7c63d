import { describe, expect, test } from "vitest";
import { setHolidays } from "@/lib/calendar/commands";
import { addDays, toDbDate } from "@/lib/dates";
import { makeDigests } from "@/lib/digests/commands";
import { handOver } from "@/lib/hand-overs/commands";
import { notify } from "@/lib/notifications/commands";
import { db, transact } from "@/lib/platform/db";
import { assignmentOf, at, hire } from "../support/people";
import { handIn } from "../support/reported";
import { digestOf, messagesOf, withOffice } from "./office";

const office = withOffice();

const NONE = { mail: null, robots: [] };

describe("from day to day", () => {
  test("a unit is reminded at 5, 2 and 0 working days, then after 1 and weekly, once each", async () => {
    const days: string[] = [];
    for (let day = "2024-09-10"; day <= "2024-10-17"; day = addDays(day, 1)) {
      await makeDigests(at(day, "09:00:00"), NONE);
      if ((await digestOf(office.staff, day)).length > 0) days.push(day);
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
    const messages = await messagesOf(office.staff);
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
    expect(await digestOf(office.staff, "2024-09-20")).toMatchObject([{ kind: "DUE" }]);
  });

  test("midnight in Shanghai begins the next day, whatever the machine's zone", async () => {
    expect(await makeDigests(new Date("2024-09-24T15:59:59Z"), NONE)).not.toBeNull();
    expect(await makeDigests(new Date("2024-09-24T16:00:00Z"), NONE)).not.toBeNull();
    const days = await db().digestDay.findMany({ orderBy: { businessOn: "asc" } });
    expect(days.map(({ businessOn }) => businessOn)).toEqual([
      toDbDate("2024-09-24"),
      toDbDate("2024-09-25"),
    ]);
    expect((await digestOf(office.staff, "2024-09-25"))[0]?.text).toContain("今天截止");
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
    const told = (await messagesOf(office.staff)).filter(({ text }) => text.startsWith("11月"));
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^11月进展11月25日截止，今天是此前最后一个工作日/),
    ]);
    const period = await db().period.findFirstOrThrow({ where: { month: toDbDate("2024-11-01") } });
    expect(period.dueOn).toEqual(toDbDate("2024-11-25"));
  });
});

describe("who is told what", () => {
  test("what was handed in is not reminded of; what was returned is", async () => {
    const [first = 0, second = 0] = office.assignments;
    const numberOf = async (id: number) =>
      (await db().assignment.findUniqueOrThrow({ where: { id }, include: { point: true } })).point
        .number;
    await handIn(first, "2024-09-01", "2024-09-12");
    await handIn(second, "2024-09-01", "2024-09-12", "RETURNED");
    await makeDigests(at("2024-09-23"), NONE);
    const [line] = await digestOf(office.staff, "2024-09-23");
    const named = /第 ([\d、]+) 项/.exec(line?.text ?? "")?.[1]?.split("、");
    expect(named).not.toContain(String(await numberOf(first)));
    expect(named).toContain(String(await numberOf(second)));
  });

  test("the 经办人 is told alone, everybody of the unit without one", async () => {
    await db().assignment.updateMany({
      where: { id: { in: office.assignments } },
      data: { handlerId: office.staff.accountId },
    });
    await makeDigests(at("2024-09-23"), NONE);
    expect(await messagesOf(office.staff)).toHaveLength(1);
    expect(await messagesOf(office.colleague)).toEqual([]);
    expect(await digestOf(office.colleague, "2024-09-23")).toEqual([]);
  });

  test("a reviewer is told how many of their city wait, since when; the other city's is told nothing", async () => {
    await makeDigests(at("2024-09-23"), NONE);
    expect(await digestOf(office.reviewer, "2024-09-23")).toEqual([
      { kind: "REVIEW", text: "待审核 1 份，最早的9月12日报送。", path: "/reviews" },
    ]);
    expect(await digestOf(office.linyi, "2024-09-23")).toEqual([]);
  });

  test("messages not read are told in one digest and not again; those read, and one's own doing, in none", async () => {
    const tell = (sameAs: string, kind: "RETURNED" | "APPROVED", by = office.reviewer) =>
      transact((tx) =>
        notify(
          tx,
          by,
          { to: [office.staff.accountId], kind, text: sameAs, path: "/updates", sameAs },
          at("2024-09-11"),
        ),
      );
    await tell("退回的", "RETURNED");
    await tell("读过的", "APPROVED");
    await tell("自己的", "APPROVED", office.staff);
    await db().notification.updateMany({ where: { text: "读过的" }, data: { readAt: new Date() } });
    await makeDigests(at("2024-09-11"), NONE);
    expect((await digestOf(office.staff, "2024-09-11")).map(({ text }) => text)).toEqual([
      "退回的",
    ]);
    await makeDigests(at("2024-09-12"), NONE);
    expect(await digestOf(office.staff, "2024-09-12")).toEqual([]);
  });

  test("a message that was being written while the digest was made is in the next one", async () => {
    const written = at("2024-09-11", "08:59:00");
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let begun = () => {};
    const writing = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const message = { to: [office.staff.accountId], kind: "APPROVED" as const, path: "/updates" };
    const late = transact(async (tx) => {
      await notify(tx, null, { ...message, text: "晚到的", sameAs: "late" }, written);
      begun();
      await held;
    });
    await writing;
    await transact((tx) =>
      notify(tx, null, { ...message, text: "早到的", sameAs: "early" }, written),
    );
    await makeDigests(at("2024-09-11", "09:00:00"), NONE);
    commit();
    await late;
    const texts = async (day: string) =>
      (await digestOf(office.staff, day)).map(({ text }) => text);
    expect(await texts("2024-09-11")).toEqual(["早到的"]);
    await makeDigests(at("2024-09-12", "09:00:00"), NONE);
    expect(await texts("2024-09-12")).toEqual(["晚到的"]);
  });

  test("of very many messages the newest are told one by one and the others counted, none twice", async () => {
    for (let count = 1; count <= 23; count += 1) {
      const message = { kind: "APPROVED" as const, text: `第 ${count} 条`, path: "/updates" };
      await transact((tx) =>
        notify(
          tx,
          null,
          { ...message, to: [office.staff.accountId], sameAs: `m${count}` },
          at("2024-09-10"),
        ),
      );
    }
    await makeDigests(at("2024-09-11"), NONE);
    const lines = await digestOf(office.staff, "2024-09-11");
    expect(lines).toHaveLength(21);
    expect(lines[0]?.text).toBe("第 4 条");
    expect(lines.at(-1)?.text).toBe("另有 3 条更早的未读消息。");
    await makeDigests(at("2024-09-12"), NONE);
    expect(await digestOf(office.staff, "2024-09-12")).toEqual([]);
  });

  test("what is handed over is told to who took it over, though it was told before", async () => {
    const message = {
      kind: "APPROVED" as const,
      text: "交接的",
      path: "/updates",
      sameAs: "moved",
    };
    await transact((tx) =>
      notify(tx, null, { ...message, to: [office.staff.accountId] }, at("2024-09-10")),
    );
    await makeDigests(at("2024-09-11"), NONE);
    const people = { fromId: office.staff.accountId, toId: office.colleague.accountId };
    await handOver(office.staff, people, at("2024-09-11"));
    await makeDigests(at("2024-09-12"), NONE);
    const told = (await digestOf(office.colleague, "2024-09-12")).map(({ text }) => text);
    expect(told[0]).toBe("交接的");
    expect(told[1]).toContain("已交由您接手");
  });

  test("nobody gets an empty digest", async () => {
    await makeDigests(at("2024-09-23"), NONE);
    const digests = await db().digest.findMany();
    expect(digests.length).toBeGreaterThan(0);
    for (const { lines } of digests) expect(lines).not.toEqual([]);
  });
});

test("an assignment nobody answers for reminds nobody and stops nothing", async () => {
  expect(await assignmentOf("临沂市教育局", 31)).toBeGreaterThan(0);
  expect(await makeDigests(at("2024-09-23"), NONE)).toBeGreaterThan(0);
});
