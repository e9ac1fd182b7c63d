import "server-only";
import type { DeliveryChannel } from "../../prisma/generated/enums";
import { fromDbDate, type IsoDate } from "../dates";
import { systemNow } from "../platform/clock";
import { db } from "../platform/db";
import { env } from "../platform/env";
import { type JobRow, selectJobs } from "../platform/jobs";
import type { MailServer } from "../platform/mail";
import { notFound } from "../platform/refusal";
import type { Robot } from "../platform/robots";
import { type Actor, may } from "../policy";
import { type DeliveryState, deliveryState } from "./rules";

export type Channels = { mail: MailServer | null; robots: Robot[] };

/** What the operator has set up to send with, besides the portal itself. */
export function configuredChannels(): Channels {
  const set = env();
  const robots: { kind: Robot["kind"]; url?: string | undefined; secret?: string | undefined }[] = [
    { kind: "DINGTALK", url: set.DINGTALK_ROBOT_URL, secret: set.DINGTALK_ROBOT_SECRET },
    { kind: "WECOM", url: set.WECOM_ROBOT_URL },
    { kind: "FEISHU", url: set.FEISHU_ROBOT_URL, secret: set.FEISHU_ROBOT_SECRET },
  ];
  return {
    mail: set.SMTP_URL ? { url: set.SMTP_URL, from: set.SMTP_FROM ?? "" } : null,
    robots: robots.flatMap(({ kind, url, secret }) => (url ? [{ kind, url, secret }] : [])),
  };
}

export type DeliveryRow = {
  id: number;
  channel: DeliveryChannel;
  target: string;
  businessOn: IsoDate;
  subject: string;
  createdAt: Date;
  sentAt: Date | null;
  state: DeliveryState;
  attempts: number;
  lastError: string | null;
};

export type Running = {
  /** not done yet, those given up first */
  jobs: JobRow[];
  /** the newest first */
  deliveries: DeliveryRow[];
  days: { businessOn: IsoDate; madeAt: Date; digests: number }[];
};

/** What runs behind the portal: jobs that wait or failed, what was sent, the days digests were made. */
export async function getRunning(actor: Actor, most = 100): Promise<Running> {
  if (!may(actor, "job.read")) throw notFound();
  const [jobs, deliveries, days] = await Promise.all([
    selectJobs(db(), most),
    db().delivery.findMany({
      orderBy: { id: "desc" },
      take: most,
      omit: { body: true, digestId: true, about: true },
    }),
    db().digestDay.findMany({ orderBy: { businessOn: "desc" }, take: 10 }),
  ]);
  return {
    jobs,
    deliveries: deliveries.map(({ sendingAt, ...row }) => ({
      ...row,
      businessOn: fromDbDate(row.businessOn),
      state: deliveryState({ ...row, sendingAt }, systemNow()),
    })),
    days: days.map((row) => ({ ...row, businessOn: fromDbDate(row.businessOn) })),
  };
}
