import "server-only";
import type { OrderGrade } from "../../prisma/generated/enums";
import type { Board, City, Point, Side } from "../dashboards/board";
import { readBoards } from "../dashboards/board-cache";
import type { OrderView } from "../dashboards/orders";
import { getBoard } from "../dashboards/queries";
import { addDays, type IsoDate } from "../dates";
import { notFound } from "../platform/refusal";
import { type Actor, may, mayEver } from "../policy";
import { answeringUnits } from "../status/roll-up";
import { LIGHTS } from "../status/rules";
import {
  daysToLookAt,
  isSettled,
  issueFault,
  orderReason,
  type SideRecord,
  type Suggestion,
  suggestOrder,
  USUAL,
} from "./rules";
import type { OrderSide } from "./schema";

/** A side for which the rule suggests an order. */
export type SuggestedOrder = {
  point: { number: number; title: string };
  city: City;
  light: Side["light"];
  reason: string;
  suggestion: Suggestion;
};

/** 建议发督办单: what the actor may issue, the highest grade and the worst light first. */
export async function listSuggestions(actor: Actor, today: IsoDate): Promise<SuggestedOrder[]> {
  return (await suggested(actor, today)).flatMap(({ side, ...one }) =>
    addressable(side).length > 0 ? [one] : [],
  );
}

/** Sides for which the rule suggests an order that nobody can be sent: their 集合单位 has no members. */
export type Withheld = { sides: number; points: number[] };

export async function listWithheld(actor: Actor, today: IsoDate): Promise<Withheld> {
  const none = (await suggested(actor, today)).filter(({ side }) => addressable(side).length === 0);
  const points = [...new Set(none.map(({ point }) => point.number))].sort((a, b) => a - b);
  return { sides: none.length, points };
}

async function suggested(
  actor: Actor,
  today: IsoDate,
): Promise<(SuggestedOrder & { side: Side })[]> {
  if (!mayEver(actor, "order.issue")) return [];
  const board = await getBoard(actor, today);
  const sides = board.points.flatMap((point) =>
    point.sides
      .filter(({ city }) => may(actor, "order.issue", { cityId: city.id }))
      .map((side) => ({ point, side })),
  );
  const boards = await boardsFor(actor, board, sides);
  const rank = ({ suggestion, light }: SuggestedOrder) =>
    GRADES.indexOf(suggestion.grade) * 10 + LIGHTS.indexOf(light);
  return sides
    .flatMap(({ point, side }) => {
      const suggestion = suggestOrder(recordOf(boards, point, side));
      const { city, light, reason } = side;
      const { number, title } = point;
      return suggestion
        ? [{ point: { number, title }, city, light, reason, suggestion, side }]
        : [];
    })
    .sort((a, b) => rank(a) - rank(b));
}

// The most pressing first.
const GRADES: OrderGrade[] = ["RED", "YELLOW", "BLUE"];

/** What an order on one side starts from, on the board of the day. */
export type OrderDesk = {
  plan: Pick<Board["plan"], "id" | "year">;
  point: Point;
  side: Side;
  record: SideRecord;
  suggestion: Suggestion | null;
  /** what would be written down as 事由 */
  reason: string;
  grade: OrderGrade;
  /** why none may be issued now, as a sentence */
  fault: string | null;
  text: string;
  dueOn: IsoDate;
  /** those that may be addressed; chosen are those the side answers through */
  units: { id: number; name: string; chosen: boolean }[];
  /** of the side, the newest first */
  earlier: OrderView[];
};

/** NOT_FOUND for whoever may issue none there, and where there is no such side. */
export async function getOrderDesk(
  actor: Actor,
  { point: number, city }: OrderSide,
  today: IsoDate,
): Promise<OrderDesk> {
  if (!may(actor, "order.issue", { cityId: city })) throw notFound();
  const board = await getBoard(actor, today);
  const point = board.points.find((each) => each.number === number);
  const side = point?.sides.find((each) => each.city.id === city);
  if (!point || !side) throw notFound();
  const record = recordOf(await boardsFor(actor, board, [{ point, side }]), point, side);
  const suggestion = suggestOrder(record);
  const grade = suggestion?.grade ?? nextGrade(record);
  const answering = new Set(answeringUnits(side.units).map(({ unit }) => unit.id));
  const units = addressable(side);
  return {
    plan: board.plan,
    point,
    side,
    record,
    suggestion,
    reason: orderReason(side.reason, suggestion),
    grade,
    fault: issueFault(grade, record, point.halted),
    text: USUAL[grade].text,
    dueOn: addDays(today, USUAL[grade].days),
    units: units.map(({ unit }) => ({
      id: unit.id,
      name: unit.name,
      chosen: answering.has(unit.id),
    })),
    earlier: ordersOf(board, point, side),
  };
}

/** Members answer for their group. */
function addressable({ units }: Side) {
  return units.filter(({ group }) => group === "NONE");
}

/** What a person would choose where the rule suggests nothing: one more than what is under way. */
function nextGrade({ orders }: SideRecord): OrderGrade {
  const last = orders.at(-1);
  if (!last || isSettled(last)) return "BLUE";
  return last.grade === "BLUE" ? "YELLOW" : "RED";
}

type Placed = { point: Point; side: Side };

/** The boards of the days that the rule looks at for these sides, today's first. */
async function boardsFor(actor: Actor, board: Board, sides: Placed[]): Promise<Board[]> {
  if (!actor.plan) throw notFound();
  const due = sides.flatMap(({ point, side }) => {
    const [last] = standing(board, point, side);
    return last?.light === "SETTLED" ? [last.dueOn] : [];
  });
  const days = daysToLookAt(board.asOf, board.plan.issuedOn, due.sort()[0] ?? null);
  return (await readBoards(actor.plan, days)).map((reading) => reading.board);
}

function recordOf(boards: Board[], point: Point, side: Side): SideRecord {
  const [now] = boards;
  return {
    lights: boards.flatMap(({ asOf, points }) => {
      const then = points
        .find(({ id }) => id === point.id)
        ?.sides.find(({ city }) => city.id === side.city.id);
      return then ? [{ on: asOf, light: then.light }] : [];
    }),
    orders: (now ? standing(now, point, side) : []).toReversed().map((view) => ({
      name: view.order.name,
      grade: view.order.grade,
      dueOn: view.dueOn,
      units: view.units,
    })),
  };
}

/** Orders of a side, the newest first. */
function ordersOf({ orders }: Board, { id }: Point, { city }: Side): OrderView[] {
  return orders.filter(({ pointId, order }) => pointId === id && order.cityId === city.id);
}

function standing(board: Board, point: Point, side: Side): OrderView[] {
  return ordersOf(board, point, side).filter(({ withdrawnOn }) => withdrawnOn === null);
}
