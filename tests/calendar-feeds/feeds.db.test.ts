import { beforeAll, describe, expect, test } from "vitest";
import { GET } from "@/app/api/calendar/[file]/route";
import { createFeed, revokeFeed } from "@/lib/calendar-feeds/commands";
import { getCalendarText, getFeed } from "@/lib/calendar-feeds/queries";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { readCalendar } from "../support/icalendar";
import { actorNamed, at, hire, unitNamed } from "../support/people";
import { race, refusalOf, submit } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-09-20";
const UNIT = "济南市教育局";
let staff: Actor;
let leader: Actor;

beforeAll(async () => {
  staff = await hire("staff", "STAFF", { unit: UNIT });
  leader = await hire("leader", "LEADER");
});

const fetchFeed = (token: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://portal.test/api/calendar/${token}.ics`, { headers }), {
    params: Promise.resolve({ file: `${token}.ics` }),
  });
const eventsOf = async (actor: Actor, day = DAY) =>
  readCalendar(await getCalendarText(actor, day)).events.map((event) => ({
    uid: event.UID?.value ?? "",
    on: event.DTSTART?.value ?? "",
    summary: event.SUMMARY?.value ?? "",
  }));

describe("what a feed shows", () => {
  test("to a unit's staff: the reports and points of the unit, nothing of others", async () => {
    const unit = await unitNamed(UNIT);
    const board = await getBoard(staff, DAY);
    const shares = board.assignments.filter((share) => share.unit.id === unit.id);
    const events = await eventsOf(staff);
    const reports = events.filter(({ uid }) => uid.startsWith("report-"));
    expect(new Set(reports.map(({ uid }) => Number(uid.split("-")[1])))).toEqual(
      new Set(shares.map(({ assignmentId }) => assignmentId)),
    );
    expect(reports).toHaveLength(shares.length * board.periods.length);
    const points = events.filter(({ uid }) => uid.startsWith("point-"));
    expect(points.map(({ uid }) => Number(uid.split("-")[1])).sort((a, b) => a - b)).toEqual(
      board.points
        .filter(({ id }) => shares.some((share) => share.pointId === id))
        .map(({ number }) => number),
    );
    for (const { uid, on } of points) {
      const point = board.points.find(({ number }) => number === Number(uid.split("-")[1]));
      expect(on).toBe(point?.dueOn.replaceAll("-", ""));
    }
  });

  test("to others: every period and point of their city, or of both", async () => {
    const board = await getBoard(leader, DAY);
    const both = await eventsOf(leader);
    expect(both.filter(({ uid }) => uid.startsWith("point-"))).toHaveLength(31);
    expect(both.filter(({ uid }) => uid.startsWith("period-"))).toHaveLength(
      board.periods.length * 2,
    );
    const linyi = await hire("linyi", "REVIEWER", { city: "临沂市" });
    const own = await eventsOf(linyi);
    const city = board.cities.find(({ name }) => name === "临沂市")?.id;
    expect(own.filter(({ uid }) => uid.startsWith("point-"))).toHaveLength(
      board.points.filter(({ sides }) => sides.some((side) => side.city.id === city)).length,
    );
    expect(own.every(({ summary }) => !summary.includes("填报截止：济南市"))).toBe(true);
  });

  test("keeps its identities when a report comes in, and says that it did", async () => {
    const before = await eventsOf(staff);
    const assignment = await db().assignment.findFirstOrThrow({ where: { unit: { name: UNIT } } });
    await submit(staff, assignment.id, "2024-09-10");
    await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
    const after = await eventsOf(await actorNamed("staff"));
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    const uid = `report-${assignment.id}-2024-09-01@duban`;
    expect(before.find((event) => event.uid === uid)?.summary).not.toContain("已报");
    expect(after.find((event) => event.uid === uid)?.summary).toContain("（已报）");
  });

  test("to the auditor nothing", async () => {
    const auditor = await hire("auditor", "AUDITOR");
    expect(await refusalOf(getCalendarText(auditor, DAY))).toBe("NOT_FOUND");
    expect(await refusalOf(createFeed(auditor, {}, at(DAY)))).toBe("NOT_FOUND");
  });
});

describe("the secret address", () => {
  test("opens the feed without signing in; only its hash is kept; the same again is 304", async () => {
    const token = await createFeed(staff, {}, at(DAY));
    const rows = await db().calendarFeed.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    const answer = await fetchFeed(token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const { head } = readCalendar(await answer.text());
    expect(head["X-WR-CALNAME"]?.value).toBe(`对口合作督办·${UNIT}`);
    const tag = answer.headers.get("etag") ?? "";
    const again = await fetchFeed(token, { "if-none-match": tag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    expect((await getFeed(staff))?.lastUsedAt).not.toBeNull();
    // However often a calendar program asks: once a day in the audit log.
    const noted = await db().auditEntry.findMany({ where: { action: "calendar-feed.read" } });
    expect(noted).toMatchObject([{ subject: `account:${staff.accountId}` }]);
  });

  test("made anew closes the earlier one; revoked opens nothing; both stand in the audit log", async () => {
    const first = await createFeed(leader, {}, at(DAY));
    const second = await createFeed(leader, {}, at(DAY));
    expect((await fetchFeed(first)).status).toBe(404);
    expect((await fetchFeed(second)).status).toBe(200);
    await revokeFeed(leader, {}, at(DAY));
    expect((await fetchFeed(second)).status).toBe(404);
    expect(await refusalOf(revokeFeed(leader, {}, at(DAY)))).toBe("STALE");
    expect(await getFeed(leader)).toBeNull();
    const actions = await db().auditEntry.findMany({
      where: { action: { startsWith: "calendar-feed." } },
    });
    expect(actions.map(({ action }) => action).slice(-3)).toEqual([
      "calendar-feed.create",
      "calendar-feed.read",
      "calendar-feed.revoke",
    ]);
  });

  test("made twice at the same moment leaves one in force", async () => {
    const person = await hire("twice", "LEADER");
    await race([1, 2, 3].map(() => createFeed(person, {}, at(DAY))));
    expect(
      await db().calendarFeed.count({ where: { accountId: person.accountId, revokedAt: null } }),
    ).toBe(1);
  });

  test("of a closed account, an unknown one, or no secret at all opens nothing", async () => {
    const person = await hire("closed", "LEADER");
    const token = await createFeed(person, {}, at(DAY));
    await db().account.update({ where: { name: "closed" }, data: { active: false } });
    for (const each of [token, "A".repeat(43), "short", ""]) {
      const answer = await fetchFeed(each);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("没有这个日历订阅");
    }
  });
});
