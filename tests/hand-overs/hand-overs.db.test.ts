import { beforeAll, describe, expect, test } from "vitest";
import { handOver } from "@/lib/hand-overs/commands";
import { listUnitAccounts } from "@/lib/hand-overs/queries";
import { handOverInput } from "@/lib/hand-overs/schema";
import { notify, staffOf } from "@/lib/notifications/commands";
import { db, transact } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft } from "@/lib/progress/commands";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { refusalOf, report, submit } from "../support/reports";

withDatabase({ template: "plan" });

let staff: Actor;
let colleague: Actor;
let fresh: () => { id: number };
const day = at("2024-09-06");

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  colleague = await hire("colleague", "STAFF", { unit: staff.unitName ?? "" });
});

const give = (actor: Actor, from: Actor, to: Actor) =>
  handOver(actor, { fromId: from.accountId, toId: to.accountId }, day);

describe("交接", () => {
  test("moves the assignments and unread messages of one account to another in one step", async () => {
    const [drafted, handedIn] = [fresh(), fresh()];
    await saveDraft(staff, report(drafted.id), day);
    await submit(staff, handedIn.id, "2024-09-06");
    const message = {
      to: [staff.accountId],
      kind: "RETURNED" as const,
      text: "被退回",
      path: "/updates",
    };
    await transact((tx) => notify(tx, null, { ...message, sameAs: "a" }, day));
    await transact((tx) =>
      notify(
        tx,
        null,
        { ...message, sameAs: "b", to: [staff.accountId, colleague.accountId] },
        day,
      ),
    );

    const { moved } = await give(staff, staff, colleague);
    expect(moved).toBe(3);
    for (const { id } of [drafted, handedIn]) {
      expect(await transact((tx) => staffOf(tx, id))).toEqual([colleague.accountId]);
    }
    const unread = await db().notification.findMany({ where: { accountId: colleague.accountId } });
    expect(unread.map((each) => each.sameAs).sort()).toEqual([
      `a:${colleague.accountId}`,
      `b:${colleague.accountId}`,
      expect.stringMatching(/^hand-over:/),
    ]);
    const { authorId } = await db().progressUpdate.findFirstOrThrow({
      where: { assignmentId: handedIn.id },
    });
    expect(authorId).toBe(staff.accountId);
    expect((await listUnitAccounts(staff)).map((each) => [each.name, each.open])).toEqual([
      ["staff", 0],
      ["colleague", 2],
    ]);
  });

  test("stays within the unit, and staff give only their own", async () => {
    const stranger = await hire("stranger", "STAFF", { unit: "临沂市教育局" });
    expect(await refusalOf(give(staff, staff, stranger))).toBe("NOT_FOUND");
    expect(await refusalOf(give(staff, colleague, staff))).toBe("NOT_FOUND");
    const reviewer = await hire("reviewer", "REVIEWER");
    expect(await refusalOf(give(reviewer, staff, colleague))).toBe("NOT_FOUND");
    expect(() => handOverInput.parse({ fromId: 1, toId: "" })).toThrow(/请选择接手的账号/);
    expect(() => handOverInput.parse({ fromId: 1, toId: 1 })).toThrow(/另选一个/);
  });

  test("of an account that was closed is an administrator's, and never to a closed one", async () => {
    const admin = await hire("admin", "ADMIN");
    await db().account.update({ where: { id: staff.accountId }, data: { active: false } });
    await give(admin, staff, colleague);
    expect(await refusalOf(give(admin, colleague, staff))).toBe("STALE");
  });

  test("is never rewritten", async () => {
    await expect(db().handOver.deleteMany()).rejects.toThrow();
  });
});
