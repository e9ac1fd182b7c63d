import "server-only";
import { z } from "zod";
import { isIsoDate } from "../dates";
import { NEAREST_PROXIES, trustedProxies } from "./trusted-proxies";

/** A mistake only the operator can mend; its message is the whole Chinese sentence to print. */
export class OperatorError extends Error {
  override name = "OperatorError";
}

export type Env = ReturnType<typeof parseEnv>;

let parsed: Env | undefined;

/** The settings of this process, read at first use; lib/cli/start.ts completes them before that. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Reads every setting and throws one OperatorError that tells all mistakes at once. */
export function parseEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.keys(settings.shape).map((name) => [name, source[name]?.trim()]),
  );
  const result = settings.safeParse(given);
  const mistakes = [...(result.error?.issues ?? []).map(mistakeOf), ...missing(given)];
  if (!result.success || mistakes.length > 0) {
    throw new OperatorError(
      ["环境变量或 .env 中有设置不对，请改正后重新启动：", ...mistakes].join("\n"),
    );
  }
  const { DEMONSTRATION, ...rest } = result.data;
  const demonstration = DEMONSTRATION ?? (rest.DATABASE_URL ? "off" : "on");
  return { ...rest, DEMONSTRATION: demonstration === "on" };
}

/** A line left empty in .env counts as not set. */
function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}

const httpUrl = z
  .string()
  .refine((text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).pathname === "/", {
    error: "应为网站的完整地址，不带路径，例如 https://duban.example.gov.cn",
  });

/** What is signed there decides who signs in: only a provider on this machine may do without TLS. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const near = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return (protocol === "https:" || (protocol === "http:" && near)) && search === "" && hash === "";
}

/** Whole megabytes (1024 × 1024 bytes). */
const megabytes = (standard: number, most: number) => {
  const error = `应为 1 到 ${most} 之间的整数（MB），例如 ${standard}`;
  return optional(
    z.coerce.number({ error }).int({ error }).min(1, { error }).max(most, { error }),
  ).transform((size) => size ?? standard);
};

function mistakeOf({ path, message }: z.core.$ZodIssue): string {
  return `  ${String(path[0])}：${message}`;
}

/** Settings that are nothing without another, each with those it asks for. */
const TOGETHER: [string, string[]][] = [
  ["S3_BUCKET", ["S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY"]],
  ["S3_ENDPOINT", ["S3_BUCKET"]],
  ["S3_ACCESS_KEY", ["S3_BUCKET"]],
  ["S3_SECRET_KEY", ["S3_BUCKET"]],
  ["MIGRATE_DATABASE_URL", ["DATABASE_URL"]],
  ["SMTP_URL", ["SMTP_FROM"]],
  ["SMTP_FROM", ["SMTP_URL"]],
  ["DINGTALK_ROBOT_SECRET", ["DINGTALK_ROBOT_URL"]],
  ["FEISHU_ROBOT_SECRET", ["FEISHU_ROBOT_URL"]],
  // It sends people back to the public address.
  ["OIDC_ISSUER", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "PUBLIC_URL"]],
  ["OIDC_CLIENT_ID", ["OIDC_ISSUER"]],
  ["OIDC_CLIENT_SECRET", ["OIDC_ISSUER"]],
];

/** Looked at beside the settings one by one, so that a wrong one hides none that is missing. */
function missing(given: Record<string, string | undefined>): string[] {
  const told = new Map<string, string>();
  for (const [name, others] of TOGETHER) {
    if (!given[name]) continue;
    for (const other of others) {
      if (!given[other]) told.set(other, told.get(other) ?? `  ${other}：写了 ${name} 时必须填写`);
    }
  }
  const { EVIDENCE_FILE_MB: file, EVIDENCE_REPORT_MB: report } = given;
  if (Number(file || 20) > Number(report || 200)) {
    told.set("EVIDENCE_REPORT_MB", "  EVIDENCE_REPORT_MB：不能小于 EVIDENCE_FILE_MB");
  }
  return [...told.values()];
}

const postgresUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
    error:
      "应为 PostgreSQL 的连接地址，例如 postgresql://用户:密码@主机:5432/库名，密码中的特殊字符用百分号编码",
  });

const robotUrl = z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), {
  error: "应为群机器人的完整地址（Webhook），从群设置中复制",
});

