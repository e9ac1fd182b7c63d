import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { search } from "@/lib/search/queries";
import { SEARCH_KINDS, type SearchKind } from "@/lib/search/schema";
import { withDatabase } from "../support/database";
import { actorNamed, hire } from "../support/people";
import { fillWithThings, JINAN, TODAY } from "./things";

withDatabase({ template: "plan" });

const LINYI = "临沂市教育局";

const PEOPLE = {
  jinanStaff: ["STAFF", { unit: JINAN }],
  linyiStaff: ["STAFF", { unit: LINYI }],
  otherStaff: ["STAFF", { unit: "济南市水务局" }],
  jinanReviewer: ["REVIEWER", { city: "济南市" }],
  linyiReviewer: ["REVIEWER", { city: "临沂市" }],
  reviewer: ["REVIEWER", {}],
  jinanLeader: ["LEADER", { city: "济南市" }],
  leader: ["LEADER", {}],
  admin: ["ADMIN", {}],
  auditor: ["AUDITOR", {}],
} as const;
type Who = keyof typeof PEOPLE;
const ALL = (Object.keys(PEOPLE) as Who[]).filter((who) => who !== "auditor");
const JINAN_DESK: Who[] = ["jinanStaff", "jinanReviewer", "reviewer"];
const OFFICE: Who[] = [
  ...["jinanReviewer", "linyiReviewer", "reviewer", "jinanLeader", "leader", "admin"],
] as Who[];
const OVERSEERS: Who[] = ["jinanStaff", "jinanReviewer", "reviewer", "jinanLeader", "leader"];

/** One thing of each kind and state, with a word nothing else holds, and who reads it where it stands. */
const THINGS: [SearchKind, string, Who[]][] = [
  ["POINT", "第 15 项", ALL],
  ["UNIT", "jnsjyj", ALL],
  ["CHAPTER", "第一章", ALL],
  ["REPORT", "荷花池", ALL],
  ["REPORT", "双忠泉", ALL],
  ["REPORT", "柳树湾", JINAN_DESK],
  ["PROBLEM", "槐荫巷", ALL],
  ["DIRECTIVE", "泉城路", ["jinanStaff", ...OFFICE]],
  ["ORDER", "经十路", ["jinanStaff", "linyiStaff", ...OFFICE]],
  ["MEETING", "珍珠泉宾馆", ALL],
  ["MEETING", "黑虎泉事项", ALL],
  ["ITEM", "五龙潭举措", ALL],
  ["INDICATOR", "漱玉泉指标", ALL],
  ["MILESTONE", "金线泉节点", ALL],
  ["MILESTONE", "浅井泉撤销", ALL],
  ["EXTENSION", "马跑泉理由", JINAN_DESK],
  ["EXTENSION", "琵琶泉理由", ALL],
  ["ADJUSTMENT", "玛瑙泉调整", ["reviewer", "leader", "admin"]],
  ["ADJUSTMENT", "白石泉调整", ALL],
  ["ADJUSTMENT", "九女泉暂停", ALL],
  ["COMPLETION", "甘露泉成果", JINAN_DESK],
  ["COMPLETION", "洗钵泉成果", ALL],
  ["COMPLETION", "望水泉销号", ALL],
  ["CONFIDENCE", "密脂泉判断", ALL],
  ["REVIEW", "孝感泉意见", JINAN_DESK],
  ["REVIEW", "玉环泉批注", JINAN_DESK],
  ["REMINDER", "罗姑泉催办", OVERSEERS],
  ["REMINDER", "芙蓉泉答复", OVERSEERS],
  ["OBJECTION", "滴水泉异议", [...OVERSEERS, "admin"]],
  ["BULLETIN", "濋泉通稿", OFFICE],
  ["EVIDENCE", "趵突名册", ALL],
  ["EVIDENCE", "漱石名册", JINAN_DESK],
];

const people = {} as Record<Who, Actor>;

