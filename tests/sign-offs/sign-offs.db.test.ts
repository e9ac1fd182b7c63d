import { beforeAll, describe, expect, test } from "vitest";
import { deactivateAccount } from "@/lib/accounts/commands";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { handOver } from "@/lib/hand-overs/commands";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { saveDraft, submitUpdate } from "@/lib/progress/commands";
import { getReportForm } from "@/lib/progress/queries";
import { arrangeSignOff, askSignOff, returnDraft } from "@/lib/sign-offs/commands";
import { arrangeSignOffInput } from "@/lib/sign-offs/schema";
import { withDatabase } from "../support/database";
import { actorNamed, at, hire, hireForCity, unitNamed } from "../support/people";
import { race, refusalOf, report } from "../support/reports";

withDatabase({ template: "plan" });

let admin: Actor;
let staff: Actor;
let signer: Actor;
let unitId: number;
let fresh: () => { id: number };
const day = at("2024-09-06");

beforeAll(async () => {
  admin = await hire("admin", "ADMIN");
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  signer = await hire("signer", "STAFF", { unit: staff.unitName ?? "" });
  for (const unitId of staff.unitIds) {
    await db().unit.update({ where: { id: unitId }, data: { requiresSignOff: true } });
  }
  unitId = (await unitNamed(staff.unitName ?? "")).id;
  await arrangeSignOff(admin, { unitId, required: true, signers: [signer.accountId] }, day);
  signer = await actorNamed("signer");
});

const form = (id: number) => getReportForm(staff, id, undefined, "2024-09-06");

describe("where a unit requires 审签", () => {
  test("a report leaves only through who signs off, under both names", async () => {
    const { id } = fresh();
    expect(await refusalOf(submitUpdate(staff, report(id), day))).toBe("INVALID");
    const { draftVersion } = await askSignOff(staff, report(id), day);
    expect((await form(id)).draft?.signOff).toMatchObject({ askedBy: "STAFF（staff）" });
    const { updateId } = await submitUpdate(signer, report(id, { draftVersion }), day);
    const update = await db().progressUpdate.findUniqueOrThrow({ where: { id: updateId } });
    expect(update).toMatchObject({ authorId: staff.accountId, signedOffById: signer.accountId });
  });

  test("who signs off is told, and nobody else", async () => {
    const { id } = fresh();
    await askSignOff(staff, report(id), day);
    const told = await db().notification.findMany({ where: { path: { contains: `/${id}/` } } });
    expect(told.map((each) => [each.kind, each.accountId])).toEqual([
      ["SIGN_OFF", signer.accountId],
    ]);
    const point = await pointNameOf(id);
    expect(told[0]?.text).toBe(`${point}9月进展送请审签，STAFF（staff）报。`);
    await returnDraft(signer, { assignmentId: id, month: undefined, note: "请补充数量" }, day);
    const back = await db().notification.findFirstOrThrow({
      where: { accountId: staff.accountId },
      orderBy: { id: "desc" },
    });
    expect(back.text).toBe(`${point}9月进展审签退回：请补充数量`);
  });

  test("交接 moves the duty to answer and leaves on record who asked", async () => {
    const [answered, signed] = [fresh(), fresh()];
    for (const { id } of [answered, signed]) await askSignOff(staff, report(id), day);
    const [second, third] = [
      await hire("second", "STAFF", { unit: staff.unitName ?? "" }),
      await hire("third", "STAFF", { unit: staff.unitName ?? "" }),
    ];
    await handOver(staff, { fromId: staff.accountId, toId: second.accountId }, day);
    const { moved } = await handOver(
      second,
      { fromId: second.accountId, toId: third.accountId },
      day,
    );
    expect(moved).toBeGreaterThanOrEqual(4);
    for (const { id } of [answered, signed]) {
      expect((await form(id)).draft?.signOff).toMatchObject({ askedBy: "STAFF（staff）" });
    }
    const note = { assignmentId: answered.id, month: undefined, note: "请补充数量" };
    await returnDraft(signer, note, day);
    const where = { text: { contains: "审签退回" }, path: { contains: `/${answered.id}/` } };
    expect(await db().notification.findMany({ where })).toMatchObject([
      { accountId: third.accountId },
    ]);
    const { draftVersion } = await form(signed.id);
    const { updateId } = await submitUpdate(signer, report(signed.id, { draftVersion }), day);
    const { authorId } = await db().progressUpdate.findUniqueOrThrow({ where: { id: updateId } });
    expect(authorId).toBe(staff.accountId);
  });

  test("an unfinished report is not sent for 审签", async () => {
    const { id } = fresh();
    await expect(askSignOff(staff, report(id, { progressText: "" }), day)).rejects.toMatchObject({
      fields: { progressText: expect.any(String) },
    });
  });

  test("a report changed after it was sent has to be sent anew", async () => {
    const { id } = fresh();
    const { draftVersion } = await askSignOff(staff, report(id), day);
    await saveDraft(staff, report(id, { progressText: "改过", draftVersion }), day);
    expect((await form(id)).draft?.signOff).toBeNull();
  });

  test("who signs off may send it back with a word, once", async () => {
    const { id } = fresh();
    await askSignOff(staff, report(id), day);
    const back = { assignmentId: id, month: undefined, note: "请补充数量" };
    expect(await race([returnDraft(signer, back, day), returnDraft(signer, back, day)])).toContain(
      "STALE",
    );
    expect((await form(id)).draft).toMatchObject({ signOff: null, signOffNote: "请补充数量" });
    expect(await refusalOf(returnDraft(staff, back, day))).toBe("NOT_FOUND");
  });
});

