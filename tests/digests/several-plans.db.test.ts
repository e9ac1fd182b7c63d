import { expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { makeDigests } from "@/lib/digests/commands";
import { importNotice } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { db } from "@/lib/platform/db";
import { directory } from "../documents/published";
import { HEAD } from "../documents/read";
import { at } from "../support/people";
import { withOffice } from "./office";

withOffice();

const NOTICE = `${HEAD}一、任务\n1. 建校。新建一所学校。（责任单位：市教育局）`;
const ROBOT = { mail: null, robots: [{ kind: "WECOM" as const, url: "http://127.0.0.1:1/" }] };

test("of two plans under way a robot is told both, each by its year and its own cities", async () => {
  await importNotice(SYSTEM_ACTOR, readNotice(NOTICE), directory, at("2025-03-06"));
  await makeDigests(at("2025-04-29"), ROBOT);
  const posts = await db().delivery.findMany({ orderBy: { subject: "asc" } });
  expect(posts.map(({ subject }) => subject)).toEqual([
    "对口合作督办2024年度 4月29日汇总",
    "对口合作督办2025年度 4月29日汇总",
  ]);
  expect(posts[0]?.body).toMatch(/^济南：.+\n临沂：/);
  expect(posts[1]?.body).toMatch(/^青河：/);
  // Asked again on the same day, neither is told twice.
  await makeDigests(at("2025-04-29", "16:00:00"), ROBOT);
  expect(await db().delivery.count()).toBe(2);
});
