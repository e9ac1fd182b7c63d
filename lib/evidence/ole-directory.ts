import type { FileHandle } from "node:fs/promises";
import { readPiece } from "./piece";

export const OLE_MAGIC = Buffer.from("d0cf11e0a1b11ae1", "hex");

/** Sectors at and above this number are marks: end of chain, free, … */
const MARKS = 0xfffffffa;
const MOST_SECTORS = 4_096;

/** The names in an OLE compound file (.doc, .xls, .wps, .et); null when it is none or damaged. */
export async function readOleDirectory(file: FileHandle): Promise<Set<string> | null> {
  const header = await readPiece(file, 0, 512);
  if (header.length < 512 || !header.subarray(0, 8).equals(OLE_MAGIC)) return null;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const sector = (number: number) => readPiece(file, (number + 1) * 2 ** shift, 2 ** shift);
  const perSector = 2 ** (shift - 2);
  const tables = await tableSectors(header, sector, perSector);
  const names = new Set<string>();
  let number = header.readUInt32LE(48);
  for (let steps = 0; number < MARKS; steps += 1) {
    const piece = await sector(number);
    if (steps > MOST_SECTORS || piece.length === 0) return null;
    for (let at = 0; at + 128 <= piece.length; at += 128) {
      const length = piece.readUInt16LE(at + 64);
      if (length >= 2 && length <= 64) names.add(piece.toString("utf16le", at, at + length - 2));
    }
    // Where the chain goes on stands in the table: one 32-bit number a sector.
    const table = tables[Math.floor(number / perSector)];
    if (table === undefined) return null;
    const links = await sector(table);
    const place = (number % perSector) * 4;
    if (place + 4 > links.length) return null;
    number = links.readUInt32LE(place);
  }
  return names;
}

/** The sectors that hold the table: 109 of them in the header, more in a chain of their own. */
async function tableSectors(
  header: Buffer,
  sector: (number: number) => Promise<Buffer>,
  perSector: number,
): Promise<number[]> {
  const tables = numbersOf(header.subarray(76, 512));
  let number = header.readUInt32LE(68);
  for (let steps = 0; number < MARKS && steps < MOST_SECTORS; steps += 1) {
    const piece = await sector(number);
    if (piece.length < perSector * 4) break;
    tables.push(...numbersOf(piece.subarray(0, -4)));
    number = piece.readUInt32LE(piece.length - 4);
  }
  return tables.filter((each) => each < MARKS);
}

function numbersOf(piece: Buffer): number[] {
  return Array.from({ length: piece.length / 4 }, (_, index) => piece.readUInt32LE(index * 4));
}
