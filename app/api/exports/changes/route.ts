import { exportChanges } from "@/lib/ledgers/commands";
import { changesLedgerInput } from "@/lib/ledgers/schema";
import { listFile } from "../list";

/** GET /api/exports/changes?from=2024-08-25: the lists of that page, a sheet each. */
export const GET = listFile(changesLedgerInput, "变化", exportChanges);
