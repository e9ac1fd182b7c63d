import "server-only";
import type { Transaction } from "./db";

/** What the worker (lib/cli/worker.ts) can do, with what each needs to know. */
export type Jobs = {
  /** sends one row of `deliveries` */
  deliver: { deliveryId: number };
  /** the daily clearing */
  upkeep: Record<string, unknown>;
};

export type JobSpec<T extends keyof Jobs = keyof Jobs> = {
  task: T;
  payload: Jobs[T];
  /** a job of the same key is the same job */
  key: string;
  /** jobs of one queue run one after the other */
  queue?: string;
};

/** Tries, with e, e², e³ … seconds between them: the last one about four hours after the first. */
const MAX_ATTEMPTS = 10;

/** Enqueues jobs in the transaction of what they follow from: they run once it has been committed. */
export async function enqueue(
  tx: Pick<Transaction, "$executeRaw">,
  jobs: JobSpec[],
): Promise<void> {
  if (jobs.length === 0) return;
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(j.task, j.payload, queue_name => j.queue,
             max_attempts => ${MAX_ATTEMPTS}::int, job_key => j.key)
      FROM json_to_recordset(${JSON.stringify(jobs)}::json)
        AS j(task text, payload json, queue text, key text)`;
}

export type JobRow = {
  id: string;
  task: string;
  key: string | null;
  attempts: number;
  maxAttempts: number;
  runAt: Date;
  createdAt: Date;
  running: boolean;
  lastError: string | null;
};

/** Jobs not done yet, those given up first, then by when they run next. */
export function selectJobs(tx: Pick<Transaction, "$queryRaw">, most: number): Promise<JobRow[]> {
  return tx.$queryRaw<JobRow[]>`
    SELECT id::text, task_identifier AS task, key, attempts::int, max_attempts::int AS "maxAttempts",
           run_at AS "runAt", created_at AS "createdAt", locked_at IS NOT NULL AS running,
           last_error AS "lastError"
      FROM graphile_worker.jobs
     ORDER BY attempts >= max_attempts DESC, run_at, id LIMIT ${most}`;
}

/** What a job stands at, as far as a retry changes it; null for none. */
export async function findJob(
  tx: Pick<Transaction, "$queryRaw">,
  id: string,
): Promise<{ task: string; attempts: number; lastError: string | null } | null> {
  const [row] = await tx.$queryRaw<{ task: string; attempts: number; lastError: string | null }[]>`
    SELECT task_identifier AS task, attempts::int, last_error AS "lastError"
      FROM graphile_worker.jobs WHERE id = ${id}::bigint`;
  return row ?? null;
}

/** Lets a job that waits for its next try, or was given up, run now; false when there is none such. */
export async function runJobNow(tx: Pick<Transaction, "$queryRaw">, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id::text FROM graphile_worker.reschedule_jobs(ARRAY[${id}::bigint],
      run_at => now(), attempts => 0::smallint)`;
  return rows.length > 0;
}
