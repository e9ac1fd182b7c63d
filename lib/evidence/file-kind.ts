import { type FileHandle, open } from "node:fs/promises";
import { type EvidenceKind, KIND_WORDS } from "../evidence-kinds";
import { readOleDirectory } from "./ole-directory";
import { type PictureKind, readPictureSize } from "./picture-size";
import { readPiece } from "./piece";
import { readZipDirectory, type ZipEntry } from "./zip-directory";

/** Unpacked, an Office file may grow to this many bytes beyond its own, and by this factor. */
const MOST_UNPACKED = 200 * 2 ** 20;
const MOST_FACTOR = 200;
/** Small files of a few repeated bytes pass the factor and harm nobody. */
const HARMLESS = 20 * 2 ** 20;
/** Pixels a picture of any kind may have: an A0 plan scanned at 300 dpi has 140 million. */
const MOST_PIXELS = 250_000_000;

/**
 * Why what stands in a file is not what its name promises; null when it is. Reads a few pieces of
 * it, unpacks nothing, believes nothing but the bytes.
 */
export async function contentFault(
  path: string,
  size: number,
  name: string,
  kind: EvidenceKind,
): Promise<string | null> {
  const file = await open(path);
  try {
    return await faultOf(file, size, name, kind);
  } finally {
    await file.close();
  }
}

async function faultOf(file: FileHandle, size: number, name: string, kind: EvidenceKind) {
  const ending = name.slice(name.lastIndexOf("."));
  const mismatch = `“${name}”的内容与扩展名不符，不是真正的 ${ending} 文件，不能上传；可以上传：${KIND_WORDS}。`;
  const head = await readPiece(file, 0, 32);
  const starts = (bytes: string, at = 0) =>
    head.toString("latin1", at, at + bytes.length) === bytes;
  switch (kind) {
    case "PDF":
      return starts("%PDF-") || starts("\xef\xbb\xbf%PDF-") ? null : mismatch;
    case "PNG":
      return starts("\x89PNG\r\n\x1a\n") ? pictureFault(file, name, kind) : mismatch;
    case "JPEG":
      return starts("\xff\xd8\xff") ? pictureFault(file, name, kind) : mismatch;
    case "WEBP":
      return starts("RIFF") && starts("WEBP", 8) ? pictureFault(file, name, kind) : mismatch;
  }
  if (starts("PK\x03\x04")) {
    const entries = await readZipDirectory(file, size);
    return entries === null ? damaged(name) : zipFault(entries, size, name, kind, mismatch);
  }
  const names = await readOleDirectory(file);
  // What Office keeps a document with a password in, whatever its name ends with.
  if (names?.has("EncryptedPackage")) return locked(name);
  switch (kind) {
    case "DOC":
    case "WPS":
      return names?.has("WordDocument") ? null : mismatch;
    case "XLS":
    case "ET":
      return names?.has("Workbook") || names?.has("Book") ? null : mismatch;
    default:
      return mismatch;
  }
}

/** A few bytes may claim to be a picture that fills whatever opens it. */
async function pictureFault(file: FileHandle, name: string, kind: PictureKind) {
  const size = await readPictureSize(file, kind);
  if (size === null) return damaged(name);
  return size.width * size.height > MOST_PIXELS
    ? `“${name}”的像素过多（${size.width} × ${size.height}），请缩小后再上传。`
    : null;
}

function zipFault(
  entries: ZipEntry[],
  size: number,
  name: string,
  kind: EvidenceKind,
  mismatch: string,
): string | null {
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (unpacked > size + MOST_UNPACKED || (unpacked > HARMLESS && unpacked > size * MOST_FACTOR)) {
    return `“${name}”解压后过大，疑似压缩炸弹，不能上传。`;
  }
  if (entries.some((entry) => entry.encrypted)) return locked(name);
  const has = (wanted: (entry: string) => boolean) => entries.some((entry) => wanted(entry.name));
  const office = has((entry) => entry === "[Content_Types].xml");
  // Macros belong into .docm and .xlsm, which are not taken.
  if (has((entry) => /(^|\/)vbaProject\.bin$/i.test(entry))) {
    return `“${name}”带有宏，不能上传；请另存为不带宏的文档。`;
  }
  switch (kind) {
    case "OFD":
      return has((entry) => entry === "OFD.xml") ? null : mismatch;
    case "DOCX":
    case "WPS":
      return office && has((entry) => entry.startsWith("word/")) ? null : mismatch;
    case "XLSX":
    case "ET":
      return office && has((entry) => entry.startsWith("xl/")) ? null : mismatch;
    default:
      return mismatch;
  }
}

const damaged = (name: string) => `“${name}”已损坏，无法核对内容，请重新保存后再上传。`;
const locked = (name: string) => `“${name}”加了密码，无法核对内容；请去掉密码后再上传。`;
