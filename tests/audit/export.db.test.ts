import { beforeAll, describe, expect, test } from "vitest";
import { recordRefusal } from "@/lib/audit/commands";
import { auditExportInput } from "@/lib/audit/schema";
import { exportAuditLog } from "@/lib/ledgers/audit-log";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { withDatabase } from "../support/database";
import { at, hire } from "../support/people";
import { refusalOf } from "../support/reports";
import { joined, openWorkbook } from "../support/workbook";

withDatabase({ template: "plan" });

const now = at("2024-09-06");
let auditor: Actor;

beforeAll(async () => {
  auditor = await hire("auditor", "AUDITOR");
  await hire("leader", "LEADER");
  const refusal = { path: "/audit", code: "NOT_FOUND", sentence: "=1+1 没有找到" };
  await recordRefusal(auditor, refusal, now);
});

const take = (query: Record<string, string>, actor = auditor) =>
  exportAuditLog(actor, auditExportInput.parse(query), now);

describe("the audit log as a file", () => {
  test("in Excel holds every entry with its hash, in words", async () => {
    const standing = await db().auditEntry.findMany({ orderBy: { sequence: "desc" } });
    const file = await take({ format: "xlsx" });
    const { sheets } = await openWorkbook(joined(file.pieces));
    const [, , heads = [], , ...rows] = sheets[0]?.rows ?? [];
    expect(heads[0]).toBe("序号");
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual(
      standing.map(({ sequence, hash }) => [sequence, hash]),
    );
    expect(rows[0]).toEqual(expect.arrayContaining(["越权或被拒", "被拒绝", "页面 /audit"]));
  });

  test("in CSV begins with the mark by which Excel knows UTF-8, and starts no formula", async () => {
    const file = await take({ format: "csv", refused: "1" });
    const text = Buffer.from(joined(file.pieces)).toString("utf8");
    expect(text.startsWith("\ufeff序号,时间,")).toBe(true);
    expect(text.trim().split("\r\n")).toHaveLength(2);
    expect(text).not.toMatch(/,=1/);
  });

  test("is noted with its filter, and is not part of itself", async () => {
    const file = await take({ format: "csv", action: "audit.export", who: "auditor" });
    const before =
      Buffer.from(joined(file.pieces)).toString("utf8").trim().split("\r\n").length - 1;
    const last = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(last).toMatchObject({
      action: "audit.export",
      after: { format: "csv", filter: "操作人“auditor”，动作“导出审计日志”", rows: before },
    });
  });

  test("is for the auditor alone, and leaves nothing behind for others", async () => {
    const count = await db().auditEntry.count();
    for (const role of ["STAFF", "REVIEWER", "LEADER", "ADMIN"] as const) {
      expect(await refusalOf(take({ format: "csv" }, { ...auditor, role }))).toBe("NOT_FOUND");
    }
    expect(await db().auditEntry.count()).toBe(count);
  });
});
