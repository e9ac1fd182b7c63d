import { expect, test } from "vitest";
import { getCalendarText } from "@/lib/calendar-feeds/queries";
import { directivesFor } from "@/lib/dashboards/directives";
import { type DueKind, getDueMonth } from "@/lib/dashboards/due";
import { getBoard } from "@/lib/dashboards/queries";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { readCalendar } from "../support/icalendar";
import { actorNamed, hire } from "../support/people";

withDatabase({ template: "demonstration" });

const DAY = "2024-09-20";
const MONTHS = ["04", "05", "06", "07", "08", "09", "10", "11", "12"].map((each) => `2024-${each}`);
const KINDS: [DueKind, string][] = [
  ["POINT", "point-"],
  ["MILESTONE", "milestone-"],
  ["DIRECTIVE", "directive-"],
  ["ORDER", "order-"],
  ["RESOLUTION", "resolution-"],
];

const eventsOf = async (actor: Actor) =>
  readCalendar(await getCalendarText(actor, DAY)).events.map((event) => ({
    uid: event.UID?.value ?? "",
    on: (event.DTSTART?.value ?? "").replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3"),
    summary: event.SUMMARY?.value ?? "",
    description: event.DESCRIPTION?.value ?? "",
  }));
const days = (rows: { on: string }[]) => rows.map(({ on }) => on).sort();

test("a leader of both cities finds in the calendar, day by day, what 到期日历 shows", async () => {
  const leader = await actorNamed("leader");
  const events = await eventsOf(leader);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  const due = (
    await Promise.all(MONTHS.map((month) => getDueMonth(leader, `${month}-01`, DAY)))
  ).flatMap(({ items }) => items);
  for (const [kind, prefix] of KINDS) {
    const shown = due.filter((item) => item.kind === kind);
    expect(shown.length, kind).toBeGreaterThan(0);
    const own = events.filter(({ uid, on }) => uid.startsWith(prefix) && on < "2025-01-01");
    expect(days(own), kind).toEqual(days(shown));
  }
});

test("a unit's staff find their own milestones, directives and 议定事项, and nobody else's", async () => {
  const staff = await actorNamed("ly-jyj");
  const events = await eventsOf(staff);
  const board = await getBoard(staff, DAY);
  const isOwn = ({ id }: { id: number }) => staff.unitIds.includes(id);
  const points = board.points.filter(({ units }) => units.some(({ unit }) => isOwn(unit)));
  const numbers = new Set(points.map(({ number }) => `第${number}项`));
  const milestones = events.filter(({ uid }) => uid.startsWith("milestone-"));
  for (const { summary, description } of milestones) {
    expect(numbers).toContain(/^第\d+项/.exec(summary)?.[0]);
    expect(description).toContain("临沂");
    expect(description).not.toContain("济南");
  }
  const directives = directivesFor(staff, board).filter(
    ({ withdrawnOn, units }) => withdrawnOn === null && units.some(isOwn),
  );
  expect(directives.length).toBeGreaterThan(0);
  const answers = events.filter(({ uid }) => uid.startsWith("directive-"));
  expect(answers.map(({ uid }) => Number(uid.split("-")[1])).sort()).toEqual(
    directives.map(({ id }) => id).sort(),
  );
  for (const { description } of answers) expect(description).toMatch(/^临沂市教育局[^，]*$/);
  const settled = board.meetings.flatMap(({ resolutions }) => resolutions);
  const own = settled.filter(({ units }) => units.some(isOwn));
  const mine = events.filter(({ uid }) => uid.startsWith("resolution-"));
  expect(mine.map(({ uid }) => uid).sort()).toEqual(
    own.map(({ id }) => `resolution-${id}@duban`).sort(),
  );
});

test("a reviewer of one city finds nothing that concerns the other city alone", async () => {
  const linyi = await hire("linyi-reviewer", "REVIEWER", { city: "临沂市" });
  const board = await getBoard(linyi, DAY);
  const cityId = board.cities.find(({ name }) => name === "临沂市")?.id;
  const events = await eventsOf(linyi);
  const resolutions = events.filter(({ uid }) => uid.startsWith("resolution-"));
  expect(resolutions.map(({ uid }) => uid).sort()).toEqual(
    board.meetings
      .flatMap(({ resolutions }) => resolutions)
      .filter(({ units }) => units.some((unit) => unit.cityId === cityId))
      .map(({ id }) => `resolution-${id}@duban`)
      .sort(),
  );
  const answers = events.filter(({ uid }) => uid.startsWith("directive-"));
  expect(answers.length).toBeGreaterThan(0);
  for (const { description } of [...resolutions, ...answers]) {
    expect(description).not.toContain("济南市");
  }
});
