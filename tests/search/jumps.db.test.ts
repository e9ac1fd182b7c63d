import { beforeAll, describe, expect, test } from "vitest";
import { menu, menuPlaces } from "@/app/(portal)/menu";
import { NO_BADGES } from "@/lib/inbox/rules";
import type { Actor } from "@/lib/policy";
import { listJumps } from "@/lib/search/jumps";
import { pinyinInitials } from "@/lib/units/pinyin";
import { withDatabase } from "../support/database";
import { hire } from "../support/people";

withDatabase({ template: "plan" });

const TODAY = "2024-09-20";
const people: Record<string, Actor> = {};
const ROLES = ["STAFF", "REVIEWER", "LEADER", "ADMIN", "AUDITOR"] as const;

beforeAll(async () => {
  for (const role of ROLES) {
    people[role] = await hire(
      `j-${role.toLowerCase()}`,
      role,
      role === "STAFF" ? { unit: "济南市教育局" } : {},
    );
  }
});

const jumps = (actor: Actor, query: string) =>
  listJumps(actor, query, TODAY, { places: menuPlaces(actor), others: [] });

describe.each(ROLES)("Ctrl K of %s", (role) => {
  const actor = () => people[role] as Actor;
  const entries = () => {
    const { read, boards, work, manage } = menu(actor(), NO_BADGES, { directives: 0, orders: 0 });
    return [...read, ...boards, ...work, ...manage];
  };

  test("leads to every page of the person's menu, by name and by first letters", async () => {
    expect(entries().length).toBeGreaterThan(0);
    const usual = await jumps(actor(), "");
    for (const { label, href } of entries()) {
      const place = { label, note: "前往", href };
      expect(usual).toContainEqual(place);
      expect(await jumps(actor(), label)).toContainEqual(place);
      expect(await jumps(actor(), pinyinInitials(label))).toContainEqual(place);
    }
  });

  test("names nothing twice, and signs out", async () => {
    const labels = (await jumps(actor(), "")).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toContain("退出登录");
  });
});

test("each role finds what it may do, and nothing else", async () => {
  const ACTIONS = [
    "写下一条进展",
    "审核下一条",
    "办结核验",
    "延期审批",
    "发起催办",
    "召开联席会议",
    "起草月报",
    "新建账号",
    "生成接口令牌",
  ];
  const found = async (role: (typeof ROLES)[number]) => {
    const labels = (await jumps(people[role] as Actor, "")).map(({ label }) => label);
    return ACTIONS.filter((action) => labels.includes(action));
  };
  expect(await found("STAFF")).toEqual(["写下一条进展"]);
  expect(await found("REVIEWER")).toEqual(ACTIONS.slice(1, 7));
  expect(await found("LEADER")).toEqual(["发起催办", "召开联席会议"]);
  expect(await found("ADMIN")).toEqual(["起草月报", "新建账号", "生成接口令牌"]);
  expect(await found("AUDITOR")).toEqual([]);
});

test("the admin finds the meetings, of which only the minutes are taken", async () => {
  const admin = people.ADMIN as Actor;
  expect((await jumps(admin, "联席会议")).map(({ label }) => label)).toEqual(["联席会议"]);
});

test("a leader finds a 批示 on any point, staff does not", async () => {
  const [leader, staff] = [people.LEADER as Actor, people.STAFF as Actor];
  for (const query of ["批示 17", "批示17", "批示１７项"]) {
    const found = (await jumps(leader, query)).map((jump) => "href" in jump && jump.href);
    expect(found, query).toEqual(["/directives/new?point=17"]);
  }
  expect(await jumps(staff, "批示 17")).toEqual([]);
});
