import { businessNow } from "@/lib/platform/clock";
import { exportRoster } from "@/lib/rosters/commands";
import { rosterFilter } from "@/lib/rosters/schema";
import { answerWithFile, sentence } from "../answer";

/** GET /api/exports/assignments?city=1: the 分工表 of that page. */
export async function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const filter = rosterFilter.safeParse(query);
  if (!filter.success) return sentence(400, "导出的网址有误，请回到责任分工页重新导出。");
  return answerWithFile(request, (actor) => exportRoster(actor, filter.data, businessNow()));
}
