import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "duban-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function imported(...words: string[]) {
  const all = ["--conditions=react-server", "--import", "tsx", "lib/cli/import.ts", ...words];
  const { stdout, stderr, status } = spawnSync(process.execPath, all, {
    cwd: root,
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

const NOTICE = path.join(root, "prisma/plans/jinan-linyi-2024.txt");
const DIRECTORY = path.join(root, "prisma/plans/jinan-linyi-units.json");

describe("npm run import", () => {
  test("prints one JSON document and needs no database", () => {
    const { stdout, stderr, status } = imported(NOTICE, "--json", "--directory", DIRECTORY);
    expect([status, stderr]).toEqual([0, ""]);
    const notice = JSON.parse(stdout);
    expect(notice).toMatchObject({
      documentNumber: "济政办字〔2024〕13号",
      issuedOn: "2024-04-24",
      year: 2024,
      warnings: [],
    });
    const items = notice.chapters.flatMap((chapter: { items: object[] }) => chapter.items);
    expect([notice.chapters.length, items.length]).toEqual([9, 31]);
    expect(items[0].units).toContainEqual({
      name: "沂蒙干部学院",
      written: "沂蒙干部学院",
      cityName: "临沂市",
      role: "RESPONSIBLE",
      origin: "CLAUSE",
      line: expect.any(Number),
      known: true,
    });
    expect(
      items.flatMap((item: { units: object[]; groups: object[] }) => [
        ...item.units,
        ...item.groups,
      ]),
    ).toHaveLength(161);
    expect(items[22].groups).toMatchObject([
      { scope: "CONCERNED", cityName: "济南市" },
      { cityName: "临沂市" },
    ]);
  });

  test("prints a tree to read without --json", () => {
    const { stdout, status } = imported(NOTICE);
    expect(status).toBe(0);
    expect(stdout).toContain("9 章，31 项");
    expect(stdout).toContain("  20. 深化教育合作\n      责任：济南市教育局、临沂市教育局");
  });

  test("says in one sentence what is wrong, and fails", () => {
    const empty = path.join(folder, "空.txt");
    writeFileSync(empty, "");
    for (const [words, sentence] of [
      [[], "用法"],
      [[path.join(folder, "无.txt")], "没有找到文件"],
      [[folder], "不是文件"],
      [[empty, "--json"], "空文件"],
      [[NOTICE, "--directory", empty], "格式不对"],
      [[NOTICE, "--nonsense"], "用法"],
    ] as [string[], string][]) {
      const { stdout, stderr, status } = imported(...words);
      expect([stdout, status]).toEqual(["", 1]);
      expect(stderr).toContain(sentence);
    }
  });
});
