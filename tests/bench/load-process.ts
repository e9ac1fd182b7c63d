import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { gunzipSync } from "node:zlib";
import type { LoadJob, LoadReply, LoadRequest, LoadResult } from "./load";

// The load generator (see load.ts): keeps `connections` requests under way at a time.

type Answer = {
  asked: LoadRequest;
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  milliseconds: number;
};

process.on("message", async (job: LoadJob) => {
  let reply: LoadReply;
  try {
    reply = { result: await run(job) };
  } catch (error) {
    reply = { failure: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(reply);
});
process.on("disconnect", () => process.exit());
// Ctrl-C is for the process that started this one, which then ends it.
process.on("SIGINT", () => undefined);

async function run(job: LoadJob): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
  try {
    await send(job, job.warmUp, agent);
    const began = performance.now();
    const answers = await send(job, job.count, agent);
    const took = performance.now() - began;
    // Checked afterwards: unpacking would delay the requests under way.
    let plainBytes = 0;
    for (const answer of answers) plainBytes = check(answer);
    return {
      latencies: answers.map((answer) => answer.milliseconds),
      took,
      sentBytes: answers.at(-1)?.body.length ?? 0,
      plainBytes,
    };
  } finally {
    agent.destroy();
  }
}

async function send(job: LoadJob, count: number, agent: Agent): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const connection = async () => {
    while (next < count) {
      const asked = job.requests[next % job.requests.length] as LoadRequest;
      next += 1;
      answers.push(await fetchOne(job.origin, asked, agent));
    }
  };
  await Promise.all(Array.from({ length: job.connections }, connection));
  return answers;
}

function fetchOne(origin: string, asked: LoadRequest, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { ...asked.headers, "accept-encoding": "gzip" };
    const method = asked.body === undefined ? "GET" : "POST";
    const sent = request(new URL(asked.path, origin), { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        resolve({
          asked,
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks),
          milliseconds: performance.now() - began,
        });
      });
    });
    sent.on("error", reject);
    sent.end(asked.body);
  });
}

/** Throws when an answer is not the wanted one; returns its size unpacked. */
function check({ asked, status, headers, body }: Answer): number {
  const plain = headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  const said = headers.location ?? plain.toString();
  if (status !== asked.status || !said.includes(asked.text)) {
    throw new Error(
      `${asked.path} answered ${status}, without “${asked.text}”:\n${said.slice(0, 500)}`,
    );
  }
  return plain.length;
}
