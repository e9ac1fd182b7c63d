import { describe, expect, test } from "vitest";
import type { Channels } from "@/lib/deliveries/queries";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import { selectJobs } from "@/lib/platform/jobs";
import { at } from "../support/people";
import { handIn } from "../support/reported";
import { statementsOf } from "../support/statements";
import { messagesOf, withOffice } from "./office";

const office = withOffice();

const ALL: Channels = {
  mail: { url: "smtp://127.0.0.1:1", from: "duban@example.gov.cn" },
  robots: [
    { kind: "DINGTALK", url: "http://127.0.0.1:1/" },
    { kind: "WECOM", url: "http://127.0.0.1:1/" },
  ],
};

describe("one digest a person and day", () => {
  test("though five ask for it at once, from two processes' worth of calls, with their jobs in the same transaction", async () => {
    await db().account.update({
      where: { id: office.staff.accountId },
      data: { email: "jyj@example.gov.cn" },
    });
    const before = (await selectJobs(db(), 500)).length;
    const made = await Promise.all([1, 2, 3, 4, 5].map(() => makeDigests(at("2024-09-23"), ALL)));
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    expect(await db().digest.count({ where: { accountId: office.staff.accountId } })).toBe(1);
    expect(await messagesOf(office.staff)).toHaveLength(1);
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
      where: { id: { in: [office.staff.accountId, office.colleague.accountId] } },
      data: { email: "JYJ@example.gov.cn" },
    });
    await makeDigests(at("2024-09-23"), ALL);
    const [mail] = await db().delivery.findMany({ where: { channel: "MAIL" } });
    expect(mail?.body.match(/济南市教育局 · STAFF：/g)).toHaveLength(2);
    expect(mail?.body).toContain("【即将截止】9月进展还有 2 个工作日截止");
  });

  test("a robot is told counts and units by city, and nobody's name, in less than 2,048 bytes", async () => {
    await handIn(office.assignments[0] ?? 0, "2024-09-01", "2024-09-12");
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
    expect(await messagesOf(office.staff)).toEqual([]);
    expect(await makeDigests(at("2024-09-23"), ALL)).toBeGreaterThan(0);
    expect(await messagesOf(office.staff)).toHaveLength(1);
  });

  test("takes the same few statements whatever the number of people and reports", async () => {
    const statements = await statementsOf(() => makeDigests(at("2024-09-23"), ALL));
    expect(statements.length).toBeLessThanOrEqual(20);
  });
});
