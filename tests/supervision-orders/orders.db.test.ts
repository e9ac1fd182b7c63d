import { describe, expect, test } from "vitest";
import { ACTION_NAMES } from "@/lib/audit-labels";
import { directivesFor } from "@/lib/dashboards/directives";
import { getOrder, listOrders, ordersFor } from "@/lib/dashboards/orders";
import { getBoard, getChanges } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import { search } from "@/lib/search/queries";
import { getOrderDesk, listSuggestions } from "@/lib/supervision-orders/queries";
import { withDatabase } from "../support/database";
import { hireThem, JINAN, LINYI, who } from "../support/directive-people";
import { accept, askAgain, reply, withdraw } from "../support/directives";
import { cityId, order, unitsOf } from "../support/orders";
import { actorNamed, hire } from "../support/people";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

hireThem();

const DAY = "2024-09-02";
const viewOf = async (id: number, day: string) => {
  const leader = await actorNamed("leader");
  return (await getOrder(leader, await getBoard(leader, day), id)).view;
};
const suggestionOf = async (point: number, day: string, name = "reviewer") =>
  (await listSuggestions(await actorNamed(name), day)).find((each) => each.point.number === point);

describe("an order", () => {
  test("is numbered, keeps the reason of the day and reaches its units at once", async () => {
    // Nothing was ever reported: the side is red, and has been.
    const before = await suggestionOf(20, DAY);
    expect(before).toMatchObject({ light: "SEVERE", suggestion: { grade: "BLUE" } });
    const desk = await getOrderDesk(who.reviewer, { point: 20, city: await cityId() }, DAY);
    const id = await order("reviewer", DAY);
    const view = await viewOf(id, DAY);
    expect(view.order).toMatchObject({ name: "蓝督〔2024〕1号", grade: "BLUE", ordinal: 1 });
    expect(desk).toMatchObject({ fault: null, grade: "BLUE", earlier: [] });
    expect(view.order.reason).toBe(desk.reason);
    expect(view.order.reason).toMatch(/^严重滞后：截至 9月2日应达 .+。已连续 28 天以上严重滞后。$/);
    expect(view).toMatchObject({ level: "NORMAL", dueOn: "2024-09-20", light: "IN_HAND" });
    const messages = await db().notification.findMany({
      where: { path: `/supervision-orders/${id}` },
      orderBy: { accountId: "asc" },
    });
    expect(messages.map(({ kind, accountId }) => [kind, accountId])).toEqual([
      ["ORDER", who.staff.accountId],
      ["ORDER", who.colleague.accountId],
    ]);
    expect(messages[0]?.text).toBe(
      "第 20 项有蓝色督办单蓝督〔2024〕1号，请于 9月20日前答复：请查明原因，提出赶上序时进度的措施。",
    );
    // Under way: nothing more is suggested for this side, and it is no 批示.
    expect(await suggestionOf(20, DAY)).toBeUndefined();
    const leader = await actorNamed("leader");
    expect(directivesFor(leader, await getBoard(leader, DAY))).toEqual([]);
  });

  test("is answered, asked about again and accepted as a directive is, and then stays red or rises", async () => {
    const id = await order("reviewer", "2024-09-03", { point: 21, units: await unitsOf(21) });
    const [unit = ""] = await unitsOf(21);
    const clerk = await clerkOf(unit);
    const first = await reply(clerk, id, "2024-09-05", { unit });
    expect((await viewOf(id, "2024-09-05")).units[0]?.state).toBe("REPLIED");
    await askAgain(who.reviewer, first, "2024-09-06");
    const again = await reply(clerk, id, "2024-09-10", { unit, seen: 1 });
    await accept(await actorNamed("jinan-leader"), again, "2024-09-11");
    expect(await viewOf(id, "2024-09-11")).toMatchObject({ light: "SETTLED" });
    // As of an earlier day it reads as it stood.
    expect((await viewOf(id, "2024-09-06")).units[0]?.state).toBe("ASKED_AGAIN");
    const told = await db().notification.findMany({
      where: { path: `/supervision-orders/${id}`, accountId: who.reviewer.accountId },
      orderBy: { id: "asc" },
    });
    expect(told.map(({ kind }) => kind)).toEqual(["ORDER_REPLY", "ORDER_REPLY", "ORDER"]);
    const recorded = await db().auditEntry.findMany({
      where: { subject: `order:${id}` },
      orderBy: { sequence: "asc" },
    });
    const actions = recorded.map(({ action }) => action);
    expect(actions).toEqual(
      ["issue", "reply", "ask-again", "reply", "accept"].map((verb) => `order.${verb}`),
    );
    for (const action of actions) expect(ACTION_NAMES).toHaveProperty([action]);
    // Its day passes, the side is still red: yellow is suggested, and red when yellow is left unanswered.
    expect((await suggestionOf(21, "2024-09-20"))?.suggestion).toBeUndefined();
    expect((await suggestionOf(21, "2024-09-21"))?.suggestion).toMatchObject({ grade: "YELLOW" });
    const part = { point: 21, units: await unitsOf(21), seen: 1, grade: "YELLOW" };
    await order("reviewer", "2024-09-23", { ...part, dueOn: "2024-09-26" });
    expect((await suggestionOf(21, "2024-09-27"))?.suggestion).toEqual({
      grade: "RED",
      because: expect.stringMatching(/^黄督〔2024〕\d+号逾期 1 天未答复$/),
    });
  });

  test("is listed by its filters, read by whoever is concerned, found by number, and a change", async () => {
    const id = await order("jinan-leader", "2024-09-04", {
      point: 22,
      units: await unitsOf(22),
      grade: "RED",
    });
    const leader = await actorNamed("leader");
    const board = await getBoard(leader, "2024-09-04");
    const red = listOrders(leader, board, { grade: "RED" });
    expect(red.orders.map((each) => each.id)).toEqual([id]);
    const all = listOrders(leader, board, {});
    expect(all.orders.length).toBe(all.count({ state: "OPEN" }) + all.count({ state: "SETTLED" }));
    expect(all.count({ city: await cityId("临沂市") })).toBe(0);
    const stranger = await actorNamed("stranger");
    expect(ordersFor(stranger, board)).toEqual([]);
    expect(await refusalOf(getOrder(stranger, board, id))).toBe("NOT_FOUND");
    expect(() => listOrders(who.auditor, board, {})).toThrow();
    const name = red.orders[0]?.order.name ?? "";
    const [group] = await search(leader, { q: name, kind: "ORDER" }, "2024-09-04");
    expect(group?.hits.map((hit) => hit.href)).toEqual([`/supervision-orders/${id}`]);
    expect(await search(stranger, { q: name, kind: "ORDER" }, "2024-09-04")).toEqual([]);
    const changes = await getChanges(leader, { from: "2024-09-03", to: "2024-09-04" });
    expect(changes.ordered.map((each) => each.id)).toEqual([id]);
  });

  test("withdrawn keeps its number, asks nothing any more, and counts for no rule", async () => {
    const units = await unitsOf(10);
    const id = await order("reviewer", "2024-09-05", { point: 10, units });
    await withdraw(who.reviewer, id, "2024-09-06");
    const view = await viewOf(id, "2024-09-06");
    expect(view).toMatchObject({ light: null, withdrawReason: "以调度会要求为准。" });
    const clerk = await clerkOf(units[0] ?? "");
    expect(await refusalOf(reply(clerk, id, "2024-09-07", { unit: units[0] ?? "" }))).toBe(
      "LOCKED",
    );
    expect((await suggestionOf(10, "2024-09-07"))?.suggestion.grade).toBe("BLUE");
    const next = await order("reviewer", "2024-09-07", { point: 10, units, seen: 1 });
    const [first, second] = [view.order, (await viewOf(next, "2024-09-07")).order];
    expect([second.number - first.number, second.ordinal]).toEqual([1, 2]);
  });
});

