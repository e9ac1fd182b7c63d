import { Paragraph } from "docx";
import {
  blank,
  body,
  centred,
  chineseDate,
  FONT,
  headed,
  officialFile,
  ROOM,
  run,
  SIZE,
  titled,
  UPRIGHT,
} from "../bulletins/docx-paragraphs";
import { headingMark } from "../bulletins/rules";
import { overallText } from "../bulletins/sentences";
import type { Board } from "../dashboards/board";
import type { MeetingRecord, Resolution } from "../meetings/queries";
import { bare, byChapter, minutesTitle } from "./rules";

export type MinutesText = {
  meeting: MeetingRecord;
  /** of the day of the meeting */
  board: Board;
  demonstration: boolean;
};

/** 会议纪要 in the form of GB/T 9704-2012; who was present stands after the text, as its 10.3 has it. */
export function minutesFile(text: MinutesText): Promise<Uint8Array> {
  const { meeting, board, demonstration } = text;
  const children = [
    ...(demonstration ? [centred("演示数据，不代表实际情况", FONT.body, SIZE.body)] : []),
    centred(meeting.open ? "（草稿，会议尚未结束）" : "（草稿）", FONT.kai, SIZE.body),
    blank(),
    titled(minutesTitle(meeting.title)),
    blank(),
    labelled("时间", chineseDate(meeting.heldOn)),
    ...(meeting.place === "" ? [] : [labelled("地点", meeting.place)]),
    headed(headingMark(1, false), "推进情况", FONT.hei),
    body(`会议听取了《${board.plan.title}》推进情况的汇报。`),
    ...overallText(board)
      .split("\n")
      .map((line) => body(line)),
    headed(headingMark(2, false), "议定事项", FONT.hei),
    ...settled(meeting),
    ...(meeting.attendance === "" ? [] : [blank(), labelled("出席", meeting.attendance)]),
  ];
  return officialFile(minutesTitle(meeting.title), [{ properties: UPRIGHT, children }]);
}

/** （一） 楷体 for a chapter, then 1. 2. 3. through the whole meeting. */
function settled({ resolutions }: MeetingRecord): Paragraph[] {
  if (resolutions.length === 0) return [body("会议没有议定事项。")];
  return [
    body(`会议议定以下${resolutions.length}项。`),
    ...byChapter(resolutions).flatMap(({ chapter, resolutions }, index) => [
      headed(headingMark(index + 1, true), chapter.title, FONT.kai),
      ...resolutions.map((each) => body(numbered(each))),
    ]),
  ];
}

/** 1.请两市…, and 1. 9月底前…, which would read as 1.9 月. */
function numbered(each: Resolution & { order: number }): string {
  const text = resolutionText(each);
  return `${each.order}.${/^\d/.test(text) ? " " : ""}${text}`;
}

function resolutionText({ text, point, units, dueOn }: Resolution): string {
  const names = units.map(({ name }) => name).join("、");
  return `${bare(text)}。（第${point.number}项；落实单位：${names}；完成时限：${chineseDate(dueOn)}）`;
}

/** 时间：… with its label in 黑体. */
function labelled(name: string, text: string): Paragraph {
  return new Paragraph({
    indent: { firstLine: 2 * ROOM },
    children: [
      run(`${name}：`, { font: FONT.hei }),
      run(text.replace(/[、，；,;]?\s*\n\s*/g, "、")),
    ],
  });
}
