import type { FileHandle } from "node:fs/promises";
import { readPiece } from "./piece";

export type PictureKind = "PNG" | "JPEG" | "WEBP";
export type PictureSize = { width: number; height: number };

/**
 * What a picture's header says of its width and height in pixels; null when there is no such header.
 * Nothing is decoded: a few pieces are read, wherever the file sends the reader.
 */
export async function readPictureSize(
  file: FileHandle,
  kind: PictureKind,
): Promise<PictureSize | null> {
  const head = await readPiece(file, 0, 32);
  const size =
    kind === "PNG" ? pngSize(head) : kind === "WEBP" ? webpSize(head) : await jpegSize(file);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

function pngSize(head: Buffer): PictureSize | null {
  if (head.length < 24 || head.toString("latin1", 12, 16) !== "IHDR") return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** The first block of a WebP says it: lossy, lossless, or the canvas of several. */
function webpSize(head: Buffer): PictureSize | null {
  if (head.length < 30) return null;
  switch (head.toString("latin1", 12, 16)) {
    case "VP8 ":
      if (head.readUIntBE(23, 3) !== 0x9d012a) return null;
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case "VP8L": {
      if (head[20] !== 0x2f) return null;
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

// Cameras write a few dozen blocks before the picture; more only makes work.
const MOST_BLOCKS = 2_000;
const PIECE = 64;

/** A JPEG is a chain of blocks; the frame that says the size comes after notes, profiles and previews. */
async function jpegSize(file: FileHandle): Promise<PictureSize | null> {
  let at = 2;
  for (let step = 0; step < MOST_BLOCKS; step += 1) {
    const piece = await readPiece(file, at, PIECE);
    const start = markerAt(piece);
    if (piece.length < 12) return null;
    if (start === null || start + 9 > piece.length) {
      // Some writers pad: the marker stands further on.
      at += start ?? PIECE - 1;
      continue;
    }
    const marker = piece[start + 1] ?? 0;
    if (isFrame(marker)) {
      return { width: piece.readUInt16BE(start + 7), height: piece.readUInt16BE(start + 5) };
    }
    // The picture's data without a frame before it, or the end.
    if (marker === 0xda || marker === 0xd9) return null;
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += start + 2 + (alone ? 0 : piece.readUInt16BE(start + 2));
  }
  return null;
}

function markerAt(piece: Buffer): number | null {
  for (let at = 0; at + 1 < piece.length; at += 1) {
    const next = piece[at + 1];
    if (piece[at] === 0xff && next !== 0xff && next !== 0x00) return at;
  }
  return null;
}

/** SOF0 to SOF15, without the three of that range that are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
