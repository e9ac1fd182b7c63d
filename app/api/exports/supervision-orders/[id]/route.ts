import { businessNow } from "@/lib/platform/clock";
import { notFound } from "@/lib/platform/refusal";
import { rowId } from "@/lib/row-id";
import { exportOrder } from "@/lib/supervision-orders/commands";
import { answerWithFile } from "../../answer";

type Context = RouteContext<"/api/exports/supervision-orders/[id]">;

/** GET /api/exports/supervision-orders/3: 督办单 with its 回执 in Word. */
export async function GET(request: Request, context: Context) {
  const id = rowId.safeParse((await context.params).id);
  return answerWithFile(request, (actor) => {
    if (!id.success) throw notFound();
    return exportOrder(actor, id.data, businessNow());
  });
}
