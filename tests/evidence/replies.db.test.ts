import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import { listReplyFiles } from "@/lib/directives/queries";
import { readEvidence, removeEvidence, uploadEvidence } from "@/lib/evidence/commands";
import { uploadReplyEvidenceInput } from "@/lib/evidence/schema";
import { sweepEvidence } from "@/lib/evidence/sweep";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { bodyOf } from "../platform/storage-rules";
import { withDatabase } from "../support/database";
import { askAgain, issue, reply, withdraw } from "../support/directives";
import { at, hire, unitNamed } from "../support/people";
import { refusalOf } from "../support/reports";
import { docx, pdf } from "./samples";

withDatabase({ template: "plan" });

const JINAN = "济南市教育局";
const who = {} as Record<"leader" | "staff" | "linyi" | "stranger" | "reviewer" | "auditor", Actor>;
const own = { unit: 0 };

beforeAll(async () => {
  who.leader = await hire("leader", "LEADER");
  who.staff = await hire("staff", "STAFF", { unit: JINAN });
  who.linyi = await hire("linyi", "STAFF", { unit: "临沂市教育局" });
  who.stranger = await hire("stranger", "STAFF", { unit: "临沂商城管委会" });
  who.reviewer = await hire("reviewer", "REVIEWER", { city: "临沂市" });
  who.auditor = await hire("auditor", "AUDITOR");
  own.unit = (await unitNamed(JINAN)).id;
});

function give(
  actor: Actor,
  directiveId: number,
  name = "名单.pdf",
  content: Uint8Array = pdf(),
  unitId = own.unit,
) {
  const input = uploadReplyEvidenceInput.parse({ directiveId, unitId, name });
  const body = { stream: bodyOf(content), announced: null };
  return uploadEvidence(actor, input, body, at("2024-09-03"));
}

async function readers(evidenceId: number): Promise<string[]> {
  const found: string[] = [];
  for (const [name, actor] of Object.entries(who)) {
    try {
      const { bytes } = await readEvidence(actor, { evidenceId, preview: false }, at("2024-09-05"));
      await buffer(bytes);
      found.push(name);
    } catch (error) {
      expect(error).toMatchObject({ name: "Refusal", code: "NOT_FOUND" });
    }
  }
  return found;
}

describe("a file given with the reply to a directive", () => {
  test("is the unit's own until the reply is sent, and then read by whoever reads the directive", async () => {
    const id = await issue(who.leader, "2024-09-02");
    const file = await give(who.staff, id);
    expect(await readers(file.id)).toEqual(["staff"]);
    expect((await listReplyFiles(who.staff, id)).map((row) => row.file.name)).toEqual(["名单.pdf"]);
    expect(await listReplyFiles(who.linyi, id)).toEqual([]);
    await reply(who.staff, id, "2024-09-04");
    expect(await readers(file.id)).toEqual(["leader", "staff", "linyi", "reviewer"]);
    expect(await listReplyFiles(who.staff, id)).toEqual([]);
  });

  test("is checked by its content and versioned by its name, as a report's", async () => {
    const id = await issue(who.leader, "2024-09-02");
    expect(await refusalOf(give(who.staff, id, "名单.pdf", docx()))).toBe("INVALID");
    const first = await give(who.staff, id);
    const second = await give(who.staff, id, "名单.pdf", pdf("第二版"));
    expect([first.version, second.version]).toEqual([1, 2]);
    expect((await give(who.staff, id, "名单.pdf", pdf("第二版"))).id).toBe(second.id);
    expect((await listReplyFiles(who.staff, id)).map((row) => row.file.id)).toEqual([second.id]);
  });

  test("goes with one reply alone: the next one begins without files", async () => {
    const id = await issue(who.leader, "2024-09-02");
    const file = await give(who.staff, id);
    const answer = await reply(who.staff, id, "2024-09-03");
    await askAgain(who.leader, answer, "2024-09-04");
    const again = await give(who.staff, id, "名单.pdf", pdf("补充"));
    const next = await reply(who.staff, id, "2024-09-05", { seen: 1 });
    const carried = await db().directiveEvidence.findMany({ orderBy: { evidenceId: "asc" } });
    expect(carried.filter(({ replyId }) => replyId === answer)).toMatchObject([
      { evidenceId: file.id },
    ]);
    expect(carried.filter(({ replyId }) => replyId === next)).toMatchObject([
      { evidenceId: again.id },
    ]);
  });

  test("is taken by nobody but the unit's staff, and not once it has answered or need not", async () => {
    const id = await issue(who.leader, "2024-09-02");
    for (const actor of [who.linyi, who.stranger, who.reviewer, who.leader, who.auditor]) {
      expect(await refusalOf(give(actor, id))).toBe("NOT_FOUND");
    }
    const linyi = (await unitNamed("临沂市教育局")).id;
    // Not addressed.
    expect(await refusalOf(give(who.linyi, id, "名单.pdf", pdf(), linyi))).toBe("NOT_FOUND");
    const file = await give(who.staff, id);
    await reply(who.staff, id, "2024-09-03");
    expect(await refusalOf(give(who.staff, id, "又一份.pdf"))).toBe("STALE");
    expect(
      await refusalOf(removeEvidence(who.staff, { evidenceId: file.id }, at("2024-09-04"))),
    ).toBe("STALE");
    const withdrawn = await issue(who.leader, "2024-09-02");
    await withdraw(who.leader, withdrawn, "2024-09-03");
    expect(await refusalOf(give(who.staff, withdrawn))).toBe("LOCKED");
  });

  test("that was taken off is swept; one that a reply carries never is", async () => {
    const id = await issue(who.leader, "2024-09-02");
    const off = await give(who.staff, id, "错的.pdf", pdf("错"));
    const kept = await give(who.staff, id);
    await removeEvidence(who.staff, { evidenceId: off.id }, at("2024-09-03"));
    await reply(who.staff, id, "2024-09-04");
    await sweepEvidence(SYSTEM_ACTOR, { remove: true }, at("2024-09-10"), new Date());
    expect(await db().evidenceFile.count({ where: { id: off.id } })).toBe(0);
    expect(await readers(kept.id)).toContain("leader");
  });

  test("hangs in one place for good", async () => {
    const run = (sql: string) => db().$executeRawUnsafe(sql);
    const where = "WHERE directive_id IS NOT NULL";
    await expect(run(`UPDATE evidence_files SET unit_id = unit_id + 1 ${where}`)).rejects.toThrow();
    await expect(
      run(`UPDATE evidence_files SET directive_id = NULL, unit_id = NULL ${where}`),
    ).rejects.toThrow(/stay with their reply|may only be taken off/);
    await expect(
      run(`INSERT INTO evidence_files (name, version, kind, size, sha256, storage_key, uploaded_by_id, uploaded_at)
           SELECT 'x.pdf', 1, kind, size, sha256, 'x', uploaded_by_id, uploaded_at FROM evidence_files LIMIT 1`),
    ).rejects.toThrow(/evidence_files_one_place/);
  });
});
