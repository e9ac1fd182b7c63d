import "server-only";
import { createHmac } from "node:crypto";

export type RobotKind = "DINGTALK" | "WECOM" | "FEISHU";

export type Robot = {
  kind: RobotKind;
  /** the address the group chat gave, its key included: a secret */
  url: string;
  /** 加签 secret; 企业微信 has none */
  secret?: string | undefined;
};

/** How long a robot may take to answer, in milliseconds: longer than a connection takes to be given up. */
export const ROBOT_TIMEOUT = 15_000;

/** The text left and no answer came that says whether the chat has it. */
export class RobotSilence extends Error {}

/**
 * Posts a text to a group chat's robot; throws unless it says that it took it: a RobotSilence when
 * the chat may have it all the same. `now` is real time.
 */
export async function postToRobot(
  robot: Robot,
  text: string,
  now: Date,
  timeout = ROBOT_TIMEOUT,
): Promise<void> {
  const { url, body } = SIGNED[robot.kind](robot, text, now);
  let answer: unknown;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) throw new RobotError(`答复 HTTP ${response.status}`);
    answer = await response.json();
  } catch (error) {
    // The address carries the key, so nothing of the request is repeated here.
    if (error instanceof RobotError) throw error;
    if (neverArrived(error)) throw new RobotError("连接不上");
    const late = error instanceof Error && error.name === "TimeoutError";
    throw new RobotSilence(late ? `${timeout / 1000} 秒内没有答复` : "连接中断或答复无法识别");
  }
  const { errcode, code, errmsg, msg } = (answer ?? {}) as Record<string, unknown>;
  const result = robot.kind === "FEISHU" ? code : errcode;
  if (result !== 0) {
    throw new RobotError(
      `没有收下：${String(result)} ${String(errmsg ?? msg ?? "").slice(0, 200)}`,
    );
  }
}

class RobotError extends Error {}

// What fetch reports when no connection came about, or none that is trusted; everything else may have
// carried the text.
const UNCONNECTED =
  /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPROTO|UND_ERR_CONNECT_TIMEOUT|(ERR_TLS|ERR_SSL|CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)_.*)$/;

function neverArrived(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return code !== undefined && UNCONNECTED.test(code);
}

type Signed = { url: string; body: unknown };

const SIGNED: Record<RobotKind, (robot: Robot, text: string, now: Date) => Signed> = {
  // Milliseconds; the secret is the key, time and secret the message; in the address.
  DINGTALK: ({ url, secret }, text, now) => {
    const signed = new URL(url);
    if (secret) {
      const timestamp = String(now.getTime());
      signed.searchParams.set("timestamp", timestamp);
      signed.searchParams.set("sign", hmac(secret, `${timestamp}\n${secret}`));
    }
    return { url: signed.href, body: { msgtype: "text", text: { content: text } } };
  },
  // Seconds; time and secret are the key, the message is empty; in the body.
  FEISHU: ({ url, secret }, text, now) => {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const sign = secret ? { timestamp, sign: hmac(`${timestamp}\n${secret}`, "") } : {};
    return { url, body: { ...sign, msg_type: "text", content: { text } } };
  },
  // Its address is all there is.
  WECOM: ({ url }, text) => ({ url, body: { msgtype: "text", text: { content: text } } }),
};

function hmac(key: string, message: string): string {
  return createHmac("sha256", key).update(message).digest("base64");
}
