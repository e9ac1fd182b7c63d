import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ACTION_NAMES } from "@/lib/audit-labels";

test("every action that is recorded has a name in the audit log", () => {
  const root = path.resolve("lib");
  const recorded = new Set<string>();
  for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const text = readFileSync(path.join(root, file), "utf8");
    if (!/recordEntry|AuditEvent/.test(text)) continue;
    for (const [, line = ""] of text.matchAll(/\baction: ([^,\n]+)/g)) {
      for (const [, action = ""] of line.matchAll(/"([a-z-]+\.[a-z-]+)"/g)) recorded.add(action);
    }
  }
  expect(recorded.size).toBeGreaterThan(15);
  expect([...recorded].filter((action) => !ACTION_NAMES[action])).toEqual([]);
});
