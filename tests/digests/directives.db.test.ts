import { beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import { makeDigests } from "@/lib/digests/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { keepWatch } from "@/lib/watches/commands";
import { askAgain, issue, reply, withdraw } from "../support/directives";
import { order } from "../support/orders";
import { actorNamed, at } from "../support/people";
import { digestOf, messagesOf, withOffice } from "./office";

const office = withOffice();
const NONE = { mail: null, robots: [] };
const who = {} as { leader: Actor };

beforeAll(async () => {
  who.leader = await actorNamed("leader");
});

/** The reminders of a 批示 or 督办单 the unit's staff got, by day. */
async function remindedFrom(id: number, from: string, until: string, place = "directives") {
  const days: [string, string][] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    await makeDigests(at(day, "09:00:00"), NONE);
    for (const { kind, path, text } of await digestOf(office.staff, day)) {
      const news = kind === "DIRECTIVE" || kind === "ORDER";
      if (path === `/${place}/${id}` && !news) days.push([day, text]);
    }
  }
  return days;
}

describe("an answer that is owed to a directive", () => {
  test("is reminded of at 5, 2 and 0 working days, then after 1 and weekly, and no more once it is given", async () => {
    const id = await issue(who.leader, "2024-10-21", { dueOn: "2024-11-01", point: 20 });
    const told = await remindedFrom(id, "2024-10-22", "2024-11-12");
    expect(told.map(([day]) => day)).toEqual([
      "2024-10-25",
      "2024-10-30",
      "2024-11-01",
      "2024-11-04",
      "2024-11-11",
    ]);
    expect(told[0]?.[1]).toBe("第 20 项的批示，济南市教育局答复还有 5 个工作日截止（11月1日）。");
    expect(told[2]?.[1]).toBe("第 20 项的批示，济南市教育局答复今天截止。");
    expect(told[3]?.[1]).toBe("第 20 项的批示，济南市教育局答复已逾期 1 个工作日（11月1日截止）。");
    await reply(office.staff, id, "2024-11-13");
    expect(await remindedFrom(id, "2024-11-14", "2024-11-20")).toEqual([]);
  });

  test("is a new duty when it is asked for again, by its own day", async () => {
    const id = await issue(who.leader, "2024-10-21", { dueOn: "2024-10-31" });
    const answer = await reply(office.staff, id, "2024-10-22");
    await askAgain(who.leader, answer, "2024-10-23", "2024-11-08");
    const told = await remindedFrom(id, "2024-10-24", "2024-11-08");
    expect(told.map(([day]) => day)).toEqual(["2024-11-01", "2024-11-06", "2024-11-08"]);
    expect(told[0]?.[1]).toContain("补充答复还有 5 个工作日截止（11月8日）");
    await withdraw(who.leader, id, "2024-11-08");
    expect(await remindedFrom(id, "2024-11-09", "2024-11-13")).toEqual([]);
  });
});

describe("an answer that is owed to a 督办单", () => {
  test("is reminded of like any other, by its number and on its own page", async () => {
    const id = await order("leader", "2024-10-21", { dueOn: "2024-11-01", point: 20 });
    const told = await remindedFrom(id, "2024-10-22", "2024-11-04", "supervision-orders");
    expect(told.map(([day]) => day)).toEqual([
      "2024-10-25",
      "2024-10-30",
      "2024-11-01",
      "2024-11-04",
    ]);
    expect(told[3]?.[1]).toBe(
      "第 20 项的督办单蓝督〔2024〕1号，济南市教育局答复已逾期 1 个工作日（11月1日截止）。",
    );
    await reply(office.staff, id, "2024-11-05");
    expect(await remindedFrom(id, "2024-11-06", "2024-11-12", "supervision-orders")).toEqual([]);
  });
});

describe("关注 of a week", () => {
  const watchLines = async (day: string) =>
    (await digestOf(who.leader, day)).filter(({ kind }) => kind === "WATCH");

  test("comes on its first working day, with what turned and what is new, in that day's one digest", async () => {
    const point = await db().workPoint.findFirstOrThrow({ where: { number: 9 } });
    const plain = await db().workPoint.findFirstOrThrow({ where: { number: 3 } });
    for (const { id } of [point, plain]) {
      await keepWatch(who.leader, { pointId: id, follow: "yes" }, at("2024-10-08"));
    }
    const [unit] = await db().unit.findMany({
      where: { assignments: { some: { pointId: point.id } }, kind: { not: "GROUP" } },
      take: 1,
    });
    await issue(who.leader, "2024-10-16", {
      point: 9,
      units: [unit?.name ?? ""],
      dueOn: "2024-10-25",
    });
    // Monday the 21st; nothing on the other days of that week.
    for (const day of ["2024-10-18", "2024-10-21", "2024-10-22"]) {
      await makeDigests(at(day, "08:30:00"), NONE);
    }
    expect(await watchLines("2024-10-22")).toEqual([]);
    const lines = await watchLines("2024-10-21");
    expect(lines.map(({ path }) => path)).toEqual(["/points/9", "/points/3"]);
    expect(lines[0]?.text).toMatch(
      /^第 9 项“.+”.+，0%；上周一以来：.*新批示：请补齐跟岗人选.*批示答复 10月25日到期。$/,
    );
    expect(
      await db().digest.count({
        where: { accountId: who.leader.accountId, businessOn: new Date("2024-10-21T00:00:00Z") },
      }),
    ).toBe(1);
  });

  test("comes on Tuesday where Monday is off", async () => {
    await db().holiday.create({
      data: { date: new Date("2024-10-21T00:00:00Z"), isWorkday: false, name: "地方节日" },
    });
    expect(await makeDigests(at("2024-10-21"), NONE)).toBeNull();
    await makeDigests(at("2024-10-22"), NONE);
    expect(await watchLines("2024-10-22")).toHaveLength(2);
    await db().holiday.delete({ where: { date: new Date("2024-10-21T00:00:00Z") } });
  });

  test("says nothing to who follows nothing, and nothing when nothing has happened", async () => {
    expect((await messagesOf(office.reviewer)).length).toBe(0);
    await makeDigests(at("2024-10-21"), NONE);
    const lines = await digestOf(office.reviewer, "2024-10-21");
    expect(lines.filter(({ kind }) => kind === "WATCH")).toEqual([]);
    const watches = await db().watch.findMany({ where: { endsOn: null } });
    for (const { pointId } of watches) {
      await keepWatch(who.leader, { pointId: pointId ?? 0, follow: "no" }, at("2024-10-22"));
    }
    await makeDigests(at("2024-10-28"), NONE);
    expect(await watchLines("2024-10-28")).toEqual([]);
    // A point nothing happened to, followed by the reviewer.
    const quiet = await db().workPoint.findFirstOrThrow({ where: { number: 3 } });
    await keepWatch(office.reviewer, { pointId: quiet.id, follow: "yes" }, at("2024-10-22"));
    await makeDigests(at("2024-11-11"), NONE);
    const told = await digestOf(office.reviewer, "2024-11-11");
    expect(told.filter(({ kind }) => kind === "WATCH")).toEqual([]);
  });
});
