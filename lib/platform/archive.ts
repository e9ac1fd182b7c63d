import "server-only";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import tar from "tar-stream";
import { z } from "zod";
import { OperatorError } from "./env";

const part = z.object({
  name: z.string(),
  size: z.number().int().min(0),
  sha256: z.string().length(64),
});
export type ArchivePart = z.infer<typeof part>;

/** What a backup says about itself, last in its archive: without it the archive is not whole. */
const manifestSchema = z.object({
  format: z.literal("duban-backup"),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  /** the portal that wrote it, and its PostgreSQL */
  portal: z.string(),
  postgres: z.string(),
  /** the schema version: the migrations in the order they were applied */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int(),
      parts: z.array(part),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  files: z.array(part.extend({ key: z.string() })),
  /** files that the database names and the storage did not hold */
  missing: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

const MANIFEST = "manifest.json";

export type ArchiveWriter = {
  add(name: string, content: Uint8Array | { stream: Readable; size: number }): Promise<ArchivePart>;
  /** Writes the manifest, gives the file its name, and answers its size and sha-256. */
  finish(manifest: Manifest): Promise<{ size: number; sha256: string }>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
};

/** One .tar.gz, under its name only when it is whole, readable by its owner only. */
export function writeArchive(file: string): ArchiveWriter {
  const unfinished = `${file}.part`;
  const pack = tar.pack();
  const whole = createHash("sha256");
  let written = 0;
  const writing = pipeline(
    pack as unknown as Readable,
    createGzip(),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        whole.update(piece);
        written += piece.byteLength;
        yield piece;
      }
    },
    createWriteStream(unfinished, { flags: "w", mode: 0o600, flush: true }),
  ).catch((error: unknown) => {
    throw writeFault(error, file);
  });
  // Why nothing more can be added, once it cannot.
  let fault: unknown;
  writing.catch((error: unknown) => {
    fault = error;
  });

  async function add(name: string, content: Uint8Array | { stream: Readable; size: number }) {
    try {
      // A full disk ends the writing, and nobody takes what an entry holds any more.
      const filling = fill(name, content);
      return await Promise.race([filling, writing.then(() => filling)]);
    } catch (error) {
      await new Promise(setImmediate);
      throw fault ?? error;
    }
  }

  async function fill(name: string, content: Uint8Array | { stream: Readable; size: number }) {
    const hash = createHash("sha256");
    const size = content instanceof Uint8Array ? content.byteLength : content.size;
    const entry = pack.entry({ name, size, mode: 0o600 }) as unknown as Writable;
    const ended = new Promise<void>((resolve, reject) => {
      entry.once("error", reject);
      entry.once("finish", resolve);
    });
    ended.catch(() => undefined);
    const pieces = content instanceof Uint8Array ? [Buffer.from(content)] : content.stream;
    for await (const piece of pieces) {
      hash.update(piece);
      if (!entry.write(piece)) {
        await Promise.race([new Promise((resolve) => entry.once("drain", resolve)), ended]);
      }
    }
    entry.end();
    await ended;
    return { name, size, sha256: hash.digest("hex") };
  }

  return {
    add,
    async finish(manifest) {
      await add(MANIFEST, Buffer.from(JSON.stringify(manifest)));
      pack.finalize();
      await writing;
      await rename(unfinished, file);
      return { size: written, sha256: whole.digest("hex") };
    },
    async abandon() {
      pack.destroy();
      await writing.catch(() => undefined);
      await rm(unfinished, { force: true });
    },
  };
}

/** Goes through an archive from its start, an entry at a time; each has to be read before the next. */
export async function* archiveEntries(
  file: string,
): AsyncGenerator<{ name: string; size: number; stream: AsyncIterable<Buffer> }> {
  const extract = tar.extract();
  const reading = pipeline(createReadStream(file), createGunzip(), extract);
  reading.catch(() => undefined);
  try {
    for await (const entry of extract) {
      const stream = told(entry as AsyncIterable<Buffer>, file);
      yield { name: entry.header.name, size: entry.header.size ?? 0, stream };
      entry.resume();
    }
    await reading;
  } catch (error) {
    throw readFault(error, file);
  }
}

/** What goes wrong inside an entry is the archive's fault as well. */
async function* told(stream: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw readFault(error, file);
  }
}

/** Reads every byte and answers the manifest: refused when anything is missing, cut off or changed. */
export async function checkArchive(file: string): Promise<Manifest> {
  const found = new Map<string, ArchivePart>();
  let text: string | null = null;
  for await (const { name, size, stream } of archiveEntries(file)) {
    const hash = createHash("sha256");
    const pieces: Buffer[] = [];
    for await (const piece of stream) {
      hash.update(piece);
      if (name === MANIFEST) pieces.push(piece);
    }
    if (name === MANIFEST) text = Buffer.concat(pieces).toString("utf8");
    else found.set(name, { name, size, sha256: hash.digest("hex") });
  }
  const manifest = text === null ? null : manifestOf(text);
  if (!manifest) throw new OperatorError(`“${file}”不是完整的备份：缺少清单，请换一份备份。`);
  const listed = [...manifest.tables.flatMap(({ parts }) => parts), ...manifest.files];
  for (const { name, size, sha256 } of listed) {
    const got = found.get(name);
    if (got?.size === size && got.sha256 === sha256) continue;
    throw new OperatorError(
      `备份“${file}”里的 ${name} ${got ? "与清单不符，已被改动或损坏" : "缺失"}，请换一份备份。`,
    );
  }
  if (found.size !== listed.length) {
    throw new OperatorError(`备份“${file}”里有清单以外的内容，可能被改动过，请换一份备份。`);
  }
  return manifest;
}

function manifestOf(text: string): Manifest | null {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function writeFault(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new OperatorError(`磁盘空间不足，备份“${file}”没有写成，请腾出空间或换一个位置。`);
  }
  if (code === "EACCES" || code === "ENOENT" || code === "EROFS" || code === "EISDIR") {
    return new OperatorError(`无法写入“${file}”，请检查文件夹是否存在、能否写入。`);
  }
  return error;
}

const CUT = /unexpected end|incorrect data check|invalid (?:block|distance|stored|code)|too many/i;

function readFault(error: unknown, file: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new OperatorError(`没有找到备份“${file}”，请检查路径和文件名。`);
  if (code === "EISDIR" || code === "EACCES") return new OperatorError(`“${file}”打不开。`);
  if (CUT.test(message)) {
    return new OperatorError(`备份“${file}”不完整或已损坏，请换一份备份。`);
  }
  if (code === "Z_DATA_ERROR" || /invalid tar|header/i.test(message)) {
    return new OperatorError(`“${file}”不是本门户的备份，请选择 npm run backup 写出的 .tar.gz。`);
  }
  return error;
}
