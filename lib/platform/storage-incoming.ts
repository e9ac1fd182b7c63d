import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { log } from "./log";
import { Refusal } from "./refusal";
import type { Incoming } from "./storage-contract";

/** The connection broke, or fewer bytes came than were announced. */
export const CUT = "上传中断，文件没有传完，请重试。";

/**
 * Writes a request's body to the data folder while counting and hashing, a piece at a time; synced
 * when it returns, gone when it throws. `most` is in bytes: at the first piece beyond it reading
 * stops and `tooLarge` is thrown. The body is not cancelled then, because that would close the
 * connection before the answer is read.
 */
export async function receive(
  dataDir: string,
  body: ReadableStream<Uint8Array> | null,
  most: number,
  tooLarge: () => Error,
): Promise<Incoming> {
  const file = path.join(incomingFolder(dataDir), `${randomBytes(16).toString("hex")}.part`);
  const discard = () => rm(file, { force: true });
  const hash = createHash("sha256");
  let size = 0;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, "wx", 0o600);
    try {
      for await (const piece of piecesOf(body)) {
        size += piece.byteLength;
        if (size > most) throw tooLarge();
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await discard();
    throw refusalOf(error);
  }
  return { path: file, size, sha256: hash.digest("hex"), discard };
}

/** What uploads left behind that never came to an end, with its age. */
export async function* leftovers(dataDir: string): AsyncIterable<{ file: string; at: Date }> {
  const folder = incomingFolder(dataDir);
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found) yield { file, at: found.mtime };
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array> | null) {
  const reader = body?.getReader();
  for (;;) {
    const next = await reader?.read().catch(() => {
      throw new Refusal("INVALID", CUT);
    });
    if (!next || next.done) return;
    yield next.value;
  }
}

/** A disk that cannot take more is for the operator to mend, and no surprise. */
export function refusalOf(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOSPC" && code !== "EDQUOT" && code !== "EROFS" && code !== "EACCES") return error;
  log().error({ code, error: String(error) }, "evidence cannot be written");
  const why =
    code === "ENOSPC" || code === "EDQUOT" ? "服务器磁盘空间不足" : "服务器数据文件夹无法写入";
  return new Refusal("INVALID", `${why}，文件没有保存，请联系管理员后重试。`);
}

const incomingFolder = (dataDir: string) => path.join(dataDir, "evidence", "incoming");
