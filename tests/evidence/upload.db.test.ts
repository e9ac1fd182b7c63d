import { createHash } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { evidenceLimits } from "@/lib/evidence/queries";
import { db } from "@/lib/platform/db";
import { storage } from "@/lib/platform/storage";
import { refusalOf as refusalOfDisk } from "@/lib/platform/storage-incoming";
import type { Actor } from "@/lib/policy";
import { getReportForm } from "@/lib/progress/queries";
import { withDatabase } from "../support/database";
import { at, hire, hireForCity } from "../support/people";
import { race, refusalOf, submit } from "../support/reports";
import { statementsOf } from "../support/statements";
import { bytesOf, DAY, MONTH, remove, stored, upload } from "./desk";
import { pdf } from "./samples";

process.env.EVIDENCE_FILE_MB = "1";
process.env.EVIDENCE_REPORT_MB = "2";
withDatabase({ template: "plan" });

let staff: Actor;
let colleague: Actor;
let stranger: Actor;
let reviewer: Actor;
let fresh: () => { id: number };
let id: number;

beforeAll(async () => {
  ({ staff, fresh } = await hireForCity("staff", "济南市"));
  colleague = await hire("colleague", "STAFF", { unit: staff.unitName ?? "" });
  stranger = await hire("stranger", "STAFF", { unit: "临沂市教育局" });
  reviewer = await hire("reviewer", "REVIEWER", { city: "济南市" });
});
beforeEach(() => {
  ({ id } = fresh());
});

const listed = async () => (await getReportForm(staff, id, MONTH, DAY)).evidence;
const names = async () => (await listed()).map(({ name, version }) => `${name} ${version}`);
const large = (kilobytes: number) => pdf("x".repeat(kilobytes * 1024));

