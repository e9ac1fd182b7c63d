import "server-only";
import { listReplyFiles } from "../directives/queries";
import type { OrderFilter } from "../directives/schema";
import { notFound } from "../platform/refusal";
import { type Actor, mayEver } from "../policy";
import { type DirectiveView, isInState, mayRead } from "./directives";

/** 督办单 with its light and how each unit stands, on the board's day. */
export type OrderView = DirectiveView & { order: NonNullable<DirectiveView["order"]> };

export function isOrder(directive: DirectiveView): directive is OrderView {
  return directive.order !== null;
}

/** Those of a board that this reader may read. */
export function ordersFor(actor: Actor, { orders }: { orders: OrderView[] }): OrderView[] {
  return orders.filter((order) => mayRead(actor, order));
}

/** One of them with what its units have put beside an answer; NOT_FOUND for whoever may not read it. */
export async function getOrder(actor: Actor, board: { orders: OrderView[] }, id: number) {
  const view = ordersFor(actor, board).find((each) => each.id === id);
  if (!view) throw notFound();
  return { view, files: await listReplyFiles(actor, id) };
}

/** 督办单台账: a reader's orders by the filter of the address, and what the filter may be. */
export function listOrders(actor: Actor, board: { orders: OrderView[] }, filter: OrderFilter) {
  if (!mayEver(actor, "directive.read")) throw notFound();
  const all = ordersFor(actor, board);
  const units = new Map(all.flatMap((each) => each.units.map((unit) => [unit.id, unit.name])));
  const wanted = (part: OrderFilter) =>
    all.filter(
      (each) =>
        (part.grade === undefined || each.order.grade === part.grade) && isInState(each, part),
    );
  return {
    orders: wanted(filter),
    /** how many rows a choice opens, the rest of the filter being kept */
    count: (part: OrderFilter) => wanted(part).length,
    units: [...units].map(([id, name]) => ({ id, name })),
  };
}
