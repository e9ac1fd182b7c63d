import { expect, test } from "vitest";
import { listPointRows, listProblemRows } from "@/lib/dashboards/queries";
import { openProblemFilter, pointFilter } from "@/lib/dashboards/schema";
import { listMyReports, listReviewQueue } from "@/lib/inbox/queries";
import type { Actor } from "@/lib/policy";
import { listBuiltInViews } from "@/lib/views/built-in";
import { mayOpen, viewPath } from "@/lib/views/rules";
import { withDatabase } from "../support/database";
import { actorNamed } from "../support/people";
import { statementsOf } from "../support/statements";

withDatabase({ template: "demonstration" });

const TODAY = "2024-09-20";
const PEOPLE = ["leader", "ly-jyj", "reviewer", "admin"];
const names = async (actor: Actor) =>
  (await listBuiltInViews(actor, TODAY)).map(({ name }) => name);

/** The rows of the page a built-in view opens, read the way the page reads them. */
async function rowsOf(actor: Actor, href: string): Promise<number> {
  const url = new URL(href, "http://portal");
  const query = Object.fromEntries(url.searchParams);
  switch (url.pathname) {
    case "/updates":
      return (await listMyReports(actor, TODAY)).filter(({ owed }) => owed).length;
    case "/reviews":
      return (await listReviewQueue(actor, TODAY)).length;
    case "/problems":
      return (await listProblemRows(actor, TODAY, openProblemFilter.parse(query))).rows.length;
    default:
      return (await listPointRows(actor, TODAY, pointFilter.parse(query))).rows.length;
  }
}

test.each(PEOPLE)(
  "each built-in view of %s opens exactly as many rows as it counts",
  async (who) => {
    const actor = await actorNamed(who);
    const views = await listBuiltInViews(actor, TODAY);
    expect(views.some(({ count }) => count > 0)).toBe(true);
    for (const { name, href, count } of views) {
      expect([name, await rowsOf(actor, href)]).toEqual([name, count]);
    }
  },
);

test("a view is there only for whom it means something", async () => {
  const all = ["红黄灯", "本月到期", "未报送", "需协调"];
  expect(await names(await actorNamed("leader"))).toEqual(all);
  expect(await names(await actorNamed("ly-jyj"))).toEqual(["我的待报", ...all]);
  expect(await names(await actorNamed("reviewer"))).toEqual(["待我审核", ...all]);
  expect(await names(await actorNamed("auditor"))).toEqual([]);
});

test("未报送 counts what carries the light or the tag of that name, and opens the list of the tag", async () => {
  const actor = await actorNamed("leader");
  const { rows } = await listPointRows(actor, TODAY, {});
  const missed = rows.filter(
    ({ light, tags }) => light === "UNREPORTED" || tags.includes("未报送"),
  );
  expect(missed.some(({ light }) => light === "UNREPORTED")).toBe(true);
  const view = (await listBuiltInViews(actor, TODAY)).find(({ name }) => name === "未报送");
  expect(view?.count).toBe(missed.length);
  expect(decodeURIComponent(view?.href ?? "")).toBe("/points?tag=未报送");
  const tagged = await listPointRows(actor, TODAY, { tag: "未报送" });
  expect(tagged.rows.map(({ number }) => number)).toEqual(missed.map(({ number }) => number));
});

test("a page that a kept view may lead to is one somebody may open, and the auditor none", async () => {
  const [leader, auditor] = [await actorNamed("leader"), await actorNamed("auditor")];
  for (const path of [
    "/directives",
    "/reporting",
    "/units",
    "/timeline",
    "/heatmap",
    "/changes",
    "/supervision-orders",
  ]) {
    expect(viewPath(path)).toBe(path);
    expect(mayOpen(leader, path)).toBe(true);
    expect(mayOpen(auditor, path)).toBe(false);
  }
});

test("all counts together cost no statement once the board is in memory", async () => {
  const actor = await actorNamed("reviewer");
  await listBuiltInViews(actor, TODAY);
  expect(await statementsOf(() => listBuiltInViews(actor, TODAY))).toEqual([]);
});

test("a light nobody knows is no filter, and neither is an empty one", () => {
  expect(pointFilter.safeParse({ light: "SEVERE,PINK" }).success).toBe(false);
  expect(pointFilter.safeParse({ light: "" }).success).toBe(false);
});
