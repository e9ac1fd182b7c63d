import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../platform/refusal";
import { readNotice } from "./notice";
import { linesOfFile } from "./source-text";
import type { Answer, Task } from "./thread";

/** The thread that reads a large file: one task, one answer. */
function answer(task: Task): Answer {
  try {
    return {
      value:
        task.kind === "LINES"
          ? linesOfFile(task.name, task.bytes)
          : readNotice(task.source, task.known, task.given),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: { code: error.code, message: error.message } };
  }
}

parentPort?.postMessage(answer(workerData.task as Task));
