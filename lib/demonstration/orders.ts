import "server-only";
import type { OrderGrade } from "../../prisma/generated/enums";
import { demonstrationActor } from "../accounts/queries";
import { listPlansUnderWay } from "../dashboards/plans";
import { getBoard } from "../dashboards/queries";
import { issueOrder } from "../supervision-orders/commands";
import { getOrderDesk } from "../supervision-orders/queries";
import { at } from "./desks";
import { type DirectiveAct, threadActs } from "./directives";
import type { Thread } from "./threads";

type Order = Pick<Thread, "on" | "dueOn" | "text" | "steps" | "units" | "withdrawn"> & {
  point: number;
  /** short name */
  city: string;
  grade: OrderGrade;
};

// On the day the demonstration stands at, each grade, and a unit in each state.
const ORDERS: Order[] = [
  {
    point: 17,
    city: "济南",
    grade: "BLUE",
    units: 1,
    on: "2024-08-13",
    dueOn: "2024-08-23",
    text: "请查明滞后原因，提出赶上序时进度的措施和时间表。",
    steps: [
      {
        place: 0,
        on: "2024-08-27",
        text: "滞后原因为对接方案未定，已列出时间表，9月中旬前完成对接。",
        accepted: "2024-08-29",
      },
    ],
  },
  {
    point: 17,
    city: "济南",
    grade: "YELLOW",
    units: 1,
    on: "2024-08-26",
    dueOn: "2024-09-02",
    text: "蓝色督办单逾期未答复，请单位负责同志专题研究，逐项明确责任人和完成时间。",
    steps: [
      {
        place: 0,
        on: "2024-09-02",
        text: "已专题研究，正在明确责任人。",
        again: { on: "2024-09-03", opinion: "请写明责任人和转绿日期。", dueOn: "2024-09-12" },
      },
    ],
  },
  {
    point: 17,
    city: "济南",
    grade: "RED",
    units: 1,
    on: "2024-09-13",
    dueOn: "2024-09-20",
    text: "补充答复仍未报送，请单位主要负责同志牵头整改，写明转绿日期，每周报告进展。",
    steps: [
      {
        place: 0,
        on: "2024-09-18",
        text: "主要负责同志已牵头召开调度会，对接方案本月底前签订，10月底转绿。",
      },
    ],
  },
  {
    point: 9,
    city: "临沂",
    grade: "BLUE",
    units: 1,
    on: "2024-08-21",
    dueOn: "2024-08-30",
    text: "请说明用地和资金落实情况，提出赶上序时进度的措施。",
    steps: [
      {
        place: 0,
        on: "2024-08-29",
        text: "用地已通过预审，资金方案已报批，9月份集中推进。",
        accepted: "2024-08-30",
      },
    ],
  },
  {
    point: 28,
    city: "临沂",
    grade: "BLUE",
    units: 1,
    on: "2024-09-04",
    dueOn: "2024-09-14",
    text: "请说明本项进度长期未更新的原因。",
    steps: [],
    withdrawn: { on: "2024-09-05", reason: "该单位已于当日补报进展，不再督办。" },
  },
  {
    point: 11,
    city: "济南",
    grade: "BLUE",
    units: 1,
    on: "2024-09-05",
    dueOn: "2024-09-15",
    text: "请列出尚未完成的环节，逐项写明完成时间。",
    steps: [
      {
        place: 0,
        on: "2024-09-12",
        text: "尚有两个环节没有完成，正在推进。",
        again: {
          on: "2024-09-13",
          opinion: "请逐项写明完成时间，并附会商记录。",
          dueOn: "2024-09-27",
        },
      },
    ],
  },
  {
    point: 14,
    city: "临沂",
    grade: "BLUE",
    units: 1,
    on: "2024-09-06",
    dueOn: "2024-09-16",
    text: "两市进度相差较大，请提出本侧加快推进的措施。",
    steps: [],
  },
  {
    point: 9,
    city: "济南",
    grade: "BLUE",
    units: 2,
    on: "2024-09-10",
    dueOn: "2024-09-25",
    text: "请逐项说明滞后原因，倒排时间节点，按周报送进展。",
    steps: [],
  },
];

/** 督办单 of the office with their answers, as what is done on which day. */
export function orderActs(): DirectiveAct[] {
  return ORDERS.flatMap((order) => threadActs(order, () => issue(order)));
}

async function issue({ on, point, city, grade, text, dueOn, units }: Order): Promise<void> {
  const [plan = null] = await listPlansUnderWay(on);
  const reviewer = { ...(await demonstrationActor("reviewer")), plan };
  const { points } = await getBoard(reviewer, on);
  const side = points
    .find(({ number }) => number === point)
    ?.sides.find((each) => each.city.shortName === city);
  if (!side) return;
  const where = { point, city: side.city.id };
  const desk = await getOrderDesk(reviewer, where, on);
  const chosen = desk.units.filter((unit) => unit.chosen).slice(0, units);
  if (chosen.length === 0) return;
  const unitIds = chosen.map(({ id }) => id);
  const input = { ...where, grade, seen: desk.earlier.length, text, dueOn, unitIds };
  await issueOrder(reviewer, input, at(on, 11));
}
