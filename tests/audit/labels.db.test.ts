import { expect, test } from "vitest";
import { contentLines, fieldName, subjectName } from "@/lib/audit-text";
import { db } from "@/lib/platform/db";
import { withDatabase } from "../support/database";

withDatabase({ template: "demonstration" });

test("whatever the demonstration records is shown in words: fields, kinds of things and actions", async () => {
  const entries = await db().auditEntry.findMany();
  expect(entries.length).toBeGreaterThan(500);
  const keys = new Set<string>();
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) for (const held of value) gather(held);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return;
    for (const [key, held] of Object.entries(value)) {
      if (!/^\d+$/.test(key)) keys.add(key);
      gather(held);
    }
  };
  for (const { before, after } of entries) gather([before, after]);
  expect([...keys].filter((key) => fieldName(key) === key)).toEqual([]);
  const subjects = new Set(entries.map(({ subject }) => subject.split(":")[0] ?? ""));
  expect([...subjects].filter((noun) => subjectName(noun) === noun)).toEqual([]);
});

test("no value the demonstration records is shown as a program's word", async () => {
  const entries = await db().auditEntry.findMany();
  const raw = entries.flatMap(({ before, after }) =>
    [before, after]
      .flatMap(contentLines)
      .filter((line) => /(^|[：，、 ])[A-Z]{3,}(_[A-Z]+)*($|[，、])/.test(line)),
  );
  expect([...new Set(raw)]).toEqual([]);
});

test("nested content reads as lines, its values by their names", () => {
  const after = {
    role: "LEAD",
    files: 2,
    required: true,
    entries: [{ unitId: 3, role: "SUPPORT" }],
  };
  expect(contentLines(after)).toEqual([
    "角色：牵头",
    "材料数：2",
    "须审签：是",
    "分工：",
    "　单位编号 3，角色 配合",
  ]);
  expect(contentLines({ notes: {}, chips: [], text: "" })).toEqual([
    "栏目意见：无",
    "退回类别：无",
    "内容：（空）",
  ]);
});
