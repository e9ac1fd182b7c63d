import "server-only";
import { type JobHelpers, Logger, parseCronItems, run, runMigrations } from "graphile-worker";
import { withClient } from "./connection";
import type { Jobs } from "./jobs";
import { log } from "./log";

/** Creates or upgrades the tables of the job queue, a schema of its own beside the portal's. */
export async function installJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: quiet });
}

export type Tasks = { [T in keyof Jobs]: (payload: Jobs[T]) => Promise<void> };

/** A job by the clock: enqueued once for all instances at each match. */
export type Clock = {
  task: keyof Jobs;
  /** minute hour day month weekday, in UTC */
  match: string;
  /** how late it may still be made up for, in milliseconds */
  late: number;
};

export type JobRunner = {
  /** Settles when it has ended, by itself or stopped. */
  ended: Promise<void>;
  /** Ends it; jobs that do not end in time are given back. */
  stop(): Promise<void>;
};

/** Runs jobs as they are enqueued and by the clock, `concurrency` at once, until stopped. */
export async function runJobs(
  databaseUrl: string,
  tasks: Partial<Tasks>,
  { concurrency = 6, clocks = [] }: { concurrency?: number; clocks?: Clock[] } = {},
): Promise<JobRunner> {
  // Workers in the middle of a job; a job that fails leaves its worker here, which does no harm.
  const busy = new Set<string>();
  const runner = await run({
    connectionString: databaseUrl,
    concurrency,
    pollInterval: 2_000,
    maxPoolSize: concurrency + 2,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 2_000,
    logger: quiet,
    parsedCronItems: parseCronItems(
      clocks.map(({ task, match, late }) => ({
        task,
        match,
        options: { backfillPeriod: late, maxAttempts: 10, jobKey: task, queueName: task },
      })),
    ),
    taskList: Object.fromEntries(
      (Object.entries(tasks) as [string, Tasks[keyof Jobs]][]).map(([task, work]) => [
        task,
        async (payload: unknown, { job, abortSignal }: JobHelpers) => {
          const worker = job.locked_by ?? "";
          busy.add(worker);
          await untilAborted(work(payload as never), abortSignal);
          busy.delete(worker);
        },
      ]),
    ),
  });
  const ended = runner.promise.catch((error) => log().error({ err: error }, "job runner ended"));
  return {
    ended,
    stop: async () => {
      await runner.stop().catch(() => undefined);
      // The runner aborts what does not end in time, but leaves it locked.
      await query(databaseUrl, "SELECT graphile_worker.force_unlock_workers($1)", [
        [...busy],
      ]).catch(() => undefined);
    },
  };
}

/** A job that is still running when the worker stops counts as failed, and is tried again. */
function untilAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error("后台任务进程正在停止"));
    signal?.addEventListener("abort", abort);
    work.then(resolve, reject).finally(() => signal?.removeEventListener("abort", abort));
  });
}

/**
 * Gives back the jobs of workers that were killed: no job takes ten minutes, and a worker runs one
 * at a time. Without this they would stay locked for hours.
 */
export async function releaseDeadJobs(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))
       FROM graphile_worker.jobs WHERE locked_at < now() - interval '10 minutes'
     HAVING count(*) > 0`,
  );
}

async function query(databaseUrl: string, sql: string, values: unknown[] = []): Promise<void> {
  await withClient(databaseUrl, (client) => client.query(sql, values));
}

const quiet = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") log().warn({ worker: true }, message);
  else log().debug({ worker: true }, message);
});
