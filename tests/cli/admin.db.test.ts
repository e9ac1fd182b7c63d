import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { db } from "@/lib/platform/db";
import { verifyPassword } from "@/lib/platform/password";
import { withDatabase } from "../support/database";

// Each command is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const database = withDatabase({ template: "plan" });
const root = path.resolve(import.meta.dirname, "../..");

/** npm run admin -- …, as an operator types it. */
function admin(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "lib/cli/admin.ts", ...words],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: database.dataDir },
    },
  );
  return { status, printed: `${stdout}${stderr}` };
}

const account = (name: string) => db().account.findUniqueOrThrow({ where: { name } });
const told = (printed: string) => /一次性密码：(\S+)/.exec(printed)?.[1] ?? "";

describe("npm run admin", () => {
  test("creates the first administrator, whose password is told once and has to be changed", async () => {
    const { status, printed } = admin("create", "boss");
    expect(status, printed).toBe(0);
    const boss = await account("boss");
    expect(boss).toMatchObject({ role: "ADMIN", post: "管理员", oneTime: true, active: true });
    expect(await verifyPassword(boss.passwordHash, told(printed))).toBe(true);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { sequence: "desc" } });
    expect(entry).toMatchObject({ action: "account.create", subject: `account:${boss.id}` });
    expect(JSON.stringify(entry)).not.toContain(told(printed));
  });

  test("gives a new password, registers a mail address, closes an account", async () => {
    admin("create", "clerk", "--role", "STAFF", "--unit", "济南市教育局");
    const renewed = admin("password", "clerk");
    expect(await verifyPassword((await account("clerk")).passwordHash, told(renewed.printed))).toBe(
      true,
    );
    expect(admin("email", "clerk", "jyj@example.gov.cn").status).toBe(0);
    expect((await account("clerk")).email).toBe("jyj@example.gov.cn");
    expect(admin("deactivate", "clerk").printed).toContain("已停用");
    expect((await account("clerk")).active).toBe(false);
  });

  test.each([
    [[], "用法："],
    [["create"], "用法："],
    [["destroy", "boss"], "用法："],
    [["create", "x", "--role", "KING"], "角色写错了"],
    [["create", "x", "--role", "STAFF", "--unit", "没有的局"], "单位名录中没有“没有的局”"],
    [["create", "x", "--city", "没有的市"], "没有城市“没有的市”"],
    [["email", "boss", "not an address"], "邮箱"],
    [["password", "nobody"], "没有"],
  ])("%j is refused with a sentence, and nothing is written", async (words, sentence) => {
    const before = await db().auditEntry.count();
    const { status, printed } = admin(...words);
    expect(status).toBe(1);
    expect(printed).toContain(sentence);
    expect(printed).not.toMatch(/\n {4}at /);
    expect(await db().auditEntry.count()).toBe(before);
  });
});
