import { fork } from "node:child_process";
import path from "node:path";
import { atEnd, isFinishing } from "./closing";

/** One request, and how to know that its answer is the wanted one and not an error page. */
export type LoadRequest = {
  path: string;
  headers: Record<string, string>;
  /** a POST's text */
  body?: string;
  status: number;
  /** what the page has to contain, or, of a redirect, where it has to lead */
  text: string;
};

export type LoadJob = {
  origin: string;
  /** sent in turn, over and over until `count` were sent */
  requests: LoadRequest[];
  connections: number;
  count: number;
  /** sent before, on the same connections, and not counted */
  warmUp: number;
};

export type LoadResult = {
  /** milliseconds from sending to the last byte, one a request */
  latencies: number[];
  /** milliseconds from the first request to the last answer */
  took: number;
  /** of the last page: as sent (gzip), and unpacked */
  sentBytes: number;
  plainBytes: number;
};

export type LoadReply = { result: LoadResult } | { failure: string };

/** A process of its own that sends requests, so that measuring takes no time from this one. */
export function startLoadGenerator() {
  const child = fork(path.join(import.meta.dirname, "load-process.ts"), {
    execArgv: ["--import", "tsx"],
  });
  atEnd(async () => child.kill());
  return function run(job: LoadJob): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error("the load generator ended"));
      child.once("exit", gone);
      child.once("message", (reply: LoadReply) => {
        child.off("exit", gone);
        if ("result" in reply) resolve(reply.result);
        else reject(new Error(reply.failure));
      });
      if (isFinishing()) gone();
      else child.send(job);
    });
  };
}

export type RunLoad = ReturnType<typeof startLoadGenerator>;
