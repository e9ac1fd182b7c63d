import { expect, test } from "vitest";
import { pastedCells, roleSaid } from "@/components/assignments/clipboard";

test.each([
  ["牵头", "LEAD"],
  [" 牵头单位 ", "LEAD"],
  ["*", "LEAD"],
  ["责任", "RESPONSIBLE"],
  ["√", "RESPONSIBLE"],
  ["配合", "SUPPORT"],
  ["", null],
  ["—", null],
  ["主办", undefined],
  ["牵头责任", undefined],
])("a pasted %j is read as %j", (text, role) => {
  expect(roleSaid(text)).toBe(role);
});

test("a block keeps its empty cells, and Excel's last line break is no row", () => {
  expect(pastedCells("牵头\t\r\n\t配合\r\n")).toEqual([
    ["牵头", ""],
    ["", "配合"],
  ]);
  expect(pastedCells("责任")).toEqual([["责任"]]);
});
