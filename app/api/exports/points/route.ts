import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import { businessNow, demonstrationDate } from "@/lib/platform/clock";
import { today } from "@/lib/web/as-of";
import { answerWithFile, sentence } from "../answer";

/** GET /api/exports/points?light=LAGGING&split=city: the rows of that page as 台账. */
export async function GET(request: Request): Promise<Response> {
  const now = today();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const input = ledgerInput.safeParse({ asOf: now, ...query });
  if (!input.success) {
    return sentence(400, "导出的网址有误，请回到要点页，用“导出”重新选择。");
  }
  const { asOf } = input.data;
  const day = asOf > now && demonstrationDate() === null ? now : asOf;
  return answerWithFile(request, (actor) =>
    exportLedger(actor, { ...input.data, asOf: day }, businessNow()),
  );
}
