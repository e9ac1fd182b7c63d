import "server-only";
import { createTransport } from "nodemailer";

export type MailServer = {
  /** smtp://name:password@host:587 or smtps://… */
  url: string;
  /** 对口合作督办 <duban@example.gov.cn> */
  from: string;
};

export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** the same for every attempt, so that a mail sent twice is seen as one */
  id: string;
};

/** How long each step may take, in milliseconds; `whole` is the most a mail may take altogether. */
export const MAIL_TIMEOUTS = { connect: 8_000, answer: 10_000, whole: 30_000 };

/** Hands one mail to the server; throws when it is not accepted in time. */
export async function sendMail(
  server: MailServer,
  mail: Mail,
  timeouts = MAIL_TIMEOUTS,
): Promise<void> {
  const transport = createTransport(withLimits(server.url, timeouts));
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`邮件服务器 ${timeouts.whole / 1000} 秒内没有收下邮件`)),
      timeouts.whole,
    );
  });
  try {
    const { to, subject, text, id } = mail;
    const messageId = `<${id}@${domainOf(server.from)}>`;
    const sending = transport.sendMail({ from: server.from, to, subject, text, messageId });
    sending.catch(() => undefined);
    const { rejected } = await Promise.race([sending, tooLate]);
    if (rejected.length > 0) throw new Error("邮件服务器拒收这个地址");
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

/** nodemailer ignores every option beside an address, so that limits have to be written into it. */
function withLimits(address: string, timeouts: typeof MAIL_TIMEOUTS): string {
  const url = new URL(address);
  const limits = {
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.answer,
    socketTimeout: timeouts.answer,
    // What is sent is plain text: no file and no address is ever fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  for (const [name, limit] of Object.entries(limits)) url.searchParams.set(name, String(limit));
  return url.href;
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";
}
