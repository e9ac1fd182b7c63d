import { exportDirectory } from "@/lib/directory/import";
import { businessNow } from "@/lib/platform/clock";
import { answerWithFile } from "../answer";

/** GET /api/exports/units: the 名录, to be filled in and imported again. */
export async function GET(request: Request): Promise<Response> {
  return answerWithFile(request, (actor) => exportDirectory(actor, businessNow()));
}
