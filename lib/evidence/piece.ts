import type { FileHandle } from "node:fs/promises";

/** Bytes of a file from `start`; fewer where the file ends, none for a place outside of it. */
export async function readPiece(file: FileHandle, start: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(start) || start < 0 || length <= 0) return Buffer.alloc(0);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}
