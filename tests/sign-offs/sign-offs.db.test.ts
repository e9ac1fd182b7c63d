import { beforeAll, describe, expect, test } from "vitest";
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
