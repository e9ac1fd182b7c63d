import { z } from "zod";
import { rowId } from "../row-id";

// PostgreSQL keeps no NUL, and nobody means to type a control character into one line.
const line = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, "请删去其中的控制字符。");

const name = line.toLowerCase().min(1, "请填写账号。").max(64, "账号不超过 64 个字符。");

export const signInInput = z.object({
  username: name,
  password: z.string().min(1, "请填写密码。").max(256, "密码不超过 256 个字符。"),
});
export type SignInInput = z.infer<typeof signInInput>;

export const createAccountInput = z.object({
  name: name.regex(/^[a-z0-9][a-z0-9._-]*$/, "账号只用小写字母、数字、点、横线和下划线。"),
  post: line.min(1, "请填写岗位。").max(40, "岗位不超过 40 个字。"),
  role: z.enum(["STAFF", "REVIEWER", "LEADER", "ADMIN", "AUDITOR"]),
  unitId: z.number().int().nullable().default(null),
  cityId: z.number().int().nullable().default(null),
  /** the account deals with the plans of these cities only; empty: no such limit */
  cityIds: z.array(z.number().int()).default([]),
  password: z.string().min(10, "密码至少 10 位。").max(256, "密码不超过 256 个字符。"),
});
export type CreateAccountInput = z.infer<typeof createAccountInput>;

export const openPlanInput = z.object({ planId: rowId });
export type OpenPlanInput = z.infer<typeof openPlanInput>;

export const setEmailInput = z.object({
  name,
  email: z.preprocess(
    (text) => text || null,
    z
      .email("邮箱地址写错了，例如 bangongshi@example.gov.cn。")
      .max(254, "邮箱地址过长。")
      .nullable(),
  ),
});
export type SetEmailInput = z.infer<typeof setEmailInput>;

export const createApiTokenInput = z.object({
  label: line.min(1, "请写明令牌给谁用。").max(60, "用途不超过 60 个字。"),
});

export const revokeApiTokenInput = z.object({ id: rowId });
