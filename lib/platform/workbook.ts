import "server-only";
import { unzipSync } from "fflate";
import readWorkbook from "read-excel-file/node";

// A handful of kilobytes can unpack to gigabytes: what a sheet people fill in may come to.
const MOST_BYTES = 40 << 20;
const MOST_ROWS = 5_000;

/**
 * The first sheet of an Excel file as text, row by row, cut off at 5,000 rows; null when it is no
 * .xlsx or damaged. Dates come as YYYY-MM-DD.
 */
export async function readFirstSheet(bytes: Uint8Array): Promise<string[][] | null> {
  if (!isWorkbook(bytes)) return null;
  try {
    const [sheet] = (await readWorkbook(Buffer.from(bytes))) as { data: unknown[][] }[];
    return (sheet?.data ?? []).slice(0, MOST_ROWS).map((row) => row.map(said));
  } catch {
    return null;
  }
}

/** Reads the table of contents alone. */
function isWorkbook(bytes: Uint8Array): boolean {
  let unpacked = 0;
  let found = false;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpacked += originalSize;
        found ||= name === "xl/workbook.xml";
        return false;
      },
    });
  } catch {
    return false;
  }
  return found && unpacked <= MOST_BYTES;
}

function said(value: unknown): string {
  if (value === null || value === undefined) return "";
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
