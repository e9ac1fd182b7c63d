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

const email = z.preprocess(
  (text) => text || null,
  z.email("邮箱地址写错了，例如 bangongshi@example.gov.cn。").max(254, "邮箱地址过长。").nullable(),
);
/** The choice of a select; the empty one is none. */
const choice = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  rowId.nullable(),
);

const accountName = createAccountInput.shape.name;
const place = {
  post: createAccountInput.shape.post,
  role: z.enum(["STAFF", "REVIEWER", "LEADER", "ADMIN", "AUDITOR"], "请选择角色。"),
  unitId: choice,
  cityId: choice,
};

/** 所涉城市: whose plans alone an account deals with; none for all */
const cityIds = z.array(rowId).default([]);

export const addAccountInput = z.object({ name: accountName, ...place, email, cityIds });
export type AddAccountInput = z.infer<typeof addAccountInput>;

export const importAccountsInput = z.object({
  file: z.file("请选择填好的 Excel 文件。").max(1_000_000, "文件超过 1 MB，不像账号表，请检查。"),
});
export type ImportAccountsInput = z.infer<typeof importAccountsInput>;

export const renewPasswordsInput = z.object({
  accountIds: z
    .array(rowId, "请选择账号。")
    .min(1, "请先在表里选择账号。")
    .max(200, "一次最多重新发放 200 个，请分几次办理。"),
});

export const actOnAccountInput = z.object({
  accountId: rowId,
  act: z.enum([
    "LOCK",
    "UNLOCK",
    "END_SESSIONS",
    "RESET_SECOND_FACTOR",
    "UNLINK_IDENTITY",
    "CLOSE",
  ]),
});
export type AccountAct = z.infer<typeof actOnAccountInput>["act"];

export const moveAccountInput = z.object({
  accountId: rowId,
  unitId: z.preprocess((value) => value || undefined, rowId),
});
export type MoveAccountInput = z.infer<typeof moveAccountInput>;

export const limitAccountInput = z.object({ accountId: rowId, cityIds });
export type LimitAccountInput = z.infer<typeof limitAccountInput>;

export const changeRoleInput = z.object({ accountId: rowId, ...place });
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;

export const decideRoleChangeInput = z.object({
  roleChangeId: rowId,
  decision: z.enum(["CONFIRM", "REFUSE"]),
});
export type DecideRoleChangeInput = z.infer<typeof decideRoleChangeInput>;

/** How the list of accounts is narrowed. */
export const accountFilter = z.object({
  q: z.string().trim().max(100).optional(),
  role: place.role.optional(),
  state: z.enum(["ACTIVE", "LOCKED", "WAITING", "CLOSED"]).optional(),
});
export type AccountFilter = z.infer<typeof accountFilter>;

const password = z.string().min(1, "请填写密码。").max(256, "密码不超过 256 个字符。");
export const secondFactorInput = z.object({
  code: z.string().trim().min(1, "请填写动态口令。").max(40, "动态口令是 6 位数字。"),
});
export type SecondFactorInput = z.infer<typeof secondFactorInput>;

const twice = { again: z.string() };
const sameTwice = (field: "next" | "password") => (given: Record<string, unknown>) =>
  given[field] === given.again;
const different = (what: string) => ({
  path: ["again"],
  message: `两次填写的${what}不一样，请重新填写。`,
});

export const changePasswordInput = z
  .object({ current: z.string().min(1, "请填写现在的密码。").max(256), next: password, ...twice })
  .refine(sameTwice("next"), different("新密码"));
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const setUpInput = z
  .object({
    token: z.string().trim().min(1, "请填写启动口令。").max(100),
    name: accountName,
    post: createAccountInput.shape.post,
    password,
    ...twice,
  })
  // Told along with whatever else is wrong.
  .refine(sameTwice("password"), { ...different("密码"), when: () => true });
export type SetUpInput = z.infer<typeof setUpInput>;
export const openPlanInput = z.object({ planId: rowId });
export type OpenPlanInput = z.infer<typeof openPlanInput>;

export const setEmailInput = z.object({
  name,
  email,
});
export type SetEmailInput = z.infer<typeof setEmailInput>;

export const createApiTokenInput = z.object({
  label: line.min(1, "请写明令牌给谁用。").max(60, "用途不超过 60 个字。"),
});

export const revokeApiTokenInput = z.object({ id: rowId });
