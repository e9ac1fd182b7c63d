import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REPORT_FIELDS } from "@/lib/glossary";
import { NEARLY_SAME, similarity } from "@/lib/progress/text-diff";
import {
  anomaliesOf,
  byReviewOrder,
  isExplained,
  isInPart,
  RETURN_CHIPS,
  returnReason,
} from "@/lib/reviews/rules";
import {
  approveUpdatesInput,
  queuePlace,
  reviewForm,
  reviewUpdateInput,
} from "@/lib/reviews/schema";

const kinds = (...given: Parameters<typeof anomaliesOf>) =>
  anomaliesOf(...given).map(({ anomaly }) => anomaly);
const report = (percent: number, progressText = "", evidence: unknown[] = []) => ({
  percent,
  progressText,
  evidence,
});
const BEFORE = report(50, "召开对接会两次，印发分工方案，明确责任人和时间表。");

describe("what a reviewer looks at first", () => {
  test.each([
    ["a steady report has nothing odd", report(55, "新建基地三处"), BEFORE, 0, []],
    ["a first report of 30 % neither", report(30, "印发方案"), null, 0, []],
    ["a fall", report(49, "返工"), BEFORE, 0, ["FELL"]],
    ["a jump of 31 points", report(81, "新建基地三处"), BEFORE, 0, ["JUMPED"]],
    ["not one of 30", report(80, "新建基地三处"), BEFORE, 0, []],
    ["a jump from nothing", report(31, "印发方案"), null, 0, ["JUMPED"]],
    ["100 % without a file", report(100, "完成"), report(90), 0, ["DONE"]],
    ["not 100 % with one", report(100, "完成", [{}]), report(90), 0, []],
    ["the same text", report(50, BEFORE.progressText), BEFORE, 0, ["SAME_TEXT"]],
    ["two periods missed before", report(20, "补报"), null, 2, ["UNREPORTED_TWICE"]],
    ["not one", report(20, "补报"), null, 1, []],
  ] as const)("%s", (_, current, previous, missed, expected) => {
    expect(kinds(current, previous, missed)).toEqual(expected);
  });

  test("a first report is read beside what is due by now, not beside nothing: every pair", () => {
    expect(kinds(report(55), null, 0, 64)).toEqual([]);
    for (let due = 0; due <= 100; due += 4) {
      for (let percent = 0; percent < 100; percent += 1) {
        const odd = kinds(report(percent), null, 0, due).includes("JUMPED");
        expect(odd).toBe(percent > due + 30);
      }
    }
    expect(kinds(report(81, "新建"), BEFORE, 0, 90)).toEqual(["JUMPED"]);
    expect(anomaliesOf(report(75), null, 0, 24.4)[0]?.text).toBe("首次报送即达 75%，序时 24%");
  });

  test("a correction, and several at once", () => {
    const correction = { ...report(40, BEFORE.progressText), correctionReason: "统计口径有误" };
    expect(kinds(correction, BEFORE)).toEqual(["FELL", "SAME_TEXT", "CORRECTION"]);
  });

  test("says how much fell, jumped or stayed the same", () => {
    const texts = anomaliesOf(report(45, BEFORE.progressText), BEFORE).map(({ text }) => text);
    expect(texts).toEqual(["进度下降 5 个百分点", "与上期相同 100%"]);
    expect(anomaliesOf(report(95, "x"), BEFORE)[0]?.text).toBe("比上期增长 45 个百分点");
    const [mark] = anomaliesOf(report(50, `${BEFORE.progressText}另办展览。`), BEFORE);
    expect(mark?.text).toMatch(/^与上期相同 (8|9)\d%$/);
  });

  test("the badge stands exactly where the texts are nearly the same", () => {
    const word = fc.constantFrom(
      "两市",
      "对接",
      "项目",
      "印发方案",
      "，",
      "。",
      "教育局",
      "2次",
      "𠮷",
    );
    const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(""));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 4 }), (a, b, keep) => {
        const after = keep === 0 ? b : a + b.slice(0, keep);
        const same = similarity(a, after) >= NEARLY_SAME;
        expect(kinds(report(50, after), report(50, a)).includes("SAME_TEXT")).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  test("falling and jumping exclude each other, and nothing is named twice", () => {
    const percent = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(percent, fc.option(percent), fc.nat(5), (now, before, missed) => {
        const found = kinds(
          report(now, "甲"),
          before === null ? null : report(before, "乙"),
          missed,
        );
        expect(found.includes("FELL") && found.includes("JUMPED")).toBe(false);
        expect(found.includes("FELL")).toBe(before !== null && now < before);
        expect(found.includes("JUMPED")).toBe(now - (before ?? 0) > 30);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});

describe("the queue", () => {
  const item = (id: number, ...marks: ReturnType<typeof kinds>) => ({
    report: { id },
    unit: { cityId: id % 2 },
    anomalies: marks.map((anomaly) => ({ anomaly, text: anomaly })),
  });

  test("has the odd ones first, then who came first", () => {
    const queue = [item(4), item(3, "FELL"), item(1), item(2, "JUMPED", "DONE"), item(5, "FELL")];
    expect(queue.sort(byReviewOrder).map(({ report: { id } }) => id)).toEqual([2, 3, 5, 1, 4]);
  });

  test("is shown by city and by oddity", () => {
    const queue = [item(1), item(2), item(3, "FELL"), item(4, "FELL", "DONE")];
    const ids = (part: Parameters<typeof isInPart>[1]) =>
      queue.filter((each) => isInPart(each, part)).map(({ report: { id } }) => id);
    expect(ids({})).toEqual([1, 2, 3, 4]);
    expect(ids({ city: 1 })).toEqual([1, 3]);
    expect(ids({ anomaly: "ANY" })).toEqual([3, 4]);
    expect(ids({ anomaly: "NONE" })).toEqual([1, 2]);
    expect(ids({ anomaly: "DONE", city: 0 })).toEqual([4]);
    expect(ids({ anomaly: "DONE", city: 1 })).toEqual([]);
  });

  test("takes from the URL what is a place in it and ignores the rest", () => {
    expect(queuePlace.parse({ update: "7", at: "2", city: "1", anomaly: "FELL", x: "y" })).toEqual({
      update: 7,
      at: 2,
      city: 1,
      anomaly: "FELL",
    });
    expect(queuePlace.parse({ update: "x", at: "-1", city: "", anomaly: "?" })).toEqual({});
  });
});

describe("a return", () => {
  const notes = { progressText: "写明数量", evidence: "附名单" };

  test.each([
    ["chips alone", ["缺少佐证", "逾期"], "", {}, "缺少佐证、逾期"],
    ["chips and words", ["数据矛盾"], "请核对人数", {}, "数据矛盾：请核对人数"],
    ["words alone", [], "请核对人数", {}, "请核对人数"],
    ["notes alone", [], "", notes, "请按意见修改本期进展、佐证材料"],
    ["chips and notes", ["内容空洞"], "", notes, "内容空洞：请按意见修改本期进展、佐证材料"],
    ["words that begin with the chip", ["逾期"], "逾期：已过截止日", {}, "逾期：已过截止日"],
  ] as const)("keeps one sentence of %s", (_, chips, reason, given, expected) => {
    expect(returnReason({ chips, reason, notes: given })).toBe(expected);
  });

  test("says something whenever it is explained, and only then", () => {
    const words = fc.record({
      chips: fc.subarray([...RETURN_CHIPS]),
      reason: fc.constantFrom("", "请补充"),
      notes: fc.dictionary(fc.constantFrom("percent", "evidence"), fc.constantFrom("", "补"), {
        maxKeys: 2,
      }),
    });
    fc.assert(
      fc.property(words, (given) => {
        expect(returnReason(given) !== "").toBe(isExplained(given));
      }),
    );
  });

  test("without a chip, a reason or a note is refused, an approval is not", () => {
    const empty = { updateId: 1, chips: [], reason: " ", notes: { percent: " " } };
    for (const schema of [reviewUpdateInput, reviewForm]) {
      const parsed = schema.safeParse({ ...empty, decision: "RETURNED" });
      expect(parsed.error?.issues[0]?.path).toEqual(["reason"]);
      expect(schema.safeParse({ ...empty, decision: "APPROVED" }).success).toBe(true);
      const chip = { ...empty, decision: "RETURNED", chips: ["逾期"] };
      expect(schema.safeParse(chip).success).toBe(true);
      const note = { ...empty, decision: "RETURNED", notes: { percent: "核对" } };
      expect(schema.safeParse(note).success).toBe(true);
    }
  });

  test("takes only chips that are offered, blocks that exist and 300 characters each", () => {
    const base = { updateId: 1, decision: "RETURNED", chips: [], reason: "", notes: {} };
    expect(reviewForm.safeParse({ ...base, chips: ["别的"] }).success).toBe(false);
    expect(reviewForm.safeParse({ ...base, notes: { id: "x" } }).success).toBe(false);
    for (const field of Object.keys(REPORT_FIELDS)) {
      const long = (length: number) => ({ ...base, notes: { [field]: "𠮷".repeat(length) } });
      expect(reviewForm.safeParse(long(300)).success).toBe(true);
      expect(reviewForm.safeParse(long(301)).success).toBe(false);
    }
  });
});

test("accepting many at once needs one at least and takes 500 at most", () => {
  const parse = (count: number) =>
    approveUpdatesInput.safeParse({ updateIds: Array.from({ length: count }, (_, at) => at + 1) });
  expect(parse(0).error?.issues[0]?.message).toBe("请先勾选要通过的进展。");
  expect(parse(1).success && parse(500).success).toBe(true);
  expect(parse(501).success).toBe(false);
});
