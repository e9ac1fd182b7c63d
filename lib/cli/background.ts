import path from "node:path";
import { type Child, startChild } from "./child";

/** Starts the process that runs jobs and the clock (worker.ts). */
export function startWorker(): Child {
  return startChild(path.resolve("lib/cli/worker.ts"), [], {
    imports: [import.meta.resolve("tsx")],
    output: "show",
    env: {
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --conditions=react-server`.trim(),
    },
  });
}

/**
 * Keeps it running: the portal serves pages without it, so when it ends by itself it is started
 * again after a pause. Stops with what the returned function is told.
 */
export function keepRunning(begin: () => Child, pause = 5_000): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let child = begin();
  const watch = () => {
    void child.ended.then((end) => {
      if (stopped) return;
      console.error(`后台任务进程意外退出（${end}），${pause / 1000} 秒后重新启动；网站不受影响。`);
      timer = setTimeout(() => {
        child = begin();
        watch();
      }, pause);
    });
  };
  watch();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await child.stop();
  };
}
