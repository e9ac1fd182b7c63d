import { exportDirectives } from "@/lib/ledgers/commands";
import { directiveLedgerInput } from "@/lib/ledgers/schema";
import { listFile } from "../list";

/** GET /api/exports/directives?state=OPEN&split=city: the rows of that page. */
export const GET = listFile(directiveLedgerInput, "批示台账", exportDirectives);
