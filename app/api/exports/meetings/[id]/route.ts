import { exportMinutes } from "@/lib/minutes/commands";
import { businessNow } from "@/lib/platform/clock";
import { notFound } from "@/lib/platform/refusal";
import { rowId } from "@/lib/row-id";
import { answerWithFile } from "../../answer";

/** GET /api/exports/meetings/3: 会议纪要, as a draft in Word. */
export async function GET(request: Request, context: RouteContext<"/api/exports/meetings/[id]">) {
  const id = rowId.safeParse((await context.params).id);
  return answerWithFile(request, (actor) => {
    if (!id.success) throw notFound();
    return exportMinutes(actor, id.data, businessNow());
  });
}
