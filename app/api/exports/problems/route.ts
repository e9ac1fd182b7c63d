import { exportProblems } from "@/lib/ledgers/commands";
import { problemLedgerInput } from "@/lib/ledgers/schema";
import { listFile } from "../list";

/** GET /api/exports/problems?level=ALL: the rows of that page. */
export const GET = listFile(problemLedgerInput, "需要协调", exportProblems);
