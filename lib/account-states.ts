import type { AccountState } from "./accounts/rules";

/** What the states of an account are called on screen. */
export const ACCOUNT_STATE_NAMES: Record<AccountState, string> = {
  ACTIVE: "在用",
  LOCKED: "已锁定",
  WAITING: "待确认",
  CLOSED: "已停用",
};
