import { beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/dates";
import { makeDigests } from "@/lib/digests/commands";
import { confirmMilestone } from "@/lib/plan/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { at, hire } from "../support/people";
import { plan, type Step } from "../support/time";
import { digestOf, withOffice } from "./office";

const office = withOffice();
const NONE = { mail: null, robots: [] };
let admin: Actor;
let both: Actor;
let number = 0;

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  both = await hire("both", "REVIEWER");
  const point = await db().workPoint.findFirstOrThrow({
    where: { assignments: { some: { id: { in: office.assignments } } } },
    orderBy: { number: "asc" },
  });
  number = point.number;
});

const step = (title: string, dueOn: string): Step => ({ title, dueOn, weight: 100 });

/** What one person's digests say of milestones, by day, while they are made each day. */
async function toldOf(actor: Actor, from: string, until: string): Promise<[string, string][]> {
  const told: [string, string][] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    await makeDigests(at(day, "09:00:00"), NONE);
    for (const { kind, text } of await digestOf(actor, day)) {
      if (kind === "MILESTONE") told.push([day, text]);
    }
  }
  return told;
}

/** The one milestone of the point that stands, by the row it began with. */
async function standing(): Promise<number> {
  const row = await db().milestone.findFirstOrThrow({
    where: { point: { number }, removedOn: null },
  });
  return row.rootId ?? row.id;
}

/** Confirms it for both sides: what is late and open can be taken out by nobody. */
async function reached(doneOn: string): Promise<void> {
  const rootId = await standing();
  for (const { id: cityId } of await db().city.findMany()) {
    await confirmMilestone(both, { rootId, cityId, doneOn }, at(doneOn, "16:00:00"));
  }
}

describe("a 节点 of a point", () => {
  test("is reminded of at 5, 2 and 0 working days, then after 1 and weekly, each once", async () => {
    await plan(admin, number, [step("签订协议", "2024-10-31")], "2024-10-08");
    const told = await toldOf(office.staff, "2024-10-09", "2024-11-08");
    expect(told).toEqual([
      ["2024-10-24", `第 ${number} 项节点“签订协议”还有 5 个工作日到期（10月31日）。`],
      ["2024-10-29", `第 ${number} 项节点“签订协议”还有 2 个工作日到期（10月31日）。`],
      ["2024-10-31", `第 ${number} 项节点“签订协议”今天到期，请完成后报审核员确认。`],
      [
        "2024-11-01",
        `第 ${number} 项节点“签订协议”已逾期 1 个工作日（应于10月31日完成），请完成后报审核员确认。`,
      ],
      [
        "2024-11-08",
        `第 ${number} 项节点“签订协议”已逾期 6 个工作日（应于10月31日完成），请完成后报审核员确认。`,
      ],
    ]);
  });

  test("that is put off is reminded of anew by its new day, and no more once it is reached", async () => {
    await reached("2024-11-08");
    await plan(admin, number, [step("签订补充协议", "2024-11-15")], "2024-11-09");
    await plan(
      admin,
      number,
      [{ ...step("签订补充协议", "2024-11-29"), root: await standing() }],
      "2024-11-11",
    );
    expect((await toldOf(office.staff, "2024-11-12", "2024-11-26")).map(([day]) => day)).toEqual([
      "2024-11-22",
    ]);
    await reached("2024-11-26");
    expect(await toldOf(office.staff, "2024-11-27", "2024-12-06")).toEqual([]);
  });

  test("is no business of a unit that has no part in the point, nor of reviewers and leaders", async () => {
    await plan(admin, number, [step("挂牌", "2024-12-20")], "2024-12-09");
    const told = await toldOf(office.reviewer, "2024-12-10", "2024-12-23");
    expect(told).toEqual([]);
    const others = await db().notification.findMany({
      where: { kind: "MILESTONE", account: { role: { not: "STAFF" } } },
    });
    expect(others).toEqual([]);
  });

  test("missed while the portal was down is told when it is up again, and late days count in working days", async () => {
    // Due on a Saturday: the last working day before it is Friday the 20th.
    await plan(admin, number, [step("验收", "2024-12-21")], "2024-12-09");
    await makeDigests(at("2024-12-20"), NONE);
    expect((await digestOf(office.staff, "2024-12-20")).map(({ text }) => text)).toContain(
      `第 ${number} 项节点“验收”12月21日到期，今天是此前最后一个工作日，请完成后报审核员确认。`,
    );
    await makeDigests(at("2024-12-25"), NONE);
    const late = (await digestOf(office.staff, "2024-12-25")).map(({ text }) => text);
    expect(late.filter((text) => text.includes("验收"))).toEqual([
      `第 ${number} 项节点“验收”已逾期 3 个工作日（应于12月21日完成），请完成后报审核员确认。`,
    ]);
  });
});
