import { strToU8, zipSync } from "fflate";

/** The smallest of each kind that passes for it; `filler` makes two of a kind differ. */
export const pdf = (filler = "") =>
  Buffer.from(
    `%PDF-1.4\n%${filler}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  );

/** One red page that a reader can show. */
export function pdfPage(): Buffer {
  const drawing = "1 0 0 rg 0 0 200 200 re f";
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
    `<</Length ${drawing.length}>>stream\n${drawing}\nendstream`,
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj${object} endobj`);
  return Buffer.from(["%PDF-1.4", ...body, "trailer<</Root 1 0 R>>", "%%EOF", ""].join("\n"));
}

export function png(width = 1, height = 1): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("\x89PNG\r\n\x1a\n", 0, "latin1");
  bytes.writeUInt32BE(13, 8);
  bytes.write("IHDR", 12, "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** With a preview's block before the frame, as cameras write it. */
export function jpeg(width = 1, height = 1, frame = 0xc0): Buffer {
  const preview = Buffer.concat([Buffer.from("ffe10006", "hex"), Buffer.from("Exif")]);
  const bytes = Buffer.alloc(19);
  bytes.writeUInt16BE(0xff00 + frame, 0);
  bytes.writeUInt16BE(17, 2);
  bytes[4] = 8;
  bytes.writeUInt16BE(height, 5);
  bytes.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from("ffd8", "hex"), preview, bytes, Buffer.from("ffd9", "hex")]);
}

/** Lossy, lossless, or a canvas for several. */
export function webp(width = 1, height = 1, block: "VP8 " | "VP8L" | "VP8X" = "VP8 "): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write(`RIFF\x38\0\0\0WEBP${block}`, "latin1");
  if (block === "VP8 ") {
    bytes.writeUIntBE(0x9d012a, 23, 3);
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height, 28);
  } else if (block === "VP8L") {
    bytes[20] = 0x2f;
    bytes.writeUInt32LE(width - 1 + (height - 1) * 2 ** 14, 21);
  } else {
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  }
  return bytes;
}

export function zip(entries: Record<string, string | Uint8Array>): Buffer {
  const bytes = Object.entries(entries).map(([name, content]) => [
    name,
    typeof content === "string" ? strToU8(content) : content,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(bytes), { level: 1, mtime: "2024-09-01" }));
}

const TYPES = { "[Content_Types].xml": "<Types/>" };
export const docx = () => zip({ ...TYPES, "word/document.xml": "<w:document/>" });
export const xlsx = () => zip({ ...TYPES, "xl/workbook.xml": "<workbook/>" });
export const ofd = () => zip({ "OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<ofd:Document/>" });

/** An OLE compound file with these streams in its directory: header, table, directory. */
export function ole(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 3, 0xff);
  const header = file.subarray(0, 512).fill(0);
  header.write("d0cf11e0a1b11ae1", "hex");
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0xfffffffe, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  // Sector 0 is the table: it describes itself and ends the directory's chain.
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  const directory = file.subarray(1024).fill(0);
  for (const [index, name] of ["Root Entry", ...names].entries()) {
    directory.write(name, index * 128, "utf16le");
    directory.writeUInt16LE((name.length + 1) * 2, index * 128 + 64);
  }
  return file;
}

/** Every kind with a file of it, by the ending of its name. */
export const SAMPLES: Record<string, () => Buffer> = {
  pdf,
  ofd,
  doc: () => ole("WordDocument", "1Table"),
  docx,
  xls: () => ole("Workbook"),
  xlsx,
  wps: () => ole("WordDocument"),
  et: () => ole("Workbook"),
  png,
  jpg: jpeg,
  jpeg,
  webp,
};
