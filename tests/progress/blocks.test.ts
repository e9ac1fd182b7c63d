import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Marks, mergeBlocks, sameBlock } from "@/lib/progress/blocks";
import { EMPTY_REPORT, type ReportBlocks } from "@/lib/progress/rules";
import { BLOCK_FIELDS, BLOCKS, type Block, blockOfField } from "@/lib/report-blocks";

const text = fc.constantFrom("", "甲", "乙", "丙");
const reports: fc.Arbitrary<ReportBlocks> = fc.record({
  percent: fc.constantFrom(null, 40, 60),
  percentReason: text,
  progressText: text,
  problemText: text,
  problemLevel: fc.constantFrom(null, "UNIT", "CITY"),
  problemOwner: text,
  nextStepText: text,
  nextStepOn: fc.constantFrom(null, "2024-10-01"),
  noProgressReason: fc.constant(null),
  correctionReason: text,
  readings: fc.constantFrom([], [{ indicatorId: 1, value: 20 }]),
  actions: fc.constantFrom([], [{ actionItemId: 1, doneOn: "2024-09-01" }]),
  outcomes: fc.constantFrom([], [{ problemId: 1, outcome: "已解决" }]),
});
const marksOf: fc.Arbitrary<Marks> = fc.dictionary(
  fc.constantFrom(...BLOCKS),
  fc.record({ version: fc.integer({ min: 1, max: 5 }), by: text, at: text }),
);
const someBlocks = fc.uniqueArray(fc.constantFrom(...BLOCKS));
const writings = fc.record({
  seen: fc.integer({ min: 0, max: 5 }),
  touched: fc.option(someBlocks, { nil: undefined }),
  held: someBlocks,
  left: fc.constant<Block[]>([]),
});

describe("two writers of one draft", () => {
  test("lose nothing: every block is one writer's or the other's, and each that differs is accounted for", () => {
    fc.assert(
      fc.property(reports, marksOf, reports, writings, (stored, marks, incoming, writing) => {
        const merge = mergeBlocks(stored, marks, incoming, writing);
        for (const block of BLOCKS) {
          const kept = merge.written.includes(block) ? incoming : stored;
          expect(sameBlock(merge.blocks, kept, block)).toBe(true);
          const found = [merge.written, merge.taken, merge.conflicts].filter((list) =>
            list.includes(block),
          );
          expect(found).toHaveLength(sameBlock(stored, incoming, block) ? 0 : 1);
          if (writing.held.includes(block)) expect(merge.written).not.toContain(block);
        }
      }),
    );
  });

  test("are not bothered with a block nobody else changed since", () => {
    fc.assert(
      fc.property(reports, reports, writings, (stored, incoming, writing) => {
        const merge = mergeBlocks(stored, {}, incoming, { ...writing, held: [] });
        expect(merge.blocks).toEqual({ ...incoming, noProgressReason: null });
        expect([...merge.taken, ...merge.conflicts]).toEqual([]);
      }),
    );
  });

  test("keep a block that was left out as stored, and are told where somebody else changed it", () => {
    fc.assert(
      fc.property(
        reports,
        marksOf,
        reports,
        writings,
        someBlocks,
        (stored, marks, incoming, writing, left) => {
          const merge = mergeBlocks(stored, marks, incoming, { ...writing, left });
          for (const block of left) {
            expect(sameBlock(merge.blocks, stored, block)).toBe(true);
            const overtaken = (marks[block]?.version ?? 0) > writing.seen;
            expect(merge.conflicts.includes(block)).toBe(overtaken);
            expect([...merge.written, ...merge.taken]).not.toContain(block);
          }
        },
      ),
    );
  });

  test("meet only in blocks both changed", () => {
    const marks: Marks = { progressText: { version: 4, by: "乙", at: "" } };
    const stored = { ...EMPTY_REPORT, progressText: "乙" };
    const incoming = { ...EMPTY_REPORT, progressText: "甲" };
    const meet = (seen: number, touched: "progressText"[] | undefined) =>
      mergeBlocks(stored, marks, incoming, { seen, touched, held: [], left: [] });
    expect(meet(3, ["progressText"]).conflicts).toEqual(["progressText"]);
    expect(meet(3, undefined).conflicts).toEqual(["progressText"]);
    expect(meet(3, []).taken).toEqual(["progressText"]);
    expect(meet(4, ["progressText"]).written).toEqual(["progressText"]);
  });
});

test("本期无新进展 is what the button said, whatever the draft holds", () => {
  const incoming = { ...EMPTY_REPORT, noProgressReason: "WAITING" as const };
  const writing = { seen: 1, touched: [], held: [], left: [] };
  expect(mergeBlocks(EMPTY_REPORT, {}, incoming, writing).blocks.noProgressReason).toBe("WAITING");
});

test("every field of the form belongs to one block, and nothing else does", () => {
  for (const [block, fields] of Object.entries(BLOCK_FIELDS)) {
    for (const field of fields) expect(blockOfField(field)).toBe(block);
  }
  expect(blockOfField("readings.12")).toBe("readings");
  expect(["assignmentId", "touched", "then", "", "fromId"].map(blockOfField)).toEqual(
    Array(5).fill(null),
  );
});
