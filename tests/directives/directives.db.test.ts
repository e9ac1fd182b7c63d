import { describe, expect, test } from "vitest";
import { directivesFor, issueDesk } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { BOTH, hireThem, JINAN, LINYI, who } from "../support/directive-people";
import { accept, askAgain, issue, reply, withdraw } from "../support/directives";
import { actorNamed, unitNamed } from "../support/people";

withDatabase({ template: "plan" });

hireThem();

/** A directive as one person sees it on a day; undefined for whoever may not read it. */
async function seen(actor: Actor, id: number, day: string) {
  const fresh = await actorNamed(actor.name);
  return directivesFor(fresh, await getBoard(fresh, day)).find((each) => each.id === id);
}

const messages = (actor: Actor, id: number) =>
  db().notification.findMany({
    where: { accountId: actor.accountId, path: `/directives/${id}` },
    orderBy: { id: "asc" },
  });

describe("a directive", () => {
  test("reaches every account of the addressed units at once, and nobody else", async () => {
    const id = await issue(who.leader, "2024-09-02", BOTH);
    for (const actor of [who.staff, who.colleague, who.linyi]) {
      const [message] = await messages(actor, id);
      expect(message).toMatchObject({ kind: "DIRECTIVE", readAt: null });
      expect(message?.text).toBe(
        "第 20 项有一般批示，请于 9月20日前答复：请补齐跟岗人选，并报送成效案例。",
      );
    }
    expect(await messages(who.stranger, id)).toEqual([]);
  });

  test("may be on a chapter or a unit too", async () => {
    const chapter = await issue(who.leader, "2024-09-02", { point: undefined, chapter: 6 });
    expect((await seen(who.leader, chapter, "2024-09-02"))?.target).toMatchObject({
      kind: "chapter",
      number: 6,
    });
    const { id: unit } = await unitNamed(JINAN);
    const own = await issue(who.leader, "2024-09-02", { point: undefined, unit });
    expect((await seen(who.leader, own, "2024-09-02"))?.target).toEqual({
      kind: "unit",
      id: unit,
      title: JINAN,
    });
  });

  test("on a unit is told of as 对本单位的, so that nobody takes the unit for its author", async () => {
    const { id: unit } = await unitNamed(JINAN);
    const id = await issue(who.leader, "2024-09-02", { point: undefined, unit });
    const first = await reply(who.staff, id, "2024-09-03", { text: "已核清。" });
    expect((await messages(who.leader, id)).at(-1)?.text).toBe(
      "济南市教育局答复对本单位的批示：已核清。",
    );
    await askAgain(who.leader, first, "2024-09-04");
    expect((await messages(who.staff, id)).at(-1)?.text).toMatch(
      /^对济南市教育局的批示要求济南市教育局在/,
    );
    await accept(who.leader, await reply(who.staff, id, "2024-09-05", { seen: 1 }), "2024-09-06");
    expect((await messages(who.staff, id)).at(-1)?.text).toBe(
      "济南市教育局对本单位的批示的答复已认可",
    );
  });

  test("is offered to all units of a point or a small chapter, of a large chapter to none", async () => {
    const board = await getBoard(await actorNamed("leader"), "2024-09-02");
    const offered = (target: { point?: number; chapter?: number; unit?: number }) =>
      (issueDesk(who.leader, board, target)?.cities ?? []).flatMap(({ units }) =>
        units.map(({ chosen }) => chosen),
      );
    expect(new Set(offered({ point: 20 }))).toEqual(new Set([true]));
    const sizes = board.chapters.map(({ number }) => {
      const chosen = offered({ chapter: number });
      expect(chosen.every((each) => each === chosen.length <= 4)).toBe(true);
      return chosen.length;
    });
    expect(sizes.some((size) => size > 4)).toBe(true);
    const { id } = await unitNamed(JINAN);
    expect(offered({ unit: id })).toEqual([true]);
  });

  test("is answered, asked about again, answered again and accepted, each unit for itself", async () => {
    const id = await issue(who.leader, "2024-09-02", BOTH);
    const first = await reply(who.staff, id, "2024-09-04");
    expect((await messages(who.leader, id)).map(({ kind }) => kind)).toEqual(["DIRECTIVE_REPLY"]);
    await askAgain(who.leader, first, "2024-09-05");
    expect((await messages(who.staff, id)).at(-1)?.text).toBe(
      "第 20 项的批示要求济南市教育局在 9月27日前补充：请写明到岗时间。",
    );
    const second = await reply(who.staff, id, "2024-09-06", { seen: 1 });
    await accept(who.leader, second, "2024-09-09");
    const states = async (day: string) =>
      (await seen(who.leader, id, day))?.units.map(({ state }) => state);
    expect(await states("2024-09-03")).toEqual(["AWAITED", "AWAITED"]);
    expect(await states("2024-09-04")).toEqual(["REPLIED", "AWAITED"]);
    expect(await states("2024-09-05")).toEqual(["ASKED_AGAIN", "AWAITED"]);
    expect(await states("2024-09-06")).toEqual(["REPLIED", "AWAITED"]);
    expect(await states("2024-09-09")).toEqual(["SETTLED", "AWAITED"]);
    await accept(
      who.leader,
      await reply(who.linyi, id, "2024-09-10", { unit: LINYI }),
      "2024-09-10",
    );
    expect((await seen(who.leader, id, "2024-09-10"))?.light).toBe("SETTLED");
  });

  test("turns its own light and never its point's", async () => {
    const board = await getBoard(await actorNamed("leader"), "2024-09-30");
    const before = board.points.find(({ number }) => number === 20)?.light;
    const id = await issue(who.leader, "2024-09-02", { level: "URGENT" });
    expect((await seen(who.leader, id, "2024-09-30"))?.light).toBe("LONG_OVERDUE");
    const after = await getBoard(await actorNamed("leader"), "2024-09-30");
    expect(after.points.find(({ number }) => number === 20)?.light).toBe(before);
  });

  test("reads on a past day as it stood then", async () => {
    const id = await issue(who.leader, "2024-09-02");
    await accept(who.leader, await reply(who.staff, id, "2024-09-04"), "2024-09-06");
    const withdrawn = await issue(who.leader, "2024-09-02");
    await withdraw(who.leader, withdrawn, "2024-09-05");
    expect(await seen(who.leader, id, "2024-09-01")).toBeUndefined();
    expect((await seen(who.leader, id, "2024-09-03"))?.units[0]?.replies).toEqual([]);
    expect((await seen(who.leader, id, "2024-09-05"))?.units[0]?.replies[0]?.decision).toBeNull();
    expect((await seen(who.leader, id, "2024-09-06"))?.light).toBe("SETTLED");
    expect((await seen(who.leader, withdrawn, "2024-09-04"))?.withdrawReason).toBeNull();
    expect((await seen(who.leader, withdrawn, "2024-09-05"))?.light).toBeNull();
  });

  test("writes one audit entry a step, and dashboards in memory are out of date", async () => {
    const actions = () =>
      db().auditEntry.count({ where: { action: { startsWith: "directive." } } });
    const revision = async () => (await db().plan.findFirstOrThrow()).revision;
    const before = [await actions(), await revision()] as const;
    const id = await issue(who.leader, "2024-09-02");
    const answer = await reply(who.staff, id, "2024-09-03");
    await askAgain(who.leader, answer, "2024-09-03");
    await withdraw(who.leader, id, "2024-09-04");
    expect(await actions()).toBe(before[0] + 4);
    expect(await revision()).toBe(before[1] + 4);
  });
});

describe("is read", () => {
  test("by all who read the plan, and of the units by those addressed or on the point", async () => {
    const id = await issue(who.leader, "2024-09-02", { units: [JINAN] });
    for (const actor of [who.jinanLeader, who.linyiLeader, who.reviewer, who.linyiReviewer]) {
      expect(await seen(actor, id, "2024-09-10")).toBeDefined();
    }
    expect(await seen(who.admin, id, "2024-09-10")).toBeDefined();
    expect(await seen(who.staff, id, "2024-09-10")).toBeDefined();
    // On the point, though not addressed.
    expect(await seen(who.linyi, id, "2024-09-10")).toBeDefined();
    expect(await seen(who.stranger, id, "2024-09-10")).toBeUndefined();
  });

  test("on a unit, of the units by that one alone", async () => {
    const { id: unit } = await unitNamed(JINAN);
    const id = await issue(who.leader, "2024-09-02", { point: undefined, unit });
    expect(await seen(who.staff, id, "2024-09-10")).toBeDefined();
    expect(await seen(who.linyi, id, "2024-09-10")).toBeUndefined();
  });
});
