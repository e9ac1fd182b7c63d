import { Refusal } from "../platform/refusal";
import { damaged, isBrokenZip, isDocx, linesOfDocx } from "./docx";
import { type Line, printedLines } from "./lines";
import { withoutMarkdown } from "./markdown";

/** A file with a notice, as its lines: .txt in any of the usual encodings, .docx. Refusal otherwise. */
export function linesOfFile(name: string, bytes: Uint8Array): Line[] {
  if (bytes.length === 0) throw new Refusal("INVALID", `“${name}”是空文件，请换一个文件。`);
  if (isDocx(bytes)) return linesOfDocx(name, bytes);
  if (/\.docx$/i.test(name) && isBrokenZip(bytes)) throw damaged(name);
  const known = OTHER_FORMATS.find(([begin]) =>
    begin.every((byte, index) => bytes[index] === byte),
  );
  const kind = /\.(?:xlsx?|et)$/i.test(name) ? "表格文件" : (known?.[1] ?? kindByName(name));
  if (kind) throw unreadable(name, kind);
  const text = decodeText(name, bytes);
  if (/^\s*<(?:!doctype html|html|\?xml)/i.test(text)) throw unreadable(name, "网页文件");
  const lines = printedLines(withoutMarkdown(text));
  if (lines.length === 0) throw new Refusal("INVALID", `“${name}”里没有文字，请换一个文件。`);
  return lines;
}

const unreadable = (name: string, kind: string) =>
  new Refusal(
    "INVALID",
    `“${name}”是${kind}，读不了文字；请用 Word 或 WPS 打开后另存为 .docx，或把文字另存为 .txt 再导入。`,
  );

const OTHER_FORMATS: readonly (readonly [readonly number[], string])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], "旧版 Word 或 WPS 文档（.doc、.wps）"],
  [[0x25, 0x50, 0x44, 0x46], " PDF 文件"],
  [[0x89, 0x50, 0x4e, 0x47], "图片"],
  [[0xff, 0xd8, 0xff], "图片"],
  [[0x47, 0x49, 0x46, 0x38], "图片"],
  [[0x42, 0x4d], "图片"],
  [[0x49, 0x49, 0x2a, 0x00], "图片"],
  [[0x4d, 0x4d, 0x00, 0x2a], "图片"],
  [[0x52, 0x49, 0x46, 0x46], "图片"],
  [[0x50, 0x4b, 0x03, 0x04], "压缩包或其他办公文件"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], " RTF 文件"],
];

function kindByName(name: string): string | null {
  const end = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (["doc", "wps", "pdf", "ofd", "rtf", "ceb"].includes(end)) return ` .${end} 文件`;
  if (["htm", "html", "mht", "mhtml"].includes(end)) return "网页文件";
  return ["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp"].includes(end) ? "图片" : null;
}

/** UTF-8 or UTF-16 by its mark, else UTF-8 where the bytes are, else GB18030. */
export function decodeText(name: string, bytes: Uint8Array): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : null;
  for (const encoding of marked ? [marked] : ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Text has no zero bytes: UTF-16 without a mark, or no text at all.
      if (!text.includes("\u0000")) return text;
    } catch {
      // The next encoding may fit.
    }
  }
  const bare = withoutMark(bytes);
  if (bare !== null) return bare;
  throw new Refusal(
    "INVALID",
    `“${name}”不是可以识别的文本，请用 Word 或记事本打开，另存为 .docx 或 UTF-8 编码的 .txt。`,
  );
}

/** UTF-16 that lacks its mark: Chinese text in it decodes without control characters. */
function withoutMark(bytes: Uint8Array): string | null {
  for (const encoding of ["utf-16le", "utf-16be"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
      if (han * 3 > text.length && !/[\p{Cn}\p{Co}\p{Cc}]/u.test(text.replace(/\s/g, "")))
        return text;
    } catch {
      // The other order may fit.
    }
  }
  return null;
}
