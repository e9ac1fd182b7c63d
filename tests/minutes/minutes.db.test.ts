import { strFromU8, unzipSync } from "fflate";
import { extractRawText } from "mammoth";
import { beforeAll, describe, expect, test } from "vitest";
import type { Board } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { gapText, percent } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { addResolution, openMeeting, takeBackResolution } from "@/lib/meetings/commands";
import { exportMinutes } from "@/lib/minutes/commands";
import { minutesTitle } from "@/lib/minutes/rules";
import { db } from "@/lib/platform/db";
import type { Actor } from "@/lib/policy";
import { LIGHTS } from "@/lib/status/rules";
import { withDatabase } from "../support/database";
import { actorNamed, at } from "../support/people";
import { reportMonths } from "../support/reported-plan";
import { refusalOf } from "../support/reports";

withDatabase({ template: "plan" });

const DAY = "2024-08-30";
// Typed in another order than that of the chapters.
const SETTLED = [
  { point: 20, text: "9月底前完成第二批教师互派。", dueOn: "2024-09-30" },
  { point: 1, text: "明确<牵头>单位\u0001\n并报送名单", dueOn: "2025-01-15" },
  { point: 20, text: "10月底前结对3所学校", dueOn: "2024-10-31" },
];

let reviewer: Actor;
let board: Board;
let meetingId = 0;
const units: string[][] = [];
let lines: string[] = [];
let xml = "";

beforeAll(async () => {
  await reportMonths();
  reviewer = await actorNamed("reviewer");
  const input = {
    title: "第一次联席会议",
    heldOn: DAY,
    place: "济南",
    attendance: "两市对口合作办\n各责任单位",
  };
  ({ meetingId } = await openMeeting(reviewer, input, at(DAY)));
  for (const each of SETTLED) units.push(await settle(each));
  const wrong = await settle({ point: 1, text: "记错的事项", dueOn: "2024-09-30" });
  expect(wrong.length).toBeGreaterThan(0);
  const item = await db().actionItem.findFirstOrThrow({ where: { text: "记错的事项" } });
  await takeBackResolution(reviewer, { actionItemId: item.id }, at(DAY));
  board = await getBoard(reviewer, DAY);
  // Some weeks later, when the board has moved on.
  const { pieces } = await exportMinutes(reviewer, meetingId, at("2024-09-20"));
  const bytes = Buffer.concat(pieces);
  xml = strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array());
  const { value } = await extractRawText({ buffer: bytes });
  lines = value.split("\n").filter((line) => line !== "");
});

/** Settles something with the first two units of the point; their names in the official order. */
async function settle({ point: number, text, dueOn }: (typeof SETTLED)[number]) {
  const point = await db().workPoint.findFirstOrThrow({
    where: { number },
    include: {
      assignments: { where: { unit: { kind: { not: "GROUP" } } }, include: { unit: true } },
    },
  });
  const chosen = point.assignments
    .map(({ unit }) => unit)
    .sort((a, b) => a.officialOrder - b.officialOrder)
    .slice(0, 2);
  const unitIds = chosen.map(({ id }) => id);
  await addResolution(reviewer, { meetingId, pointId: point.id, text, unitIds, dueOn }, at(DAY));
  return chosen.map(({ name }) => name);
}

/** The paragraph that holds a text, as XML. */
const paragraph = (text: string) =>
  xml.split("<w:p>").find((each) => each.replace(/<[^>]+>/g, "").includes(text)) ?? "";

