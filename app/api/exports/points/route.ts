import { exportLedger } from "@/lib/ledgers/commands";
import { ledgerInput } from "@/lib/ledgers/schema";
import { listFile } from "../list";

/** GET /api/exports/points?light=LAGGING&split=city: the rows of that page as 台账. */
export const GET = listFile(ledgerInput, "要点", exportLedger);
