import { exportBulletin } from "@/lib/bulletins/issue";
import { businessNow } from "@/lib/platform/clock";
import { notFound } from "@/lib/platform/refusal";
import { rowId } from "@/lib/row-id";
import { answerWithFile } from "../../answer";

/** GET /api/exports/bulletins/3: what was issued, or a draft as it stands. */
export async function GET(request: Request, context: RouteContext<"/api/exports/bulletins/[id]">) {
  const id = rowId.safeParse((await context.params).id);
  return answerWithFile(request, (actor) => {
    if (!id.success) throw notFound();
    return exportBulletin(actor, id.data, businessNow());
  });
}
