import { describe, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { BOTH, hireThem, LINYI, who } from "../support/directive-people";
import { accept, askAgain, issue, reply, withdraw } from "../support/directives";
import { race, refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

hireThem();

const messages = (actor: Actor, id: number) =>
  db().notification.findMany({
    where: { accountId: actor.accountId, path: `/directives/${id}` },
    orderBy: { id: "asc" },
  });

describe("is refused", () => {
  test("from whoever is no leader", async () => {
    for (const actor of [who.staff, who.reviewer, who.admin, who.auditor]) {
      expect(await refusalOf(issue(actor, "2024-09-02"))).toBe("NOT_FOUND");
    }
  });

  test("from the leader of one city to a unit of the other", async () => {
    expect(await refusalOf(issue(who.linyiLeader, "2024-09-02"))).toBe("NOT_FOUND");
    expect(await refusalOf(issue(who.jinanLeader, "2024-09-02", BOTH))).toBe("NOT_FOUND");
    expect(await issue(who.jinanLeader, "2024-09-02")).toBeGreaterThan(0);
  });

  test("to a unit that is not on the point, and to a day that has passed", async () => {
    const units = ["临沂商城管委会"];
    expect(await refusalOf(issue(who.leader, "2024-09-02", { units }))).toBe("NOT_FOUND");
    expect(await refusalOf(issue(who.leader, "2024-09-02", { point: 99 }))).toBe("NOT_FOUND");
    expect(await refusalOf(issue(who.leader, "2024-09-21"))).toBe("INVALID");
  });

  test("an answer of another unit, of somebody who writes for none, and a second one", async () => {
    const id = await issue(who.leader, "2024-09-02");
    for (const actor of [who.linyi, who.stranger, who.reviewer, who.leader]) {
      expect(await refusalOf(reply(actor, id, "2024-09-03"))).toBe("NOT_FOUND");
    }
    await reply(who.staff, id, "2024-09-03");
    expect(await refusalOf(reply(who.colleague, id, "2024-09-03"))).toBe("STALE");
    expect(await refusalOf(reply(who.colleague, id, "2024-09-03", { seen: 1 }))).toBe("STALE");
  });

  test("an answer written before the last one was asked about again", async () => {
    const id = await issue(who.leader, "2024-09-02");
    await askAgain(who.leader, await reply(who.staff, id, "2024-09-03"), "2024-09-04");
    expect(await refusalOf(reply(who.colleague, id, "2024-09-05", { seen: 0 }))).toBe("STALE");
  });

  test("a decision of whoever did not issue it, but for the reviewer of the unit's city", async () => {
    const id = await issue(who.leader, "2024-09-02");
    const answer = await reply(who.staff, id, "2024-09-03");
    for (const actor of [who.jinanLeader, who.linyiReviewer, who.staff, who.admin]) {
      expect(await refusalOf(accept(actor, answer, "2024-09-04"))).toBe("NOT_FOUND");
    }
    await accept(who.reviewer, answer, "2024-09-04");
    expect((await messages(who.leader, id)).at(-1)?.text).toContain("已认可");
    expect(await refusalOf(accept(who.leader, answer, "2024-09-04"))).toBe("STALE");
  });

  test("asking again by a day that has passed", async () => {
    const id = await issue(who.leader, "2024-09-02");
    const answer = await reply(who.staff, id, "2024-09-10");
    expect(await refusalOf(askAgain(who.leader, answer, "2024-09-10", "2024-09-09"))).toBe(
      "INVALID",
    );
  });

  test("everything on one that is withdrawn, and withdrawing by another or of what is done", async () => {
    const id = await issue(who.leader, "2024-09-02", BOTH);
    const answer = await reply(who.staff, id, "2024-09-03");
    expect(await refusalOf(withdraw(who.jinanLeader, id, "2024-09-04"))).toBe("NOT_FOUND");
    await withdraw(who.leader, id, "2024-09-04");
    expect((await messages(who.linyi, id)).at(-1)?.text).toContain("已撤回：以调度会要求为准");
    expect(await refusalOf(reply(who.linyi, id, "2024-09-05", { unit: LINYI }))).toBe("LOCKED");
    expect(await refusalOf(accept(who.leader, answer, "2024-09-05"))).toBe("LOCKED");
    expect(await refusalOf(withdraw(who.leader, id, "2024-09-05"))).toBe("STALE");
    const done = await issue(who.leader, "2024-09-02");
    await accept(who.leader, await reply(who.staff, done, "2024-09-03"), "2024-09-03");
    expect(await refusalOf(withdraw(who.leader, done, "2024-09-04"))).toBe("STALE");
  });
});

describe("of several at once", () => {
  test("one answer of a unit stands, the other is told", async () => {
    const id = await issue(who.leader, "2024-09-02");
    const ends = await race([
      reply(who.staff, id, "2024-09-03", { text: "甲的答复" }),
      reply(who.colleague, id, "2024-09-03", { text: "乙的答复" }),
    ]);
    expect(ends.sort()).toEqual(["STALE", undefined]);
    expect(await db().directiveReply.count({ where: { directiveId: id } })).toBe(1);
  });

  test("one decision on an answer stands, the other is told", async () => {
    const id = await issue(who.leader, "2024-09-02");
    const answer = await reply(who.staff, id, "2024-09-03");
    const ends = await race([
      accept(who.leader, answer, "2024-09-04"),
      accept(who.reviewer, answer, "2024-09-04"),
      askAgain(who.reviewer, answer, "2024-09-04"),
    ]);
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
    expect(ends.filter((end) => end === "STALE")).toHaveLength(2);
    expect(await db().directiveDecision.count({ where: { replyId: answer } })).toBe(1);
  });
});

describe("in the database", () => {
  const REFUSED = /immutable|may only be/;
  const run = (sql: string) => db().$executeRawUnsafe(sql);

  test.each(["directive_units", "directive_replies", "directive_decisions", "directives"])(
    "%s are never removed or emptied",
    async (table) => {
      await expect(run(`DELETE FROM ${table}`)).rejects.toThrow(REFUSED);
      await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(REFUSED);
    },
  );

  test("a directive changes nothing but its withdrawal, once and with a reason", async () => {
    for (const change of ["text = 'x'", "due_on = due_on + 1", "level = 'URGENT'"]) {
      await expect(run(`UPDATE directives SET ${change}`)).rejects.toThrow(REFUSED);
    }
    await expect(
      run(`UPDATE directives SET withdrawn_on = issued_on, withdrawn_at = issued_at,
             withdrawn_by_id = issued_by_id, withdraw_reason = '' WHERE withdrawn_on IS NULL`),
    ).rejects.toThrow(/directives_withdrawal/);
    await expect(
      run("UPDATE directives SET withdraw_reason = 'x' WHERE withdrawn_on IS NOT NULL"),
    ).rejects.toThrow(REFUSED);
  });

  test("a reply keeps its words and a decision its reason", async () => {
    await expect(run("UPDATE directive_units SET unit_id = unit_id + 1")).rejects.toThrow(REFUSED);
    await expect(run("UPDATE directive_replies SET text = 'x'")).rejects.toThrow(REFUSED);
    await expect(run("UPDATE directive_decisions SET opinion = 'x'")).rejects.toThrow(REFUSED);
    await expect(
      run(`INSERT INTO directive_decisions (reply_id, decision, opinion, decider_id, decided_at, decided_on)
           SELECT id, 'ASKED_AGAIN', '', author_id, now(), replied_on FROM directive_replies
            WHERE id NOT IN (SELECT reply_id FROM directive_decisions) LIMIT 1`),
    ).rejects.toThrow(/directive_decisions_asked/);
  });

  test("a directive is on exactly one thing", async () => {
    await expect(
      run(`INSERT INTO directives (plan_id, text, level, due_on, issued_by_id, issued_at, issued_on)
           SELECT plan_id, text, level, due_on, issued_by_id, issued_at, issued_on FROM directives LIMIT 1`),
    ).rejects.toThrow(/directives_one_target/);
  });
});
