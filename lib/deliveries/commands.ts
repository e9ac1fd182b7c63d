import "server-only";
import type { DeliveryChannel } from "../../prisma/generated/enums";
import { recordEntry } from "../audit/commands";
import { type IsoDate, shanghaiDate, toDbDate } from "../dates";
import { isDemonstration, systemNow } from "../platform/clock";
import { type Transaction, transact } from "../platform/db";
import { env } from "../platform/env";
import { enqueue, findJob, type JobSpec, runJobNow } from "../platform/jobs";
import { notFound, Refusal } from "../platform/refusal";
import { type Actor, may } from "../policy";
import { type Channels, configuredChannels } from "./queries";
import { deliveryState } from "./rules";
import type { RepeatDeliveryInput, RetryJobInput } from "./schema";

export type NewDelivery = {
  channel: DeliveryChannel;
  digestId: number | null;
  target: string;
  /** what it tells; the day's digest unless named */
  about?: string;
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
    written.map(({ id, channel }) => jobOf(id, channel)),
  );
}

const jobOf = (id: number, channel: DeliveryChannel): JobSpec => ({
  task: "deliver",
  payload: { deliveryId: id },
  key: `deliver:${id}`,
  queue: queueOf(channel, id),
});

type AtOnce = { about: string; subject: string; path: string };

/**
 * What cannot wait for the next digest goes to those it was told to by a mail of its own, now, and
 * counts as told: the digest leaves it out. People who share an address get one mail. `sameAs` is
 * that of the messages, `about` names what happened, once.
 */
export async function mailAtOnce(
  tx: Transaction,
  message: AtOnce & { to: number[]; sameAs: string; text: string },
  now: Date,
  channels: Pick<Channels, "mail"> = configuredChannels(),
): Promise<void> {
  const { to, sameAs, ...words } = message;
  const keys = to.map((accountId) => `${sameAs}:${accountId}`);
  await mailEachAtOnce(tx, { ...words, keys }, now, channels);
}

/**
 * The same for many messages sent together, by the keys they are stored under: one mail an address,
 * with the words of all that are its own.
 */
export async function mailEachAtOnce(
  tx: Transaction,
  message: AtOnce & { keys: string[]; text?: string },
  now: Date,
  { mail }: Pick<Channels, "mail"> = configuredChannels(),
): Promise<void> {
  if (mail === null) return;
  const told = await tx.$queryRaw<{ id: number; address: string; who: string; text: string }[]>`
    UPDATE notifications n SET told_at = ${now}
      FROM accounts a LEFT JOIN units u ON u.id = a.unit_id
     WHERE n.same_as = ANY(${message.keys}) AND n.account_id = a.id AND n.told_at IS NULL
       AND a.active AND trim(coalesce(a.email, '')) <> ''
       AND (NOT a.demonstration OR ${isDemonstration()})
    RETURNING n.id, lower(trim(a.email)) AS address, concat_ws(' · ', u.name, a.post) AS who, n.text`;
  const addresses = [...new Set(told.map(({ address }) => address))].sort();
  const link = env().PUBLIC_URL ? `\n${env().PUBLIC_URL}${message.path}` : "";
  await addDeliveries(
    tx,
    addresses.map((target) => {
      const own = told.filter(({ address }) => address === target).sort((a, b) => a.id - b.id);
      const to = [...new Set(own.map(({ who }) => who))].sort().join("、");
      const words = message.text ?? [...new Set(own.map(({ text }) => text))].join("\n");
      return {
        channel: "MAIL" as const,
        digestId: null,
        target,
        about: message.about,
        subject: message.subject,
        body: `${to}：\n${words}${link}\n\n本邮件由系统自动发送，请勿回复。`,
      };
    }),
    shanghaiDate(now),
    now,
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
    const stood = await findJob(tx, jobId);
    const retried = stood && { ...stood, attempts: 0 };
    if (!(await runJobNow(tx, jobId))) {
      throw new Refusal("STALE", "这项任务已经完成或正在运行，列表已更新。");
    }
    const entry = { action: "job.retry", subject: `job:${jobId}`, before: stood, after: retried };
    await recordEntry(tx, actor, entry, now);
  });
}

/** Sends anew what may have arrived or not (不确定): for who has looked and found that it did not. */
export async function repeatDelivery(
  actor: Actor,
  { deliveryId }: RepeatDeliveryInput,
  now: Date,
): Promise<void> {
  if (!may(actor, "job.read")) throw notFound();
  await transact(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM deliveries WHERE id = ${deliveryId} FOR UPDATE`;
    const delivery = await tx.delivery.findUnique({ where: { id: deliveryId } });
    if (!delivery) throw notFound();
    if (deliveryState(delivery, systemNow()) !== "UNCERTAIN") {
      throw new Refusal("STALE", "这次发送已有结果或正在发送，列表已更新。");
    }
    await tx.delivery.update({
      where: { id: deliveryId },
      data: { sendingAt: null, lastError: null },
    });
    await enqueue(tx, [jobOf(deliveryId, delivery.channel)]);
    const { channel, subject: title, lastError } = delivery;
    const change = {
      before: { channel, title, lastError, state: "UNCERTAIN" },
      after: { state: "WAITING" },
    };
    await recordEntry(
      tx,
      actor,
      { action: "delivery.repeat", subject: `delivery:${deliveryId}`, ...change },
      now,
    );
  });
}
