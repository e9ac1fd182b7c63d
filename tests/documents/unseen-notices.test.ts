import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readNotice } from "@/lib/documents/notice";
import { linesOfFile } from "@/lib/documents/source-text";
import { differences } from "./rendering";

// Notices of places that do not exist, each with the reading written beside it by hand.
const FOLDER = path.join(import.meta.dirname, "notices");
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));

test("there are notices of many kinds", () => {
  expect(names.length).toBeGreaterThan(24);
});

test.each(names)("%s is read as an official reads it", (name) => {
  const bytes = readFileSync(path.join(FOLDER, name));
  const expected = readFileSync(path.join(FOLDER, name.replace(/\.txt$/, ".read")), "utf8");
  const reading = readNotice(linesOfFile(name, bytes));
  expect(differences(expected, reading)).toEqual([]);
});
