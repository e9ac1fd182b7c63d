import "server-only";
import { z } from "zod";
import { isIsoDate } from "../dates";

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
  if (!result.success) {
    const mistakes = result.error.issues.map(
      (issue) => `  ${String(issue.path[0])}：${issue.message}`,
    );
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
  DATABASE_URL: optional(
    z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
      error:
        "应为 PostgreSQL 的连接地址，例如 postgresql://用户:密码@主机:5432/库名，密码中的特殊字符用百分号编码",
    }),
  ),
  SESSION_SECRET: optional(
    z.string().min(32, { error: "至少 32 个字符，可用 openssl rand -base64 32 生成" }),
  ),
  PUBLIC_URL: optional(httpUrl).transform((url) => url?.replace(/\/$/, "")),
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
