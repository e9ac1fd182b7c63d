import { auditExportInput } from "@/lib/audit/schema";
import { exportAuditLog } from "@/lib/ledgers/audit-log";
import { businessNow } from "@/lib/platform/clock";
import { answerWithFile, sentence } from "../answer";

/** GET /api/exports/audit?refused=1&format=csv: the entries of that page as a file. */
export async function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const input = auditExportInput.safeParse(query);
  if (!input.success) {
    return sentence(400, "导出的网址有误，请回到审计日志页，用“导出”重新选择。");
  }
  return answerWithFile(request, (actor) => exportAuditLog(actor, input.data, businessNow()));
}
