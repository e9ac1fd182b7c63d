import { exportOrders } from "@/lib/ledgers/commands";
import { orderLedgerInput } from "@/lib/ledgers/schema";
import { listFile } from "../list";

/** GET /api/exports/supervision-orders?grade=RED&format=csv: the rows of that page. */
export const GET = listFile(orderLedgerInput, "督办单", exportOrders);
