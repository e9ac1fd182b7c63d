import {
  AlignmentType,
  HeightRule,
  Paragraph,
  SectionType,
  Table,
  TableLayoutType,
  TableRow,
  WidthType,
} from "docx";
import type { OrderGrade } from "../../prisma/generated/enums";
import { cellOf } from "../bulletins/docx-annex";
import {
  annexed,
  blank,
  body,
  centred,
  chineseDate,
  FONT,
  headed,
  officialFile,
  run,
  SIZE,
  signed,
  titled,
  UPRIGHT,
} from "../bulletins/docx-paragraphs";
import { headingMark } from "../bulletins/rules";
import type { OrderView } from "../dashboards/orders";
import { DIRECTED_STATE_NAMES, ORDER_GRADE_NAMES } from "../glossary";

export type OrderText = {
  view: OrderView;
  /** 济南 */
  city: string;
  plan: { title: string };
  /** 发文机关署名; empty where nobody is known to issue */
  issuingOffice: string;
  demonstration: boolean;
};

/** Dark enough to be read on paper; the word stands beside the colour. */
export const GRADE_COLOURS: Record<OrderGrade, string> = {
  BLUE: "1F5FA8",
  YELLOW: "9A6700",
  RED: "C00000",
};

// The text of an upright sheet is 8,845 twips wide.
const WIDTHS = [2_100, 6_745] as const;
/** The rows from 答复日期 on stay on one page, whatever was answered. */
const TOGETHER = "答复日期";

/** 督办单 in the form of GB/T 9704-2012, with a 回执 of each addressed unit on a page of its own. */
export function orderFile(text: OrderText): Promise<Uint8Array> {
  const { order } = text.view;
  return officialFile(`督办单 ${order.name}`, [
    { properties: UPRIGHT, children: letter(text) },
    ...text.view.units.map((unit) => ({
      properties: { ...UPRIGHT, type: SectionType.NEXT_PAGE },
      children: receipt(text, unit),
    })),
  ]);
}

function letter({ view, city, plan, issuingOffice, demonstration }: OrderText) {
  const { order, target, units, text, dueOn, issuedOn } = view;
  const number = target.kind === "unit" ? "" : `第${target.number}项`;
  return [
    ...(demonstration ? [centred("演示数据，不代表实际情况", FONT.body, SIZE.body)] : []),
    ...(view.withdrawnOn
      ? [centred(`（已于${chineseDate(view.withdrawnOn)}撤回）`, FONT.kai, SIZE.body)]
      : []),
    titled("督办单"),
    graded(order.grade),
    centred(order.name, FONT.kai, SIZE.body),
    blank(),
    new Paragraph({ children: [run(`${units.map(({ name }) => name).join("、")}：`)] }),
    headed(headingMark(1, false), "督办事项", FONT.hei),
    body(`《${plan.title}》${number}：${target.title}（${city}侧第${order.ordinal}次督办）`),
    headed(headingMark(2, false), "督办事由", FONT.hei),
    ...lines(order.reason),
    headed(headingMark(3, false), "督办要求", FONT.hei),
    ...lines(text),
    headed(headingMark(4, false), "答复时限", FONT.hei),
    // From here to the day: no page is left to a signature.
    body(`请于${chineseDate(dueOn)}前答复办理情况，并附佐证材料。`, { keepNext: true }),
    ...(view.withdrawReason
      ? [
          headed(headingMark(5, false), "撤回原因", FONT.hei),
          ...lines(view.withdrawReason, { keepNext: true }),
        ]
      : []),
    blank({ keepNext: true }),
    ...annexed("督办单回执"),
    ...signed(issuingOffice, chineseDate(issuedOn)),
  ];
}

/** （蓝色督办）, in its colour. */
function graded(grade: OrderGrade): Paragraph {
  const color = GRADE_COLOURS[grade];
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [run(`（${ORDER_GRADE_NAMES[grade]}督办）`, { font: FONT.hei, color })],
  });
}

function receipt({ view }: OrderText, unit: OrderView["units"][number]) {
  const { order, target, dueOn } = view;
  const last = unit.replies.at(-1);
  const rows: [string, string, number?][] = [
    ["督办单", `${order.name}（${ORDER_GRADE_NAMES[order.grade]}）`],
    ["要点", target.kind === "unit" ? target.title : `第${target.number}项　${target.title}`],
    ["承办单位", unit.name],
    ["答复时限", chineseDate(unit.dueOn > dueOn ? unit.dueOn : dueOn)],
    ["办理情况", answersOf(unit), 2_000],
    [
      "佐证材料",
      unit.replies.flatMap(({ evidence }) => evidence.map(({ name }) => name)).join("\n"),
      700,
    ],
    ["答复日期", last ? chineseDate(last.repliedOn) : ""],
    ["办理状态", stateOf(view, unit)],
    ["答复意见", last?.decision?.opinion ?? "", 700],
    ["经办人", last?.author ?? ""],
    ["单位（盖章）", "", 1_200],
  ];
  const tail = rows.findIndex(([name]) => name === TOGETHER);
  return [
    new Paragraph({ children: [run("附件", { font: FONT.hei })] }),
    titled("督办单回执"),
    blank(),
    new Table({
      width: { size: WIDTHS[0] + WIDTHS[1], type: WidthType.DXA },
      columnWidths: [...WIDTHS],
      layout: TableLayoutType.FIXED,
      rows: rows.map(([name, value, height = 560], place) => {
        const keepNext = place >= tail && place < rows.length - 1;
        return new TableRow({
          cantSplit: place >= tail,
          height: { value: height, rule: HeightRule.ATLEAST },
          children: [
            cellOf(name, WIDTHS[0], { head: true, keepNext }),
            cellOf(value, WIDTHS[1], { keepNext }),
          ],
        });
      }),
    }),
  ];
}

/** Empty in a 回执 that is yet to be filled in by hand. */
function stateOf({ withdrawnOn }: OrderView, unit: OrderView["units"][number]): string {
  if (withdrawnOn) return "已撤回";
  return unit.replies.length === 0 ? "" : DIRECTED_STATE_NAMES[unit.state];
}

/** Its answers in the order they were given, each with its day where there are several. */
function answersOf({ replies }: OrderView["units"][number]): string {
  return replies
    .map(({ text, repliedOn }) =>
      replies.length > 1 ? `${chineseDate(repliedOn)}：${text}` : text,
    )
    .join("\n");
}

function lines(text: string, { keepNext = false } = {}): Paragraph[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => body(line, { keepNext }));
}
