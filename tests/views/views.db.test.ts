import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { changeView, moveView, removeView, restoreView, saveView } from "@/lib/views/commands";
import { listViews } from "@/lib/views/queries";
import { changeViewInput, saveViewInput } from "@/lib/views/schema";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const NOW = at("2024-09-20");
let jinan = 0;
let linyi = 0;
let staff: Actor;
let linyiStaff: Actor;
let jinanLeader: Actor;
let linyiReviewer: Actor;
let reviewer: Actor;
let admin: Actor;
let auditor: Actor;

beforeAll(async () => {
  jinan = (await db().city.findUniqueOrThrow({ where: { name: "济南市" } })).id;
  linyi = (await db().city.findUniqueOrThrow({ where: { name: "临沂市" } })).id;
  staff = await hire("v-jn", "STAFF", { unit: "济南市教育局" });
  linyiStaff = await hire("v-ly", "STAFF", { unit: "临沂市教育局" });
  jinanLeader = await hire("v-jn-l", "LEADER", { city: "济南市" });
  linyiReviewer = await hire("v-ly-r", "REVIEWER", { city: "临沂市" });
  reviewer = await hire("v-r", "REVIEWER");
  admin = await hire("v-a", "ADMIN");
  auditor = await hire("v-x", "AUDITOR");
});

beforeEach(() => db().savedView.deleteMany());

const keep = (actor: Actor, name: string, sharing = "NOBODY", path = "/points?light=SEVERE") =>
  saveView(actor, saveViewInput.parse({ name, sharing, path }), NOW);
const own = async (actor: Actor) => (await listViews(actor)).own.map(({ name }) => name);
const shared = async (actor: Actor) => (await listViews(actor)).shared.map(({ name }) => name);

