import "server-only";
import type { DeliveryChannel } from "../../prisma/generated/enums";
import { db } from "../platform/db";
import { MAIL_TIMEOUTS, sendMail } from "../platform/mail";
import { postToRobot, ROBOT_TIMEOUT } from "../platform/robots";
import { type Channels, configuredChannels } from "./queries";

/** In milliseconds; tests are less patient. */
export type Patience = { mail: typeof MAIL_TIMEOUTS; robot: number };
const PATIENCE: Patience = { mail: MAIL_TIMEOUTS, robot: ROBOT_TIMEOUT };

/**
 * Sends one delivery, unless it was sent or is just being sent. The row stays locked meanwhile, so
 * that two workers never send it both. A failure is noted on it and thrown: the job tries again.
 */
export async function sendDelivery(
  id: number,
  now: Date,
  channels: Channels = configuredChannels(),
  patience: Patience = PATIENCE,
): Promise<void> {
  try {
    await db().$transaction(
      async (tx) => {
        const [row] = await tx.$queryRaw<Row[]>`
          SELECT id, channel, target, subject, body FROM deliveries
           WHERE id = ${id} AND sent_at IS NULL FOR UPDATE SKIP LOCKED`;
        if (!row) return;
        await send(row, channels, now, patience);
        await tx.$executeRaw`
          UPDATE deliveries SET sent_at = ${now}, attempts = attempts + 1, last_error = NULL
           WHERE id = ${id}`;
      },
      { maxWait: 10_000, timeout: 60_000 },
    );
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await db().$executeRaw`
      UPDATE deliveries SET attempts = attempts + 1, last_error = ${reason}
       WHERE id = ${id} AND sent_at IS NULL`;
    throw new Error(reason);
  }
}

type Row = { id: number; channel: DeliveryChannel; target: string; subject: string; body: string };

async function send(row: Row, channels: Channels, now: Date, patience: Patience): Promise<void> {
  if (row.channel === "MAIL") {
    if (!channels.mail) throw new Error("没有设置邮件服务器（SMTP_URL）");
    const mail = { to: row.target, subject: row.subject, text: row.body, id: `digest-${row.id}` };
    return sendMail(channels.mail, mail, patience.mail);
  }
  const robot = channels.robots.find(({ kind }) => kind === row.channel);
  if (!robot) throw new Error("没有设置这个群机器人的地址");
  return postToRobot(robot, `${row.subject}\n${row.body}`, now, patience.robot);
}
