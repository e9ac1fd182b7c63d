import "server-only";
import type { DeliveryChannel } from "../../prisma/generated/enums";
import { recordEntry } from "../audit/commands";
import { type IsoDate, toDbDate } from "../dates";
import { type Transaction, transact } from "../platform/db";
import { enqueue, runJobNow } from "../platform/jobs";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import type { RetryJobInput } from "./schema";

export type NewDelivery = {
  channel: DeliveryChannel;
  digestId: number | null;
  target: string;
  subject: string;
  body: string;
};

/** Writes what is to be sent on a day and enqueues its jobs, in the caller's transaction; what was written before is left alone. */
export async function addDeliveries(
  tx: Transaction,
  deliveries: NewDelivery[],
  businessOn: IsoDate,
  now: Date,
): Promise<void> {
  if (deliveries.length === 0) return;
  const written = await tx.delivery.createManyAndReturn({
    data: deliveries.map((each) => ({
      ...each,
      businessOn: toDbDate(businessOn),
      createdAt: now,
    })),
    skipDuplicates: true,
    select: { id: true, channel: true },
  });
  await enqueue(
    tx,
    written.map(({ id, channel }) => ({
      task: "deliver",
      payload: { deliveryId: id },
      key: `deliver:${id}`,
      queue: queueOf(channel, id),
    })),
  );
}

// Two mails at once at the most: a mail server that hangs leaves the worker's other hands free.
function queueOf(channel: DeliveryChannel, id: number): string {
  return channel === "MAIL" ? `mail-${id % 2}` : channel;
}

/** Lets a job that waits for its next try, or was given up, run now. */
export async function retryJob(actor: Actor, { jobId }: RetryJobInput, now: Date): Promise<void> {
  if (!may(actor, "job.read")) throw notFound();
  await transact(async (tx) => {
    if (!(await runJobNow(tx, jobId))) {
      throw new Refusal("STALE", "这项任务已经完成或正在运行，列表已更新。");
    }
    await recordEntry(tx, actor, { action: "job.retry", subject: `job:${jobId}` }, now);
  });
}
