import { beforeAll, expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { getCalendarText } from "@/lib/calendar-feeds/queries";
import { importNotice } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import type { Actor } from "@/lib/policy";
import { directory } from "../documents/published";
import { HEAD } from "../documents/read";
import { withDatabase } from "../support/database";
import { readCalendar } from "../support/icalendar";
import { at, hire } from "../support/people";

withDatabase({ template: "plan" });

const NOTICE = `${HEAD}一、任务\n1. 建校。新建一所学校。（责任单位：市教育局）`;
let first = 0;
let second = 0;

beforeAll(async () => {
  first = (await db().plan.findFirstOrThrow()).id;
  second = await importNotice(SYSTEM_ACTOR, readNotice(NOTICE), directory, at("2025-03-06"));
});

const plansIn = async (actor: Actor, day: string) => {
  const { events } = readCalendar(await getCalendarText(actor, day));
  const plans = events.flatMap(({ UID }) => /-plan-(\d+)@/.exec(UID?.value ?? "")?.[1] ?? []);
  return [...new Set(plans.map(Number))].sort((a, b) => a - b);
};

test("a subscription holds every plan under way within reach, not the newest alone", async () => {
  const leader = await hire("leader", "LEADER");
  expect(await plansIn(leader, "2024-09-20")).toEqual([first]);
  expect(await plansIn(leader, "2025-03-10")).toEqual([first, second]);
  const staff = await hire("jn", "STAFF", { unit: "济南市教育局" });
  expect(await plansIn(staff, "2025-03-10")).toEqual([first]);
});

test("every event names the plan its page is of", async () => {
  const leader = await hire("leader2", "LEADER");
  Object.assign(env(), { PUBLIC_URL: "https://duban.example.gov.cn" });
  const { events } = readCalendar(await getCalendarText(leader, "2025-03-10"));
  Object.assign(env(), { PUBLIC_URL: undefined });
  expect(events.length).toBeGreaterThan(30);
  for (const { UID, URL } of events) {
    expect(URL?.value).toMatch(/^https:\/\/duban\.example\.gov\.cn\/\S+[?&]plan=\d+$/);
    const plan = /-plan-(\d+)@/.exec(UID?.value ?? "")?.[1];
    if (plan) expect(URL?.value.endsWith(`plan=${plan}`)).toBe(true);
  }
});
