import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numbersOf } from "@/lib/documents/commands";
import { readNotice } from "@/lib/documents/notice";
import { contentOf, type ImportContent, importedPoints, importedText } from "@/lib/imports/content";
import { mergePoint, removePoint, restorePoint, setReadings } from "@/lib/imports/edits";
import {
  divideChapter,
  joinChapter,
  paragraphsAt,
  setChapter,
  takeAsPoint,
} from "@/lib/imports/outline-edits";
import { openQuestions } from "@/lib/imports/rules";
import { NOTICE } from "./notices";

const content = contentOf(readNotice(NOTICE), numbersOf);
const keys = importedPoints(content).map(({ key }) => key);
const [one = "", two = "", three = ""] = keys;

/** All text of an import in its order, blanks aside. */
const whole = (each: ImportContent) =>
  (
    each.foreword +
    each.chapters
      .map(
        ({ marker, title, titleEnd, foreword, points }) =>
          marker +
          title +
          titleEnd +
          foreword +
          points.map((point) => point.before + importedText(point)).join(""),
      )
      .join("") +
    each.afterword
  ).replace(/\s/g, "");
const titles = (each: ImportContent) =>
  each.chapters.map(({ title, points }) => [title, ...points.map(({ key }) => key)]);

describe("chapters", () => {
  test("are given another title", () => {
    const set = setChapter(content, "c2", { number: 2, marker: "二、", title: "惠民协作" });
    expect(titles(set)).toEqual([
      ["加强产业协作", one, two],
      ["惠民协作", three],
    ]);
    expect(set.chapters[1]).toMatchObject({ number: 2, marker: "二、" });
  });

  test("are given another number, and stand where it says", () => {
    const heads = (each: ImportContent) =>
      each.chapters.map(({ number, marker, title }) => `${number} ${marker}${title}`);
    const title = "加强产业协作";
    // The number and its wording are one: a change of either is a change of both.
    const moved = ["二、深化民生合作", "三、加强产业协作"].map((head, at) => `${at + 2} ${head}`);
    expect(heads(setChapter(content, "c1", { number: 3, marker: "一、", title }))).toEqual(moved);
    expect(heads(setChapter(content, "c1", { number: 1, marker: "三、", title }))).toEqual(moved);
    // Both set: as they were set. A wording without a number leaves the number alone.
    for (const [number, marker] of [
      [4, "第三章"],
      [1, "附件"],
      [1, ""],
      [9, ""],
    ] as const) {
      const set = setChapter(content, "c1", { number, marker, title });
      expect(heads(set)).toContain(`${number} ${marker}${title}`);
    }
    // A number two chapters have is no order: it is asked about.
    const twice = setChapter(content, "c1", { number: 2, marker: "二、", title });
    expect(openQuestions(twice, [], []).map(({ message }) => message)).toContain(
      "有两章都是第 2 章，请改其中一章的序号。",
    );
    expect(openQuestions(content, [], []).some(({ message }) => message.includes("两章"))).toBe(
      false,
    );
  });

  test("begin with the wording typed before the title", () => {
    const [, added] = divideChapter(content, two, "二、文旅互访").chapters;
    expect(added).toMatchObject({ number: 2, marker: "二、", title: "文旅互访" });
  });

  test("begin at a point, and join the one above; the text keeps its order", () => {
    const divided = divideChapter(content, two, "文旅互访");
    expect(titles(divided)).toEqual([
      ["加强产业协作", one],
      ["文旅互访", two],
      ["深化民生合作", three],
    ]);
    expect(divided.chapters.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(new Set(divided.chapters.map(({ key }) => key)).size).toBe(3);
    // The first of a chapter begins one already.
    expect(divideChapter(content, three, "又一章")).toBe(content);
    const joined = joinChapter(content, "c2");
    expect(titles(joined)).toEqual([["加强产业协作", one, two, three]]);
    expect(whole(joined)).toBe(whole(content));
    expect(joinChapter(content, "c1")).toBe(content);
    // What was a heading becomes one again.
    const again = divideChapter(joined, three, "深化民生合作");
    expect(titles(again)).toEqual(titles(content));
    expect(again.chapters[1]?.marker).toBe("二、");
    expect(whole(again)).toBe(whole(content));
  });

  test("a notice read without chapters is divided", () => {
    const plain = contentOf(
      readNotice(NOTICE.replace("一、加强产业协作\n", "").replace("二、深化民生合作\n", "")),
      numbersOf,
    );
    expect(plain.chapters).toHaveLength(1);
    const [first, , third] = importedPoints(plain);
    const named = setChapter(plain, plain.chapters[0]?.key ?? "", {
      ...{ number: 1, marker: "", title: "产业" },
    });
    const divided = divideChapter(named, third?.key ?? "", "民生");
    expect(divided.chapters.map(({ title, number }) => [title, number])).toEqual([
      ["产业", 1],
      ["民生", 2],
    ]);
    expect(divided.chapters[0]?.points[0]?.key).toBe(first?.key);
  });
});

describe("left-over text", () => {
  const left: ImportContent = {
    ...content,
    foreword: "总的要求\n5.办好开局的事。由两市办理。（责任单位：青河市财政局）",
    afterword: "附则\n扩大人才交流。互派干部10名。（责任单位：白山口市教育局）\n特此通知。",
    chapters: content.chapters.map((chapter, at) =>
      at === 0 ? { ...chapter, foreword: "引言\n抓好招商。全年招商3次。\n说明" } : chapter,
    ),
  };

  test("becomes a point where it stands, with what is read of it, and the rest stays text", () => {
    const first = takeAsPoint(left, "foreword", 1, 7);
    expect(first.foreword).toBe("总的要求");
    expect(first.chapters[0]?.points[0]).toMatchObject({
      number: 5,
      title: "办好开局的事",
      line: 7,
      edited: true,
      units: [{ name: "青河市财政局" }],
    });
    const last = takeAsPoint(left, "afterword", 1, 20);
    expect(last.afterword).toBe("特此通知。");
    expect(last.chapters.at(-1)?.points.at(-1)).toMatchObject({
      number: 4,
      title: "扩大人才交流",
      units: [{ name: "白山口市教育局" }],
    });
    expect(last.chapters.at(-1)?.points.at(-1)?.indicators).toHaveLength(1);
    const within = takeAsPoint(left, "c1", 1, 9);
    expect(within.chapters[0]?.foreword).toBe("引言");
    expect(within.chapters[0]?.points[0]).toMatchObject({ number: 4, title: "抓好招商" });
    expect(within.chapters[0]?.points[1]?.before).toBe("说明\n");
    expect(whole(within)).toBe(whole(left));
    expect(whole(last)).toBe(whole(left));
    expect(takeAsPoint(left, "c1", 9, 1)).toBe(left);
    expect(takeAsPoint(left, "c9", 0, 1)).toBe(left);
  });

  test("of a notice in which no point was read becomes its first", () => {
    const none = { ...left, chapters: [], foreword: "", removed: [] };
    const taken = takeAsPoint(none, "afterword", 1, 3);
    expect(taken.chapters).toMatchObject([{ number: 1, title: "", points: [{ number: 1 }] }]);
    expect(whole(taken)).toBe(whole(none));
  });

  test("whatever is divided, joined, taken, merged and put back, no character is lost", () => {
    const places = ["foreword", "afterword", "c1", "c2"];
    const step = fc.oneof(
      fc.tuple(
        fc.constantFrom("divide", "merge", "remove", "restore"),
        fc.constantFrom(...keys, "p4", "p5"),
      ),
      fc.tuple(fc.constant("join"), fc.constantFrom("c1", "c2", "c3", "c4")),
      fc.tuple(fc.constantFrom("take0", "take1"), fc.constantFrom(...places)),
    );
    const sorted = (each: ImportContent) => [...whole(each)].sort().join("");
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        let each = left;
        for (const [what, at] of steps) {
          if (what === "divide") each = divideChapter(each, at, "");
          else if (what === "join") each = joinChapter(each, at);
          else if (what === "merge") each = mergePoint(each, at);
          else if (what === "remove") each = removePoint(each, at);
          else if (what === "restore") each = restorePoint(each, at);
          else each = takeAsPoint(each, at, Number(what.slice(4)), 1);
        }
        expect(sorted(each)).toBe(sorted(left));
        const numbers = each.chapters.map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        const all = importedPoints(each).map(({ key }) => key);
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 300 },
    );
  });

  test("paragraphs are counted as they are shown", () => {
    expect(paragraphsAt(left, "c1")).toHaveLength(3);
    expect(paragraphsAt(left, "c2")).toEqual([]);
  });
});

test("items and indicators that were read are struck out, an indicator set right", () => {
  const [first] = importedPoints(content);
  expect(first?.actionItems).toHaveLength(1);
  expect(first?.indicators.map(({ target }) => target)).toEqual([5, 20]);
  const words = { name: "新建合作园区", target: 6, measure: "座" };
  const set = setReadings(content, one, { items: [], indicators: new Map([[0, words]]) });
  const [point] = importedPoints(set);
  expect(point?.actionItems).toEqual([]);
  expect(point?.indicators).toEqual([{ ...first?.indicators[0], ...words }]);
  expect(point?.edited).toBe(true);
  expect(whole(set)).toBe(whole(content));
});
