import "server-only";
import type { DeliveryChannel } from "../../prisma/generated/enums";
import { db } from "../platform/db";
import { MAIL_TIMEOUTS, sendMail } from "../platform/mail";
import { postToRobot, ROBOT_TIMEOUT, RobotSilence } from "../platform/robots";
import { type Channels, configuredChannels } from "./queries";
import { deliveryState } from "./rules";

/** In milliseconds; tests are less patient. */
export type Patience = { mail: typeof MAIL_TIMEOUTS; robot: number };
const PATIENCE: Patience = { mail: MAIL_TIMEOUTS, robot: ROBOT_TIMEOUT };

/**
 * Sends one delivery at most once. That it begins is committed before the first byte leaves, so that
 * after a crash nobody takes it for unsent: it stays 不确定 until an administrator has it repeated.
 * A failure that is known is noted and thrown: the job tries again. `now` is real time.
 */
export async function sendDelivery(
  id: number,
  now: Date,
  channels: Channels = configuredChannels(),
  patience: Patience = PATIENCE,
): Promise<void> {
  const row = await begin(id, now);
  if (row === null) return;
  try {
    await send(row, channels, now, patience);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const lost = error instanceof RobotSilence;
    await db().$executeRaw`
      UPDATE deliveries SET last_error = ${reason},
             sending_at = CASE WHEN ${lost} THEN sending_at END
       WHERE id = ${id} AND sent_at IS NULL`;
    if (lost) return;
    throw new Error(reason);
  }
  await db().$executeRaw`
    UPDATE deliveries SET sent_at = ${now}, last_error = NULL WHERE id = ${id}`;
}

/** Marks it as being sent, for one caller; null when there is nothing (more) to send. */
async function begin(id: number, now: Date): Promise<Row | null> {
  const [row] = await db().$queryRaw<Row[]>`
    UPDATE deliveries SET sending_at = ${now}, attempts = attempts + 1, last_error = NULL
     WHERE id = ${id} AND sent_at IS NULL AND sending_at IS NULL
    RETURNING id, channel, target, subject, body`;
  if (row) return row;
  const other = await db().delivery.findUnique({ where: { id } });
  // Whoever sends it may yet fail and need this job: it comes again until the end is known.
  if (other && deliveryState(other, now) === "SENDING") throw new Error("正在由另一进程发送");
  return null;
}

type Row = { id: number; channel: DeliveryChannel; target: string; subject: string; body: string };

async function send(row: Row, channels: Channels, now: Date, patience: Patience): Promise<void> {
  if (row.channel === "MAIL") {
    if (!channels.mail) throw new Error("没有设置邮件服务器（SMTP_URL）");
    const mail = { to: row.target, subject: row.subject, text: row.body, id: `delivery-${row.id}` };
    return sendMail(channels.mail, mail, patience.mail);
  }
  const robot = channels.robots.find(({ kind }) => kind === row.channel);
  if (!robot) throw new Error("没有设置这个群机器人的地址");
  return postToRobot(robot, `${row.subject}\n${row.body}`, now, patience.robot);
}
