import "server-only";
import { z } from "zod";
import { OrderGrade } from "../../prisma/generated/enums";
import type { Board } from "../dashboards/board";
import { type OrderView, ordersFor } from "../dashboards/orders";
import { getBoardOfYear } from "../dashboards/queries";
import { rowId } from "../row-id";
import {
  directedItem,
  directedUnits,
  directiveLight,
  pageOf,
  unitItems,
  wantedOf,
} from "./directives";
import { resource } from "./resource";
import { asOf, date, page, paging, yearParams } from "./schema";

const ordersQuery = z.strictObject({
  asOf,
  since: date.optional().describe("只要这一天起发出的"),
  grade: z.enum(OrderGrade).optional().describe("只要这一等级的"),
  unit: rowId.optional().describe("只要承办单位里有这一家的"),
  point: rowId.optional().describe("只要针对这一要点的"),
  ...paging,
});

const orderItem = z.strictObject({
  id: z.int(),
  number: z.string().describe("编号，如 蓝督〔2024〕3号"),
  grade: z.enum(OrderGrade),
  point: z.int().describe("要点序号"),
  city: z.string().describe("督办哪一侧"),
  ordinal: z.int().describe("这一侧的第几次督办"),
  reason: z.string().describe("督办事由，发出当天的原话"),
  ...directedItem,
  light: directiveLight.nullable().describe("督办单自己的灯，不计入要点；已撤回的为 null"),
  standing: z.string().describe("办理情况"),
  units: directedUnits,
});

/** In the order they were issued, so that a new one comes behind; as they stood at the end of the day. */
export const orders = resource({
  path: "/api/v1/plans/{year}/supervision-orders",
  summary: "督办单及各承办单位的答复，按发出的先后",
  params: yearParams,
  query: ordersQuery,
  response: page(orderItem),
  async read(actor, { params, query }, today) {
    const { cursor, limit, asOf: day = today, ...filter } = query;
    const board = await getBoardOfYear(actor, params.year, day);
    const wanted = wantedOf(ordersFor(actor, board), filter).filter(
      ({ order }) => filter.grade === undefined || order.grade === filter.grade,
    );
    const place = { path: `/api/v1/plans/${params.year}/supervision-orders`, name: "orders" };
    const { shown, next } = pageOf(wanted, place, { cursor, limit, filter, day });
    return { asOf: day, items: shown.map((view) => itemOf(board, view)), next };
  },
});

function itemOf(board: Board, view: OrderView) {
  const { id, order, target, text, issuedBy, issuedOn, dueOn, withdrawnOn, withdrawReason } = view;
  return {
    id,
    number: order.name,
    grade: order.grade,
    point: target.kind === "point" ? target.number : 0,
    city: board.cities.find((city) => city.id === order.cityId)?.shortName ?? "",
    ordinal: order.ordinal,
    reason: order.reason,
    text,
    issuedBy,
    issuedOn,
    dueOn,
    withdrawnOn,
    withdrawReason,
    light: view.light,
    standing: view.reason,
    units: unitItems(board, view),
  };
}
