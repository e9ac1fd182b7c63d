import { beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "@/lib/dashboards/queries";
import { watchedBy } from "@/lib/dashboards/watched";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { keepWatch } from "@/lib/watches/commands";
import { keepWatchInput } from "@/lib/watches/schema";
import { withDatabase } from "../support/database";
import { issue } from "../support/directives";
import { actorNamed, assignmentOf, at, hire, unitNamed } from "../support/people";
import { approve, race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const UNIT = "济南市教育局";
const who = {} as Record<"leader" | "other" | "staff" | "reviewer", Actor>;
const own = { point: 0, chapter: 0, unit: 0 };

beforeAll(async () => {
  who.leader = await hire("leader", "LEADER");
  who.other = await hire("other", "LEADER", { city: "济南市" });
  who.staff = await hire("staff", "STAFF", { unit: UNIT });
  who.reviewer = await hire("reviewer", "REVIEWER");
  const point = await db().workPoint.findFirstOrThrow({ where: { number: 20 } });
  own.point = point.id;
  own.chapter = point.chapterId;
  own.unit = (await unitNamed(UNIT)).id;
});

const keep = (actor: Actor, day: string, thing: Record<string, number>, follow = "yes") =>
  keepWatch(actor, keepWatchInput.parse({ ...thing, follow }), at(day));

async function watched(actor: Actor, day: string, before = "2024-09-15") {
  const fresh = await actorNamed(actor.name);
  const [now, then] = [await getBoard(fresh, day), await getBoard(fresh, before)];
  return watchedBy(fresh.accountId, now, then);
}

describe("关注", () => {
  test("of a point, a chapter and a unit shows the light and percent of each", async () => {
    await keep(who.leader, "2024-09-10", { pointId: own.point });
    await keep(who.leader, "2024-09-10", { chapterId: own.chapter });
    await keep(who.leader, "2024-09-10", { unitId: own.unit });
    const list = await watched(who.leader, "2024-09-20");
    expect(list.map(({ kind, number }) => ({ kind, number }))).toEqual([
      { kind: "point", number: 20 },
      { kind: "chapter", number: 6 },
      { kind: "unit", number: own.unit },
    ]);
    const board = await getBoard(await actorNamed("leader"), "2024-09-20");
    const point = board.points.find(({ number }) => number === 20);
    expect(list[0]).toMatchObject({ light: point?.light, percent: point?.percent });
  });

  test("is one's own: another leader follows nothing by it", async () => {
    expect(await watched(who.other, "2024-09-20")).toEqual([]);
  });

  test("tells what has changed since: approved progress, a new directive, a due answer", async () => {
    const assignment = await assignmentOf(UNIT, 20);
    await approve(
      who.reviewer,
      await submit(who.staff, assignment, "2024-09-17", { percent: 60 }),
      "2024-09-18",
    );
    await issue(who.leader, "2024-09-18", { dueOn: "2024-09-25" });
    const [point, chapter, unit] = await watched(who.leader, "2024-09-20");
    expect(point?.news).toContain("进度 0% → 30%");
    expect(unit?.news).toContainEqual(expect.stringMatching(/^进度 0% → \d+%$/));
    for (const each of [point, chapter, unit]) {
      expect(each?.news).toContainEqual(expect.stringMatching(/^新批示：请补齐跟岗人选/));
      expect(each?.news).toContain("批示答复 9月25日到期");
    }
  });

  test("asked for twice at once begins once", async () => {
    const tap = () => keep(who.other, "2024-09-20", { pointId: own.point });
    expect(await race([tap(), tap()])).toEqual([undefined, undefined]);
    expect(await watched(who.other, "2024-09-20")).toHaveLength(1);
  });

  test("is dated: it ends on its day, may begin again, and past days read as they stood", async () => {
    await keep(who.other, "2024-09-23", { pointId: own.point }, "no");
    expect(await watched(who.other, "2024-09-22")).toHaveLength(1);
    expect(await watched(who.other, "2024-09-23")).toHaveLength(0);
    await keep(who.other, "2024-09-25", { pointId: own.point });
    expect(await watched(who.other, "2024-09-24")).toHaveLength(0);
    expect(await watched(who.other, "2024-09-25")).toHaveLength(1);
    const entries = await db().auditEntry.findMany({
      where: { accountId: who.other.accountId, action: { startsWith: "watch." } },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      "watch.start",
      "watch.end",
      "watch.start",
    ]);
  });

  test("is kept by leaders and reviewers, and of what is there", async () => {
    await keep(who.reviewer, "2024-09-20", { chapterId: own.chapter });
    expect(await refusalOf(keep(who.staff, "2024-09-20", { pointId: own.point }))).toBe(
      "NOT_FOUND",
    );
    expect(await refusalOf(keep(who.leader, "2024-09-20", { pointId: 999_999 }))).toBe("NOT_FOUND");
  });

  test("changes nothing but its end in the database", async () => {
    const run = (sql: string) => db().$executeRawUnsafe(sql);
    await expect(run("UPDATE watches SET starts_on = '2024-01-01'")).rejects.toThrow(
      /only be ended/,
    );
    await expect(
      run("UPDATE watches SET ends_on = NULL WHERE ends_on IS NOT NULL"),
    ).rejects.toThrow(/only be ended/);
    await expect(run("DELETE FROM watches")).rejects.toThrow(/are kept/);
  });
});