describe("keeping", () => {
  test("a view leads to its page with the filters that page knows", async () => {
    await keep(
      staff,
      "严重滞后",
      "NOBODY",
      "/points?light=SEVERE&asOf=2024-05-01&next=//elsewhere",
    );
    expect((await listViews(staff)).own).toMatchObject([
      { name: "严重滞后", path: "/points?light=SEVERE" },
    ]);
  });

  test("a page that holds no list, or that the person may not open, is refused", async () => {
    expect(await refusalOf(keep(staff, "账号", "NOBODY", "/api/v1/plans/2024"))).toBe("INVALID");
    expect(await refusalOf(keep(staff, "审核", "NOBODY", "/reviews"))).toBe("INVALID");
  });

  test("a name is taken once a person, also by two pages at the same moment", async () => {
    await keep(staff, "滞后");
    expect(await refusalOf(keep(staff, " 滞后 "))).toBe("INVALID");
    await keep(linyiStaff, "滞后");
    const ends = await race([keep(staff, "同时"), keep(staff, "同时")]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });

  test("a person keeps thirty views and no more", async () => {
    for (let n = 1; n <= 30; n += 1) await keep(staff, `视图${n}`);
    expect(await refusalOf(keep(staff, "第三十一个"))).toBe("INVALID");
    expect(await own(staff)).toHaveLength(30);
  });

  test("what was kept, changed, moved, removed and brought back is in the audit log", async () => {
    const first = await keep(staff, "甲");
    const second = await keep(staff, "乙");
    await moveView(staff, { viewId: second, to: "UP" }, NOW);
    await changeView(staff, changeViewInput.parse({ viewId: first, name: "丙" }), NOW);
    await removeView(staff, { viewId: first }, NOW);
    await restoreView(staff, { viewId: first }, NOW);
    const entries = await db().auditEntry.findMany({
      where: { subject: { in: [`view:${first}`, `view:${second}`] } },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      "view.save",
      "view.save",
      "view.move",
      "view.change",
      "view.remove",
      "view.restore",
    ]);
    expect(await own(staff)).toEqual(["乙", "丙"]);
  });
});

describe("sharing", () => {
  test("what nobody else was given only its owner finds", async () => {
    await keep(jinanLeader, "自己看");
    for (const actor of [staff, linyiStaff, reviewer, admin])
      expect(await shared(actor)).toEqual([]);
  });

  test("a city's view is found by its people and by those of both cities, not by the other city's", async () => {
    await keep(jinanLeader, "济南看", `CITY-${jinan}`);
    expect(await shared(staff)).toEqual(["济南看"]);
    expect(await shared(reviewer)).toEqual(["济南看"]);
    expect(await shared(admin)).toEqual(["济南看"]);
    expect(await shared(linyiStaff)).toEqual([]);
    expect(await shared(linyiReviewer)).toEqual([]);
  });

  test("everybody finds what is for everybody, as far as its page opens for them", async () => {
    await keep(reviewer, "大家看", "EVERYBODY");
    await keep(reviewer, "审核员看", "EVERYBODY", "/reviews?anomaly=ANY");
    expect(await shared(linyiStaff)).toEqual(["大家看"]);
    expect(await shared(linyiReviewer)).toEqual(["大家看", "审核员看"]);
  });

  test("a unit's staff share with nobody, a city's leader with no other city", async () => {
    expect(await refusalOf(keep(staff, "a", "EVERYBODY"))).toBe("FORBIDDEN");
    expect(await refusalOf(keep(staff, "b", `CITY-${jinan}`))).toBe("FORBIDDEN");
    expect(await refusalOf(keep(jinanLeader, "c", `CITY-${linyi}`))).toBe("FORBIDDEN");
    const id = await keep(jinanLeader, "d");
    const change = changeViewInput.parse({ viewId: id, name: "d", sharing: `CITY-${linyi}` });
    expect(await refusalOf(changeView(jinanLeader, change, NOW))).toBe("FORBIDDEN");
  });

  test("a shared view is changed, moved and removed by its owner alone", async () => {
    const viewId = await keep(jinanLeader, "大家看", "EVERYBODY");
    for (const other of [staff, linyiReviewer, admin]) {
      const change = changeViewInput.parse({ viewId, name: "改" });
      expect(await refusalOf(changeView(other, change, NOW))).toBe("NOT_FOUND");
      expect(await refusalOf(moveView(other, { viewId, to: "UP" }, NOW))).toBe("NOT_FOUND");
      expect(await refusalOf(removeView(other, { viewId }, NOW))).toBe("NOT_FOUND");
    }
  });

  test("who reads nothing of the plan keeps no views and finds none", async () => {
    await keep(admin, "大家看", "EVERYBODY");
    expect(await refusalOf(keep(auditor, "a"))).toBe("NOT_FOUND");
    expect(await refusalOf(listViews(auditor))).toBe("NOT_FOUND");
  });
});

describe("removing", () => {
  test("can be undone, at the same place", async () => {
    const [first] = [await keep(staff, "甲"), await keep(staff, "乙")];
    await removeView(staff, { viewId: first }, NOW);
    expect(await own(staff)).toEqual(["乙"]);
    await restoreView(staff, { viewId: first }, NOW);
    expect(await own(staff)).toEqual(["甲", "乙"]);
  });

  test("twice from two pages tells the second one, and so does undoing twice", async () => {
    const viewId = await keep(staff, "甲");
    await removeView(staff, { viewId }, NOW);
    expect(await refusalOf(removeView(staff, { viewId }, NOW))).toBe("STALE");
    await restoreView(staff, { viewId }, NOW);
    expect(await refusalOf(restoreView(staff, { viewId }, NOW))).toBe("STALE");
  });

  test("gives the name free; then undoing it asks for another one", async () => {
    const viewId = await keep(staff, "甲");
    await removeView(staff, { viewId }, NOW);
    await keep(staff, "甲");
    expect(await refusalOf(restoreView(staff, { viewId }, NOW))).toBe("INVALID");
  });

  test("is final after a month", async () => {
    const viewId = await keep(staff, "甲");
    await removeView(staff, { viewId }, NOW);
    await saveView(staff, saveViewInput.parse({ name: "乙", path: "/points" }), at("2024-10-21"));
    expect(await refusalOf(restoreView(staff, { viewId }, at("2024-10-21")))).toBe("NOT_FOUND");
  });
});

test("the last of a list stays where it is when moved further", async () => {
  const viewId = await keep(staff, "甲");
  await moveView(staff, { viewId, to: "UP" }, NOW);
  await moveView(staff, { viewId, to: "DOWN" }, NOW);
  expect(await own(staff)).toEqual(["甲"]);
});