describe("会议纪要", () => {
  test("has the page, margins, grid and fonts of GB/T 9704-2012", () => {
    const [sheet = "", ...more] = xml.match(/<w:sectPr>.*?<\/w:sectPr>/gs) ?? [];
    expect(more).toEqual([]);
    expect(sheet).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    for (const margin of ['w:top="2097"', 'w:left="1587"', 'w:right="1474"', 'w:bottom="1984"']) {
      expect(/<w:pgMar [^>]*>/.exec(sheet)?.[0]).toContain(margin);
    }
    const grid = /<w:docGrid [^>]*>/.exec(sheet)?.[0] ?? "";
    for (const each of ['w:type="lines"', 'w:linePitch="579"']) {
      expect(grid).toContain(each);
    }
    for (const [text, font, size] of [
      ["第一次联席会议纪要", "方正小标宋简体", 44],
      ["二、议定事项", "黑体", 32],
      ["（一）", "楷体_GB2312", 32],
      ["会议听取了", "仿宋_GB2312", 32],
    ] as const) {
      expect(paragraph(text)).toContain(`w:eastAsia="${font}"`);
      expect(paragraph(text)).toContain(`<w:sz w:val="${size}"/>`);
    }
  });

  test("says when and where, and who was present", () => {
    expect(lines.slice(0, 4)).toEqual([
      "（草稿，会议尚未结束）",
      "第一次联席会议纪要",
      "时间：2024年8月30日",
      "地点：济南",
    ]);
    expect(lines.at(-1)).toBe("出席：两市对口合作办、各责任单位");
  });

  test("tells the figures of the meeting's own day, not of the day it is written", async () => {
    const text = lines.join("\n");
    expect(text).toContain("截至8月30日");
    const gap = gapText(board.percent, board.expected).replaceAll(" ", "");
    expect(text).toContain(
      `总体进度${percent(board.percent)}，序时进度${percent(board.expected)}，${gap}`,
    );
    for (const light of LIGHTS) {
      const told = `${LIGHT_NAMES[light]}${board.counts[light]}项`;
      expect(text.includes(told)).toBe(board.counts[light] > 0);
    }
    const later = await getBoard(reviewer, "2024-09-20");
    expect(percent(later.expected)).not.toBe(percent(board.expected));
    expect(text).not.toContain(`序时进度${percent(later.expected)}`);
  });

  test("numbers what was settled through the chapters, with units and due days, without what was taken back", () => {
    const chapterOf = (number: number) =>
      board.chapters.find(({ points }) => points.some((point) => point.number === number))?.title;
    const [first = [], second = [], third = []] = units;
    const start = lines.indexOf("二、议定事项");
    expect(lines.slice(start, -1)).toEqual([
      "二、议定事项",
      "会议议定以下3项。",
      `（一）${chapterOf(1)}`,
      `1.明确<牵头>单位并报送名单。（第1项；落实单位：${second.join("、")}；完成时限：2025年1月15日）`,
      `（二）${chapterOf(20)}`,
      `2. 9月底前完成第二批教师互派。（第20项；落实单位：${first.join("、")}；完成时限：2024年9月30日）`,
      `3. 10月底前结对3所学校。（第20项；落实单位：${third.join("、")}；完成时限：2024年10月31日）`,
    ]);
  });

  test("goes to reviewers, leaders and the admin, and each time is noted", async () => {
    const entries = () => db().auditEntry.count({ where: { action: "meeting.export" } });
    const before = await entries();
    for (const name of ["reviewer", "leader", "admin"]) {
      const file = await exportMinutes(await actorNamed(name), meetingId, at(DAY));
      expect(file.name).toBe("第一次联席会议_会议纪要.docx");
    }
    expect(await entries()).toBe(before + 3);
    for (const name of ["jn-staff", "auditor"]) {
      expect(await refusalOf(exportMinutes(await actorNamed(name), meetingId, at(DAY)))).toBe(
        "NOT_FOUND",
      );
    }
    expect(await refusalOf(exportMinutes(reviewer, 999_999, at(DAY)))).toBe("NOT_FOUND");
    expect(await entries()).toBe(before + 3);
  });

  test("of a demonstration says so above everything else", async () => {
    const plan = reviewer.plan && { ...reviewer.plan, demonstration: true };
    const { pieces } = await exportMinutes({ ...reviewer, plan }, meetingId, at(DAY));
    const { value } = await extractRawText({ buffer: Buffer.concat(pieces) });
    expect(value.split("\n")[0]).toBe("演示数据，不代表实际情况");
    expect(lines.join("")).not.toContain("演示数据");
  });

  test("is named after its meeting without saying 会议 twice", () => {
    expect(minutesTitle("第一次联席会议")).toBe("第一次联席会议纪要");
    expect(minutesTitle("工作座谈会")).toBe("工作座谈会纪要");
    expect(minutesTitle("三季度调度")).toBe("三季度调度会议纪要");
  });
});
