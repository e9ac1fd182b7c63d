import { strFromU8, unzipSync } from "fflate";
import readWorkbook from "read-excel-file/node";

export type OpenedSheet = { name: string; rows: unknown[][]; xml: string; merges: string[] };

/** A workbook as another program reads it, and the XML of its parts for what that program passes over. */
export async function openWorkbook(bytes: Uint8Array) {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  );
  const read = (await readWorkbook(Buffer.from(bytes))) as { sheet: string; data: unknown[][] }[];
  const sheets = read.map(({ sheet, data }, index): OpenedSheet => {
    const xml = parts[`xl/worksheets/sheet${index + 1}.xml`] ?? "";
    const merges = [...xml.matchAll(/<mergeCell ref="([^"]+)"/g)].map(([, ref = ""]) => ref);
    return { name: sheet, rows: data, xml, merges };
  });
  return { parts, sheets };
}

export function joined(pieces: Iterable<Uint8Array>): Uint8Array {
  return Buffer.concat([...pieces]);
}