const settings = z.object({
  PORT: optional(
    z.coerce
      .number({ error: "应为 1 到 65535 之间的整数，例如 3000" })
      .int({ error: "应为 1 到 65535 之间的整数，例如 3000" })
      .min(1, { error: "应为 1 到 65535 之间的整数，例如 3000" })
      .max(65535, { error: "应为 1 到 65535 之间的整数，例如 3000" }),
  ).transform((port) => port ?? 3000),
  HOST: optional(z.string().regex(/^[\w.:-]+$/, { error: "应为主机名或 IP 地址，例如 127.0.0.1" })),
  DATA_DIR: optional(z.string()).transform((folder) => folder ?? "./data"),
  DATABASE_URL: optional(postgresUrl),
  /** The same database as the owner of its tables, for upgrades: the portal itself never uses it. */
  MIGRATE_DATABASE_URL: optional(postgresUrl),
  /** 佐证材料: what one file and what all files of one report may hold. */
  EVIDENCE_FILE_MB: megabytes(20, 500),
  EVIDENCE_REPORT_MB: megabytes(200, 5000),
  /** Where evidence stands instead of the data folder. */
  S3_BUCKET: optional(
    z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
      error: "应为存储桶名称：小写字母、数字、点和短横线，3 到 63 个字符",
    }),
  ),
  S3_ENDPOINT: optional(httpUrl),
  S3_REGION: optional(z.string()).transform((region) => region ?? "us-east-1"),
  S3_ACCESS_KEY: optional(z.string()),
  S3_SECRET_KEY: optional(z.string()),
  /** 每日提醒 by mail, and its summary in group chats; not sent where nothing is set. */
  SMTP_URL: optional(
    z.string().refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text), {
      error:
        "应为邮件服务器的连接地址，例如 smtp://用户:密码@smtp.example.gov.cn:587，密码中的特殊字符用百分号编码",
    }),
  ),
  SMTP_FROM: optional(
    z.string().regex(/^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
      error: "应为发件人，例如 对口合作督办 <duban@example.gov.cn>",
    }),
  ),
  DINGTALK_ROBOT_URL: optional(robotUrl),
  DINGTALK_ROBOT_SECRET: optional(z.string()),
  WECOM_ROBOT_URL: optional(robotUrl),
  FEISHU_ROBOT_URL: optional(robotUrl),
  FEISHU_ROBOT_SECRET: optional(z.string()),
  SESSION_SECRET: optional(
    z.string().min(32, { error: "至少 32 个字符，可用 openssl rand -base64 32 生成" }),
  ),
  /** Secrets that SESSION_SECRET took the place of: what they sealed is still opened. */
  SESSION_SECRET_FORMER: optional(z.string()).transform((text) =>
    (text ?? "").split(/\s+/).filter((secret) => secret !== ""),
  ),
  /** What passwords have to be, and whether a second administrator confirms every change of role. */
  PASSWORD_PROFILE: optional(
    z.enum(["djbh", "asvs"], { error: "应为 djbh（等级保护）或 asvs（OWASP ASVS 5）" }),
  ).transform((profile) => profile ?? "djbh"),
  ROLE_CONFIRMATION: optional(z.enum(["on", "off"], { error: "应为 on 或 off" })).transform(
    (choice) => choice === "on",
  ),
  /** Who has to sign in with a 动态口令 besides the password. */
  SECOND_FACTOR: optional(
    z.enum(["off", "admins", "leaders"], {
      error: "应为 off、admins（管理员和审计员）或 leaders（另加领导）",
    }),
  ).transform((choice) => choice ?? "off"),
  /** 统一身份认证 (OpenID Connect): not offered where no issuer is set. */
  OIDC_ISSUER: optional(
    z.string().refine(isIssuer, {
      error: "应为统一身份认证的颁发者地址（https），例如 https://sso.example.gov.cn/realms/gov",
    }),
  ),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_LABEL: optional(
    z.string().max(20, { error: "不超过 20 个字，例如 统一身份认证登录" }),
  ).transform((label) => label ?? "统一身份认证登录"),
  /** What of an identity is the account's name, when it comes for the first time. */
  OIDC_CLAIM: optional(
    z.string().regex(/^[\w.:/-]+$/, { error: "应为声明的名称，例如 preferred_username" }),
  ).transform((claim) => claim ?? "preferred_username"),
  PUBLIC_URL: optional(httpUrl).transform((url) => url?.replace(/\/$/, "")),
  /** Proxies that are believed about who calls. */
  TRUSTED_PROXIES: optional(
    z.string().refine((text) => trustedProxies(text) !== null, {
      error: "应为反向代理的 IP 地址或网段，几个用空格隔开，例如 10.1.2.3 10.2.0.0/16",
    }),
  ).transform((text) => text ?? NEAREST_PROXIES),
  DEMONSTRATION: optional(z.enum(["on", "off"], { error: "应为 on 或 off" })),
  /** The day a demonstration stands at; null on the real clock. */
  DEMONSTRATION_DATE: z
    .string()
    .default("2024-09-20")
    .transform((text) => (text === "" || text === "real" ? null : text))
    .refine((text) => text === null || isIsoDate(text), {
      error: "应为存在的日期，写作 2024-09-20；用真实时间时写 real",
    }),
  LOG_LEVEL: optional(
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "应为 fatal、error、warn、info、debug、trace、silent 之一",
    }),
  ).transform((level) => level ?? "info"),
});