describe("the only 审签人 of a unit that requires it", () => {
  const unit = "临沂市教育局";
  const ending = (name: string) => deactivateAccount(SYSTEM_ACTOR, name, day);
  const arrange = async (signers: Actor[], required = true, name = unit) =>
    arrangeSignOff(
      admin,
      {
        unitId: (await unitNamed(name)).id,
        required,
        signers: signers.map(({ accountId }) => accountId),
      },
      day,
    );
  let [one, two, plain]: Actor[] = [];

  beforeAll(async () => {
    [one, two, plain] = [
      await hire("ly-one", "STAFF", { unit }),
      await hire("ly-two", "STAFF", { unit }),
      await hire("ly-plain", "STAFF", { unit }),
    ];
  });

  test("is not closed: the refusal says what to do first, and then it is", async () => {
    await arrange([one as Actor]);
    await expect(ending("ly-one")).rejects.toThrow(
      "ly-one 是临沂市教育局唯一的审签人，该单位的进展要求审签，不能停用。请先由管理员",
    );
    expect((await actorNamed("ly-one")).signsOff).toBe(true);
    await ending("ly-plain");
    await arrange([one as Actor, two as Actor]);
    await ending("ly-one");
    expect(await refusalOf(ending("ly-two"))).toBe("INVALID");
    await arrange([two as Actor], false);
    await ending("ly-two");
    expect(plain).toBeDefined();
  });

  test("is not closed either when two are closed at the same moment", async () => {
    const pair = [
      await hire("ly-three", "STAFF", { unit }),
      await hire("ly-four", "STAFF", { unit }),
    ];
    await arrange(pair);
    expect((await race([ending("ly-three"), ending("ly-four")])).sort()).toEqual([
      "INVALID",
      undefined,
    ]);
  });

  test("is not taken the signing while a unit below has nobody else to sign", async () => {
    const above = await unitNamed("临沂市科技局");
    const below = await unitNamed("临沂市财政局");
    await db().unit.update({
      where: { id: below.id },
      data: { parentId: above.id, requiresSignOff: true },
    });
    const head = await hire("ly-head", "STAFF", { unit: above.name });
    await arrange([head], false, above.name);
    await expect(arrange([], false, above.name)).rejects.toThrow(
      "临沂市财政局的进展要求审签，却将没有审签人。请先为临沂市财政局另行指定审签人",
    );
    expect(await refusalOf(ending("ly-head"))).toBe("INVALID");
  });
});

async function pointNameOf(assignmentId: number): Promise<string> {
  const { point } = await db().assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    include: { point: true },
  });
  return `第 ${point.number} 项“${point.title}”`;
}

describe("the arrangement of 审签", () => {
  const arrange = (actor: Actor, more: object) =>
    arrangeSignOff(actor, arrangeSignOffInput.parse({ unitId, required: "on", ...more }), day);

  test("needs somebody of the unit who signs", async () => {
    expect(() => arrangeSignOffInput.parse({ unitId: 1, required: "on" })).toThrow(/审签人/);
    const stranger = await hire("stranger", "STAFF", { unit: "临沂市教育局" });
    expect(await refusalOf(arrange(admin, { signers: [String(stranger.accountId)] }))).toBe(
      "STALE",
    );
  });

  test("is an administrator's alone", async () => {
    for (const role of ["REVIEWER", "LEADER", "AUDITOR"] as const) {
      const other = await hire(`arrange-${role.toLowerCase()}`, role);
      expect(await refusalOf(arrange(other, { signers: [String(signer.accountId)] }))).toBe(
        "NOT_FOUND",
      );
    }
    expect(await refusalOf(arrange(staff, { signers: [String(signer.accountId)] }))).toBe(
      "NOT_FOUND",
    );
  });
});
