import type { FileHandle } from "node:fs/promises";
import { readPiece } from "./piece";

export type ZipEntry = {
  name: string;
  /** bytes when unpacked, as the file itself says */
  unpacked: number;
  encrypted: boolean;
};

// Office files have some hundred entries; more only makes work.
const MOST_ENTRIES = 20_000;
const MOST_DIRECTORY = 8 << 20;

const END = 0x06054b50;
const END_64_PLACE = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const IN_64 = 0xffffffff;

/** The table of contents at the end of a zip file; null when it is none or damaged. Unpacks nothing. */
export async function readZipDirectory(file: FileHandle, size: number): Promise<ZipEntry[] | null> {
  const start = Math.max(0, size - 22 - 65_535);
  const tail = await readPiece(file, start, size - start);
  let at = tail.length - 22;
  while (at >= 0 && !(tail.readUInt32LE(at) === END && commentFits(tail, at))) at -= 1;
  if (at < 0) return null;
  const end = (await endIn64(file, tail, at)) ?? {
    count: tail.readUInt16LE(at + 10),
    length: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  if (end.count > MOST_ENTRIES || end.length > MOST_DIRECTORY) return null;
  if (end.offset + end.length > start + at) return null;
  return entriesOf(await readPiece(file, end.offset, end.length), end.count);
}

const commentFits = (tail: Buffer, at: number) =>
  at + 22 + tail.readUInt16LE(at + 20) <= tail.length;

/** Some writers use the wide form for small files too. */
async function endIn64(file: FileHandle, tail: Buffer, at: number) {
  if (at < 20 || tail.readUInt32LE(at - 20) !== END_64_PLACE) return null;
  const end = await readPiece(file, Number(tail.readBigUInt64LE(at - 12)), 56);
  if (end.length < 56 || end.readUInt32LE(0) !== END_64) return null;
  return {
    count: Number(end.readBigUInt64LE(32)),
    length: Number(end.readBigUInt64LE(40)),
    offset: Number(end.readBigUInt64LE(48)),
  };
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) return null;
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const next = extraEnd + directory.readUInt16LE(at + 32);
    if (next > directory.length) return null;
    const unpacked = directory.readUInt32LE(at + 24);
    entries.push({
      name: directory.toString("utf8", at + 46, nameEnd),
      unpacked: unpacked === IN_64 ? wide(directory.subarray(nameEnd, extraEnd)) : unpacked,
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    });
    at = next;
  }
  return entries;
}

/** The unpacked size in an entry's zip64 field, where it always comes first; endless without one. */
function wide(extra: Buffer): number {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1 && at + 12 <= extra.length) {
      return Number(extra.readBigUInt64LE(at + 4));
    }
  }
  return Number.POSITIVE_INFINITY;
}