const find = async (who: Who, q: string, kind?: SearchKind) =>
  (await search(people[who], { q, kind }, TODAY)).flatMap((group) =>
    group.hits.map((hit) => ({ kind: group.kind, ...hit })),
  );

beforeAll(async () => {
  for (const [who, [role, place]] of Object.entries(PEOPLE)) {
    people[who as Who] = await hire(`p-${who.toLowerCase()}`, role, place);
  }
  await fillWithThings(people);
  // The next request of each finds the plan as it is now.
  await db().$executeRaw`UPDATE plans SET revision = revision + 1`;
  for (const who of Object.keys(PEOPLE) as Who[]) people[who] = await actorNamed(people[who].name);
});

test("every kind has a thing, and every role is asked", () => {
  expect(new Set(THINGS.map(([kind]) => kind))).toEqual(new Set(SEARCH_KINDS));
  const roles = Object.values(PEOPLE).map(([role]) => role);
  expect(new Set(roles)).toEqual(new Set(["STAFF", "REVIEWER", "LEADER", "ADMIN", "AUDITOR"]));
});

describe.each(Object.keys(PEOPLE) as Who[])("%s finds exactly what may be read", (who) => {
  test.each(THINGS)("%s %s", async (kind, word, readers) => {
    const found = await find(who, word, kind);
    expect(found.length > 0).toBe(readers.includes(who));
    const marked = found.flatMap(({ title, text }) => [...title, ...text]).filter(({ hit }) => hit);
    if (kind !== "POINT" && kind !== "UNIT") expect(marked.length > 0).toBe(readers.includes(who));
    // Among all kinds as well as by itself, and with no other kind beside it.
    const among = (await find(who, word)).filter((hit) => hit.kind === kind);
    expect(among.map(({ href }) => href)).toEqual(found.map(({ href }) => href).slice(0, 20));
  });
});

test("a hit leads to the item itself", async () => {
  const places: [SearchKind, string, RegExp][] = [
    ["REPORT", "荷花池", /^\/points\/\d+#report-\d+$/],
    ["REPORT", "柳树湾", /^\/assignments\/\d+\/updates\?before=\d+#report-\d+$/],
    ["MEETING", "黑虎泉事项", /^\/meetings\/\d+#resolution-\d+$/],
    ["ITEM", "五龙潭举措", /^\/points\/\d+#item-\d+$/],
    ["INDICATOR", "漱玉泉指标", /^\/points\/\d+#indicator-\d+$/],
    ["MILESTONE", "金线泉节点", /^\/points\/\d+#milestone-\d+$/],
    ["EXTENSION", "马跑泉理由", /^\/points\/\d+#extension-\d+$/],
    ["ADJUSTMENT", "玛瑙泉调整", /^\/points\/\d+#adjustment-\d+$/],
    ["ADJUSTMENT", "九女泉暂停", /^\/points\/\d+#pause-\d+$/],
    ["COMPLETION", "甘露泉成果", /^\/points\/\d+#completion-\d+$/],
    ["CONFIDENCE", "密脂泉判断", /^\/points\/\d+#confidence-\d+$/],
    ["REVIEW", "孝感泉意见", /^\/assignments\/\d+\/updates\?before=\d+#report-\d+$/],
    ["REMINDER", "罗姑泉催办", /^\/reminders\?only=(\d+)#reminder-\1$/],
    ["OBJECTION", "滴水泉异议", /^\/acknowledgements\?unit=\d+#objection-\d+$/],
    ["BULLETIN", "濋泉通稿", /^\/bulletins\/\d+#section-overall$/],
    ["EVIDENCE", "漱石名册", /^\/assignments\/\d+\/updates\?before=\d+#report-\d+$/],
  ];
  for (const [kind, word, href] of places) {
    const [hit] = await find("reviewer", word, kind);
    expect([word, hit?.href]).toEqual([word, expect.stringMatching(href)]);
  }
});