describe("is refused", () => {
  test("from whoever may issue none, and to a side or unit that is not there", async () => {
    for (const name of ["staff", "admin", "auditor", "linyi-reviewer", "linyi-leader"]) {
      expect(await refusalOf(order(name, DAY, { point: 5 }))).toBe("NOT_FOUND");
      expect(
        await refusalOf(
          getOrderDesk(await actorNamed(name), { point: 5, city: await cityId() }, DAY),
        ),
      ).toBe("NOT_FOUND");
    }
    const units = [LINYI];
    expect(await refusalOf(order("leader", DAY, { units, point: 20, seen: 1 }))).toBe("NOT_FOUND");
    expect(await refusalOf(order("leader", DAY, { point: 99 }))).toBe("NOT_FOUND");
    expect(await listSuggestions(who.staff, DAY)).toEqual([]);
    const own = await listSuggestions(await actorNamed("linyi-reviewer"), DAY);
    expect(new Set(own.map(({ city }) => city.name))).toEqual(new Set(["临沂市"]));
  });

  test("by a day that has passed, on an old sight of the side, and below what is under way", async () => {
    const part = { city: "临沂市", units: [LINYI] };
    expect(await refusalOf(order("leader", "2024-09-21", part))).toBe("INVALID");
    await order("leader", DAY, part);
    expect(await refusalOf(order("leader", DAY, part))).toBe("STALE");
    expect(await refusalOf(order("leader", DAY, { ...part, seen: 1 }))).toBe("INVALID");
    expect(await order("leader", DAY, { ...part, seen: 1, grade: "YELLOW" })).toBeGreaterThan(0);
  });

  test("an answer of another unit, a decision and a withdrawal of whoever may not", async () => {
    const id = await order("jinan-leader", DAY, { seen: 1, grade: "YELLOW" });
    expect(await refusalOf(reply(who.linyi, id, "2024-09-03"))).toBe("NOT_FOUND");
    const answer = await reply(who.staff, id, "2024-09-03");
    expect(await refusalOf(reply(who.colleague, id, "2024-09-03"))).toBe("STALE");
    for (const actor of [who.linyiLeader, who.linyiReviewer, who.staff, who.admin]) {
      expect(await refusalOf(accept(actor, answer, "2024-09-04"))).toBe("NOT_FOUND");
    }
    // What a leader issued is not the reviewer's to take back, nor the other city's.
    for (const actor of [who.reviewer, who.linyiLeader, who.staff]) {
      expect(await refusalOf(withdraw(actor, id, "2024-09-04"))).toBe("NOT_FOUND");
    }
    await withdraw(who.leader, id, "2024-09-04");
    expect(await refusalOf(withdraw(who.leader, id, "2024-09-04"))).toBe("STALE");
    expect(await refusalOf(accept(who.reviewer, answer, "2024-09-05"))).toBe("LOCKED");
  });
});

async function clerkOf(unit: string) {
  if (unit === JINAN) return who.staff;
  return hire(`clerk-${unit}`, "STAFF", { unit });
}
