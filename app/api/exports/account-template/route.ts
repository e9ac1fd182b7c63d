import { accountTemplate } from "@/lib/ledgers/account-template";
import { answerWithFile } from "../answer";

/** GET /api/exports/account-template: the empty sheet for accounts from Excel. */
export async function GET(request: Request): Promise<Response> {
  return answerWithFile(request, accountTemplate);
}
