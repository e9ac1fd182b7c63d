import { exportReports } from "@/lib/ledgers/commands";
import { reportLedgerInput } from "@/lib/ledgers/schema";
import { listFile } from "../list";

/** GET /api/exports/reporting?month=2024-08&state=MISSED: the rows of that page. */
export const GET = listFile(reportLedgerInput, "填报情况", exportReports);