describe("an uploaded file", () => {
  test("stands on the draft with its exact name, size, hash and uploader, and in the audit log", async () => {
    const bytes = pdf("一");
    const view = await upload(staff, id, "📄 现场𠮷 照片.pdf", bytes, { announced: bytes.length });
    expect(await listed()).toEqual([view]);
    expect(view).toMatchObject({
      name: "📄 现场𠮷 照片.pdf",
      version: 1,
      kind: "PDF",
      size: bytes.length,
      uploadedBy: "STAFF（staff）",
    });
    const row = await db().evidenceFile.findUniqueOrThrow({ where: { id: view.id } });
    expect(row.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(row.uploadedAt).toEqual(at(DAY));
    expect(row.storageKey).not.toContain("照片");
    expect(await bytesOf(staff, view.id)).toEqual(bytes);
    const entry = await db().auditEntry.findFirstOrThrow({
      where: { action: "evidence.upload", subject: `evidence:${view.id}` },
    });
    expect(entry.after).toMatchObject({ name: row.name, sha256: row.sha256, size: row.size });
  });

  test("of the same name becomes the next version and takes the earlier one off the draft", async () => {
    const first = await upload(staff, id, "名单.pdf", pdf("一"));
    const seen = { seen: first.id };
    const second = await upload(colleague, id, "名单.pdf", pdf("二"), seen);
    expect(second.version).toBe(2);
    expect(await listed()).toEqual([second]);
    const earlier = await db().evidenceFile.findUniqueOrThrow({ where: { id: first.id } });
    expect(earlier).toMatchObject({ removedAt: at(DAY), removedById: colleague.accountId });
  });

  test("sent twice, as after a broken answer, stands there once", async () => {
    const before = (await stored()).length;
    const first = await upload(staff, id, "名单.pdf");
    expect(await upload(staff, id, "名单.pdf")).toEqual(first);
    expect(await names()).toEqual(["名单.pdf 1"]);
    expect((await stored()).length).toBe(before + 1);
  });

  test("removed and uploaded again goes on counting its versions", async () => {
    const first = await upload(staff, id, "名单.pdf");
    await remove(staff, first.id);
    expect(await listed()).toEqual([]);
    expect((await upload(staff, id, "名单.pdf")).version).toBe(2);
  });

  test("is listed in one statement", async () => {
    await upload(staff, id);
    expect(await statementsOf(() => listed())).toHaveLength(1);
  });
});

describe("several at once", () => {
  test("of different names all arrive", async () => {
    await race(Array.from({ length: 8 }, (_, index) => upload(staff, id, `${index}.pdf`)));
    expect(await listed()).toHaveLength(8);
  });

  test("of one name become versions, the last of which stands", async () => {
    const ends = await race(
      ["一", "二", "三", "四"].map((text) => upload(staff, id, "名单.pdf", pdf(text))),
    );
    expect(ends).toEqual([undefined, undefined, undefined, undefined]);
    expect(await names()).toEqual(["名单.pdf 4"]);
  });

  test("never pass the limit of a report together", async () => {
    const ends = await race(
      [1, 2, 3, 4].map((index) => upload(staff, id, `${index}.pdf`, large(600))),
    );
    expect(ends.filter((end) => end === "INVALID")).toHaveLength(1);
    expect(await listed()).toHaveLength(3);
  });

  test("removed by two people are removed by one of them", async () => {
    const { id: file } = await upload(staff, id);
    expect((await race([remove(staff, file), remove(colleague, file)])).sort()).toEqual([
      "STALE",
      undefined,
    ]);
  });

  test("while the report is handed in, a file is on the report or refused, never lost between", async () => {
    const ends = await race([submit(staff, id, DAY), upload(staff, id, "晚到.pdf")]);
    expect(ends[0]).toBeUndefined();
    const carried = await db().updateEvidence.count({ where: { update: { assignmentId: id } } });
    expect(carried).toBe(ends[1] === undefined ? 1 : 0);
  });
});

describe("refused, and nothing of it stays", () => {
  let before: string[];
  beforeEach(async () => {
    before = (await stored()).sort();
  });
  const expectNothing = async () => {
    expect(await listed()).toEqual([]);
    expect((await stored()).sort()).toEqual(before);
  };

  test("an empty file, a page named as a PDF, a kind that is not taken", async () => {
    await expect(upload(staff, id, "空.pdf", Buffer.alloc(0))).rejects.toThrow(/“空.pdf”是空文件/);
    await expect(upload(staff, id, "通知.pdf", Buffer.from("<html>"))).rejects.toThrow(
      /内容与扩展名不符/,
    );
    await expect(upload(staff, id, "a.html", Buffer.from("<html>"))).rejects.toThrow(
      /不是可以上传的类型/,
    );
    await expectNothing();
  });

  test("a file too large: by what it announces before a byte is read, else while reading", async () => {
    const { file } = evidenceLimits();
    const unread = upload(staff, id, "大.pdf", new Error("was read"), { announced: file + 1 });
    await expect(unread).rejects.toThrow(/1 MB 的上限/);
    await expect(
      upload(staff, id, "大.pdf", [large(800), large(800), new Error("was read")]),
    ).rejects.toThrow(/1 MB 的上限/);
    await expectNothing();
  });

  test("an upload cut in the middle, or shorter than announced", async () => {
    await expect(upload(staff, id, "半.pdf", [pdf(), new Error("aborted")])).rejects.toThrow(
      /没有传完/,
    );
    await expect(upload(staff, id, "半.pdf", pdf(), { announced: 500 })).rejects.toThrow(
      /没有传完/,
    );
    await expectNothing();
  });

  test("an upload cancelled while the server checks and stores it, and the version it was to replace stays", async () => {
    const kept = await upload(staff, id, "名单.pdf", pdf("一"));
    before = (await stored()).sort();
    const disk = await storage();
    const keep = disk.keep;
    const cancel = new AbortController();
    vi.spyOn(disk, "keep").mockImplementationOnce(async (key, incoming) => {
      await keep(key, incoming);
      cancel.abort();
    });
    const cancelled = upload(staff, id, "名单.pdf", pdf("二"), { signal: cancel.signal });
    await expect(cancelled).rejects.toThrow(/没有传完/);
    expect(await listed()).toEqual([kept]);
    expect((await stored()).sort()).toEqual(before);
    await remove(staff, kept.id);
  });

  test("a file when the disk is full, with a sentence that says whose task that is", async () => {
    const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
    const disk = await storage();
    vi.spyOn(disk, "keep").mockRejectedValueOnce(refusalOfDisk(full));
    await expect(upload(staff, id, "a.pdf")).rejects.toThrow(
      "服务器磁盘空间不足，文件没有保存，请联系管理员后重试。",
    );
    await expectNothing();
  });

  test("another unit's draft and one that does not exist look the same; nobody but staff uploads", async () => {
    for (const actor of [stranger, reviewer]) {
      expect(await refusalOf(upload(actor, id, "a.pdf", new Error("was read")))).toBe("NOT_FOUND");
      expect(await refusalOf(getReportForm(actor, id, MONTH, DAY))).toBe("NOT_FOUND");
    }
    expect(await refusalOf(upload(staff, 99_999_999, "a.pdf", new Error("was read")))).toBe(
      "NOT_FOUND",
    );
    await expectNothing();
  });

  test("a month to come, and one that is locked", async () => {
    expect(await refusalOf(upload(staff, id, "a.pdf", pdf(), { month: "2024-10-01" }))).toBe(
      "NOT_FOUND",
    );
    const lock = (on: string | null) =>
      db().period.updateMany({
        where: { month: new Date(MONTH) },
        data: { lockedOn: on && new Date(on) },
      });
    const { id: kept } = await upload(staff, id, "早.pdf");
    await lock("2024-09-05");
    expect(await refusalOf(upload(staff, id, "a.pdf"))).toBe("LOCKED");
    expect(await refusalOf(remove(staff, kept))).toBe("LOCKED");
    await lock(null);
    await remove(staff, kept);
  });

  test("a transaction that fails takes the bytes along", async () => {
    await upload(staff, id, "一.pdf", large(900));
    await upload(staff, id, "二.pdf", large(900));
    const kept = (await stored()).sort();
    await expect(upload(staff, id, "三.pdf", large(900))).rejects.toThrow(/2 MB 的总上限/);
    expect((await stored()).sort()).toEqual(kept);
    // One that takes another's place counts without it.
    await upload(staff, id, "二.pdf", large(901));
    expect(await names()).toEqual(["一.pdf 1", "二.pdf 2"]);
  });
});
