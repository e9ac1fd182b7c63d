import "server-only";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { Refusal } from "../platform/refusal";
import type { City } from "../units/rules";
import { unpackedSize } from "./docx";
import type { Line } from "./lines";
import { type NoticeReading, readNotice } from "./notice";
import { linesOfFile } from "./source-text";

/** What a thread is asked, and what it answers. */
export type Task =
  | { kind: "LINES"; name: string; bytes: Uint8Array }
  | { kind: "READING"; source: readonly Line[]; known: readonly City[]; given: readonly City[] };
export type Answer = { value: unknown } | { refusal: { code: Refusal["code"]; message: string } };

// What takes longer than a tenth of a second is read apart, so that the portal goes on answering.
const MOST_CHARACTERS = 20_000;
const MOST_TEXT_BYTES = 1 << 20;
const MOST_WORD_BYTES = 100 << 10;
// Kilobytes may unpack to megabytes.
const MOST_UNPACKED_BYTES = 1 << 20;
const MOST_SECONDS = 15;

/** linesOfFile, in a thread of its own where the file is large. */
export async function linesApart(name: string, bytes: Uint8Array): Promise<Line[]> {
  const zipped = bytes[0] === 0x50;
  const small = bytes.length <= (zipped ? MOST_WORD_BYTES : MOST_TEXT_BYTES);
  if (small && !(zipped && unpackedSize(bytes) > MOST_UNPACKED_BYTES)) {
    return linesOfFile(name, bytes);
  }
  return (await apart({ kind: "LINES", name, bytes })) as Line[];
}

/** readNotice, in a thread of its own where the text is long. */
export async function readingApart(
  source: readonly Line[],
  known: readonly City[],
  given: readonly City[],
): Promise<NoticeReading> {
  const characters = source.reduce((sum, { text }) => sum + text.length, 0);
  if (characters <= MOST_CHARACTERS) return readNotice(source, known, given);
  return (await apart({ kind: "READING", source, known, given })) as NoticeReading;
}

// A thread is given no loader of its own: it takes tsx, with which npm start runs the sources. Written
// as text, so that the bundler leaves it alone.
const ENTRY = `
  import("tsx/esm/api").then(({ register }) => {
    register();
    return import(require("node:worker_threads").workerData.entry);
  });
`;

function apart(task: Task): Promise<unknown> {
  const worker = new Worker(ENTRY, {
    eval: true,
    workerData: { task, entry: pathToFileURL(path.resolve("lib/documents/thread-entry.ts")).href },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 768 },
  });
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => {
      worker.terminate();
      reject(new Refusal("INVALID", TOO_LONG));
    }, MOST_SECONDS * 1000);
    const settle = (work: () => void) => {
      clearTimeout(tooLong);
      work();
    };
    worker.once("message", (answer: Answer) =>
      settle(() =>
        "value" in answer
          ? resolve(answer.value)
          : reject(new Refusal(answer.refusal.code, answer.refusal.message)),
      ),
    );
    worker.once("error", (error: NodeJS.ErrnoException) =>
      settle(() => reject(error.code === OUT_OF_MEMORY ? new Refusal("INVALID", TOO_LONG) : error)),
    );
    worker.once("exit", () => settle(() => reject(new Refusal("INVALID", TOO_LONG))));
  });
}

// The thread alone ends: it may take no more than its share.
const OUT_OF_MEMORY = "ERR_WORKER_OUT_OF_MEMORY";
const TOO_LONG = "这份文件太复杂，没有读完；请只留下通知和要点，去掉别的内容再试。";
