import { describe, expect, test } from "vitest";
import { SYSTEM_ACTOR } from "@/lib/audit/commands";
import {
  discardBulletin,
  regenerateSection,
  saveHead,
  saveSection,
} from "@/lib/bulletins/commands";
import { exportBulletin, issueBulletin } from "@/lib/bulletins/issue";
import { sweepEvidence } from "@/lib/evidence/sweep";
import { db } from "@/lib/platform/db";
import { storage } from "@/lib/platform/storage";
import { DAY, withBulletins } from "../support/bulletins";
import { at } from "../support/people";
import { race, refusalOf } from "../support/reports";

const { desk, draft, issue, view } = withBulletins();

describe("an issue", () => {
  test("gives numbers in order, by kind, and freezes the file with its hash", async () => {
    const first = await draft();
    const number = await issue(first);
    const second = await draft();
    expect(await issue(second, desk.admin)).toBe(number + 1);
    expect(await issue(await draft(desk.reviewer, "NOTICE"))).toBe(1);
    const { issue: done } = await view(first);
    expect(done).toMatchObject({
      number,
      issuedOn: DAY,
      issuedBy: expect.stringContaining("reviewer"),
    });
    const file = await exportBulletin(desk.leader, first, at("2024-10-08"));
    const bytes = Buffer.concat(file.pieces);
    const { createHash } = await import("node:crypto");
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(done?.sha256);
    expect(bytes.byteLength).toBe(done?.size);
    expect(file.name).toBe(
      `济南—临沂对口合作2024年工作要点推进情况月报（2024年9月）_月报2024年第${number}期_截至2024-09-20.docx`,
    );
  });

  test("out of turn is told: of drafts of an earlier day, and of issues of a later one", async () => {
    const early = await draft(desk.reviewer, "NOTICE", "2024-06-30");
    const late = await draft(desk.reviewer, "NOTICE", "2024-08-31");
    const others = async (id: number) => {
      const { outOfTurn } = await view(id);
      return outOfTurn.filter(({ asOf }) => asOf !== DAY).map(({ id, number }) => ({ id, number }));
    };
    expect(await others(early)).toEqual([]);
    expect(await others(late)).toEqual([{ id: early, number: null }]);
    const number = await issue(late);
    expect(await others(early)).toEqual([{ id: late, number }]);
    expect(await others(late)).toEqual([]);
    await discardBulletin(desk.reviewer, { bulletinId: early }, at(DAY));
  });

  test("stays byte for byte what it was, whatever is approved afterwards", async () => {
    const id = await draft();
    await issue(id);
    const before = Buffer.concat((await exportBulletin(desk.leader, id, at(DAY))).pieces);
    await db().$executeRaw`UPDATE plans SET revision = revision + 1, title = title || '（改）'`;
    const after = Buffer.concat((await exportBulletin(desk.leader, id, at("2024-12-01"))).pieces);
    await db()
      .$executeRaw`UPDATE plans SET revision = revision + 1, title = replace(title, '（改）', '')`;
    expect(after.equals(before)).toBe(true);
  });

  test("happens once, of two people at the same moment", async () => {
    const id = await draft();
    const { seal } = await view(id);
    const both = [desk.reviewer, desk.admin].map((actor) =>
      issueBulletin(actor, { bulletinId: id, seal }, at(DAY)),
    );
    expect((await race(both)).sort()).toEqual(["LOCKED", undefined]);
    const stored = [];
    for await (const { key } of (await storage()).list()) stored.push(key);
    const issued = await db().bulletin.count({ where: { number: { not: null } } });
    expect(stored).toHaveLength(issued);
  });

  test("of two drafts at the same moment takes two numbers", async () => {
    const ids = [await draft(), await draft()];
    expect(await race(ids.map((id) => issue(id)))).toEqual([undefined, undefined]);
    const numbers = await Promise.all(ids.map(async (id) => (await view(id)).issue?.number));
    expect(new Set(numbers).size).toBe(2);
  });

  test("is refused when the texts are not those that were seen, or one is empty", async () => {
    const id = await draft();
    const { seal } = await view(id);
    await saveSection(
      desk.admin,
      { bulletinId: id, key: "overall", version: 1, text: "" },
      at(DAY),
    );
    expect(await refusalOf(issueBulletin(desk.reviewer, { bulletinId: id, seal }, at(DAY)))).toBe(
      "STALE",
    );
    await expect(issue(id)).rejects.toThrow(/“总体情况”还没有内容/);
    expect((await view(id)).issue).toBeNull();
  });

  test("is refused as long as nobody signs it, as where the notice names no office", async () => {
    const id = await draft();
    await db().bulletin.update({ where: { id }, data: { issuingOffice: "" } });
    await expect(issue(id)).rejects.toThrow(/还没有发文机关/);
    const { version, title, recipients } = await view(id);
    const head = {
      bulletinId: id,
      version,
      title,
      recipients,
      issuingOffice: "济南市人民政府办公厅",
    };
    await saveHead(desk.reviewer, head, at(DAY));
    await issue(id);
    expect((await view(id)).issue).not.toBeNull();
  });

  test("admits no change afterwards, by command or by hand", async () => {
    const id = await draft();
    await issue(id);
    const text = { bulletinId: id, key: "overall", version: 1, text: "改" };
    const head = { bulletinId: id, version: 1, title: "改", recipients: "改", issuingOffice: "改" };
    expect(await refusalOf(saveSection(desk.reviewer, text, at(DAY)))).toBe("LOCKED");
    expect(await refusalOf(saveHead(desk.reviewer, head, at(DAY)))).toBe("LOCKED");
    expect(await refusalOf(regenerateSection(desk.reviewer, text, at(DAY)))).toBe("LOCKED");
    expect(await refusalOf(discardBulletin(desk.reviewer, { bulletinId: id }, at(DAY)))).toBe(
      "LOCKED",
    );
    const run = (sql: string) => db().$executeRawUnsafe(sql);
    for (const sql of [
      `UPDATE bulletins SET title = '改' WHERE id = ${id}`,
      `UPDATE bulletins SET number = NULL, issued_at = NULL WHERE id = ${id}`,
      `DELETE FROM bulletins WHERE id = ${id}`,
      `UPDATE bulletin_sections SET text = '改' WHERE bulletin_id = ${id}`,
      `DELETE FROM bulletin_sections WHERE bulletin_id = ${id}`,
      `INSERT INTO bulletin_sections SELECT bulletin_id, 'x', position, heading, text, version, saved_by_id, saved_at
         FROM bulletin_sections WHERE bulletin_id = ${id} LIMIT 1`,
      "TRUNCATE bulletins CASCADE",
    ]) {
      await expect(run(sql)).rejects.toThrow(/immutable/);
    }
  });

  test("keeps its file through the sweep of evidence, and says so when the file is not what it was", async () => {
    const id = await draft();
    await issue(id);
    const later = new Date(Date.now() + 3 * 86_400_000);
    await sweepEvidence(SYSTEM_ACTOR, { remove: true }, at(DAY), later);
    expect((await exportBulletin(desk.leader, id, at(DAY))).pieces).toHaveLength(1);
    const { storageKey } = await db().bulletin.findUniqueOrThrow({ where: { id } });
    await (await storage()).remove(storageKey ?? "");
    await expect(exportBulletin(desk.leader, id, at(DAY))).rejects.toThrow(/校验值不符/);
  });
});
