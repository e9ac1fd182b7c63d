import type { Role } from "../../prisma/generated/enums";

const MINUTE = 60_000;

/** A session ends after this long without a request, and after SESSION_MAX whatever happens. */
export const SESSION_IDLE = 30 * MINUTE;
export const SESSION_MAX = 12 * 60 * MINUTE;

/** Wrong passwords in a row that lock a name, and for how long. */
export const MAX_FAILURES = 5;
export const LOCK_TIME = 15 * MINUTE;

/**
 * Wrong passwords from one network address that stop it, within how long. A building's hundreds of
 * people may share one address, so only attempts at which a password was looked at and was wrong
 * count: one person who forgot theirs adds five at the most, and it takes ten such people at once.
 * Somebody who guesses gets 50 tries in a quarter of an hour, whatever the number of names.
 */
export const ADDRESS_FAILURES = 50;
export const ADDRESS_TIME = 15 * MINUTE;

/** How long failures that lock nothing, and sessions that are over, are kept. */
export const FAILURE_KEEP = 24 * 60 * MINUTE;
export const SESSION_KEEP = 30 * FAILURE_KEEP;

/** Refreshing lastSeenAt more often than this would write at every request. */
export const SEEN_EVERY = MINUTE;

export type SessionTimes = { createdAt: Date; lastSeenAt: Date; revokedAt: Date | null };

/** Whether a session still admits its owner. */
export function isSessionLive(session: SessionTimes, now: Date): boolean {
  if (session.revokedAt !== null) return false;
  if (now.getTime() - session.createdAt.getTime() >= SESSION_MAX) return false;
  return now.getTime() - session.lastSeenAt.getTime() < SESSION_IDLE;
}

/** What passwords have to be: 等级保护 (GB/T 22239) or OWASP ASVS 5. */
export type PasswordProfile = "djbh" | "asvs";

const DAY = 24 * 60 * MINUTE;
/** How long a one-time password opens the page on which it is changed. */
export const ONE_TIME_DAYS = 7;
/** 等级保护: how long a password lasts, and how many of the newest are not taken again. */
export const PASSWORD_DAYS = 90;
export const PASSWORDS_KEPT = 5;

export const PASSWORD_HINTS: Record<PasswordProfile, string> = {
  djbh: "至少 8 位，含大写字母、小写字母、数字、符号中的三种；90 天更换一次，不与最近 5 次相同。",
  asvs: "至少 12 位，可以用一句话；不必混用字母和符号，但不能是常见密码，也不能只是单位、城市、门户的名称加数字。",
};

/** Why a password is not taken, as a sentence; null for a good one. */
export function passwordFault(
  profile: PasswordProfile,
  password: string,
  accountName: string,
  /** what the portal, its cities and the person's unit are called, in small letters */
  context: string[] = [],
): string | null {
  const length = [...password].length;
  const least = profile === "djbh" ? 8 : 12;
  if (length < least) return `密码至少 ${least} 位，现在只有 ${length} 位。`;
  if (length > 128) return "密码不超过 128 位。";
  if (accountName.length > 2 && password.toLowerCase().includes(accountName.toLowerCase())) {
    return "密码不能包含账号名。";
  }
  if (profile === "djbh") {
    const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];
    if (classes.filter((each) => each.test(password)).length < 3) {
      return "密码要含大写字母、小写字母、数字、符号中的至少三种。";
    }
  }
  if (isOnlyContext(password, context)) {
    return "密码不能只是账号、单位、城市或门户的名称加上数字和符号，请换一个。";
  }
  return isCommonPassword(password) ? "这个密码太常见，容易被猜到，请换一个。" : null;
}

/** Whether little is left of a password without the names anybody here would try first. */
export function isOnlyContext(password: string, context: string[]): boolean {
  const longest = [...context].sort((a, b) => b.length - a.length);
  const without = (text: string) =>
    longest.reduce((left, word) => left.replaceAll(word, " "), text);
  const plain = password.toLowerCase();
  const left = without(plain).replace(/[^\p{L}]/gu, "");
  return left.length < 4 && without(plain) !== plain;
}

// What lists of leaked passwords begin with, here and elsewhere, without the figures people add.
const COMMON = `password passw0rd admin administrator root user guest test welcome login letmein
  master monkey dragon qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx iloveyou woaini
  woaiwojia wodemima mima sunshine princess football baseball abc abcd abcdef abcdefg aa aaa q w a
  changeme default secret system server oracle manager office huawei china zhongguo beijing
  shandong jinan linyi duban duikou hezuo zhengfu iloveu superman batman trustno computer internet
  qwer asdf zxcv qweasd qweasdzxc abcabc hello woshi wosh nihao xiaoming zhang wang li`
  .split(/\s+/)
  .filter((word) => word !== "");

/** Whether a password is a common word with figures about it, one sign over and over, or a run of keys. */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const spelled = plain.replace(/[0134578]/g, (digit) => SPELLED[digit] ?? digit);
  if (/^(.{1,4}?)\1+$/u.test(password.toLowerCase())) return true;
  if (RUNS.some((run) => plain.length >= 4 && run.includes(plain))) return true;
  const bare = (text: string) => text.replace(/^\d+|\d+$/g, "");
  const words = [plain, bare(plain), spelled, bare(spelled)];
  return bare(plain) === "" || words.some((word) => COMMON.includes(word));
}

const SPELLED: Record<string, string> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
};
const FORWARD = ["abcdefghijklmnopqrstuvwxyz", "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const RUNS = [...FORWARD, "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i9o0p"].flatMap((run) => {
  const twice = run + run;
  return [twice, [...twice].reverse().join("")];
});

export type PasswordFacts = { oneTime: boolean; passwordSetAt: Date; demonstration: boolean };

/** Why a password has to be changed before anything else; null when it has not. */
export function passwordDue(
  profile: PasswordProfile,
  { oneTime, passwordSetAt, demonstration }: PasswordFacts,
  now: Date,
): "ONE_TIME" | "AGED" | null {
  if (oneTime) return "ONE_TIME";
  // Everybody knows the password of a demonstration account.
  if (demonstration || profile !== "djbh") return null;
  return now.getTime() - passwordSetAt.getTime() >= PASSWORD_DAYS * DAY ? "AGED" : null;
}

/** Whether a one-time password has waited too long for its owner. */
export function isOneTimeOver({ oneTime, passwordSetAt }: PasswordFacts, now: Date): boolean {
  return oneTime && now >= oneTimeUntil(passwordSetAt);
}

/** From when on a one-time password opens nothing. */
export function oneTimeUntil(passwordSetAt: Date): Date {
  return new Date(passwordSetAt.getTime() + ONE_TIME_DAYS * DAY);
}

/** An account name for each unit by the first letters of its name: jnsjyj; what is taken gets a number. */
export function suggestNames(
  units: readonly { id: number; pinyinInitials: string }[],
  taken: ReadonlySet<string>,
): string[] {
  const used = new Set(taken);
  return units.map(({ id, pinyinInitials }) => {
    const base = pinyinInitials.slice(0, 56) || `dw${id}`;
    let name = base;
    for (let next = 2; used.has(name); next += 1) name = `${base}-${next}`;
    used.add(name);
    return name;
  });
}

export type AccountState = "ACTIVE" | "LOCKED" | "WAITING" | "CLOSED";

/** 待确认 is a new account that a second administrator has not confirmed yet. */
export function accountState(account: {
  active: boolean;
  lockedAt: Date | null;
  waitingNew: boolean;
}): AccountState {
  if (!account.active) return account.waitingNew ? "WAITING" : "CLOSED";
  return account.lockedAt ? "LOCKED" : "ACTIVE";
}

/** What is wrong with a role and its place; null when they fit. */
export function placeFault({
  role,
  unitId,
  cityId,
}: {
  role: string;
  unitId: number | null;
  cityId: number | null;
}): { field: "unitId" | "cityId"; sentence: string } | null {
  if (role === "STAFF" && unitId === null)
    return { field: "unitId", sentence: "填报员必须属于一个责任单位，请选择单位。" };
  if (role !== "STAFF" && unitId !== null)
    return { field: "unitId", sentence: "只有填报员属于责任单位，请清空单位。" };
  if (role !== "REVIEWER" && role !== "LEADER" && cityId !== null)
    return { field: "cityId", sentence: "只有审核员和领导按城市分工，请清空城市。" };
  return null;
}

/** The columns of the template for accounts from Excel. */
export const TEMPLATE_HEADS = {
  name: "账号",
  role: "角色",
  post: "岗位",
  unit: "单位全称",
  city: "城市全称",
  email: "邮箱",
  cities: "所涉城市",
} as const;

/** Accounts one file may bring. */
export const MOST_ROWS = 500;

/** Who has to have a second factor, as the operator set it. */
export type SecondFactorSetting = "off" | "admins" | "leaders";

export function needsSecondFactor(setting: SecondFactorSetting, role: string): boolean {
  if (setting === "off") return false;
  return role === "ADMIN" || role === "AUDITOR" || (setting === "leaders" && role === "LEADER");
}

export type SecondFactorFacts = { totpSince: Date | null; secondFactorAt: Date | null };

/** What a session lacks: the code of a second factor that is set up, or one that has to be. */
export function secondFactorDue(
  setting: SecondFactorSetting,
  facts: SecondFactorFacts & { role: string; demonstration: boolean },
): "ENTER" | "ENROL" | null {
  if (facts.totpSince !== null) return facts.secondFactorAt === null ? "ENTER" : null;
  // Everybody uses a demonstration account.
  return !facts.demonstration && needsSecondFactor(setting, facts.role) ? "ENROL" : null;
}

/** Why somebody whom the provider of 统一身份 vouches for does not get in. */
export type IdentityFault = "UNKNOWN" | "CLOSED" | "TAKEN" | "ONE_TIME" | "PROOF";

/** Whose account no identity gets by its name alone: what they may do is too much to trust a provider's claim. */
export const PROVING_ROLES: readonly Role[] = ["ADMIN", "AUDITOR", "LEADER"];

export const IDENTITY_FAULTS: Record<IdentityFault | "FAILED", string> = {
  UNKNOWN:
    "统一身份认证已经通过，但门户里没有对应的账号。门户不能自行注册，请联系管理员建立账号后再登录。",
  CLOSED: "统一身份认证已经通过，但对应的账号已锁定或停用，请联系管理员。",
  TAKEN:
    "统一身份认证已经通过，但这个账号名的账号关联的是另一个人的身份。请联系管理员核对；确认换了身份的，由管理员解除原来的关联。",
  ONE_TIME:
    "统一身份认证已经通过，但账号的一次性密码还没有换过，不能关联。请先用账号和一次性密码登录，换成自己的密码；一次性密码过期的，请联系管理员重新发放。",
  PROOF:
    "统一身份认证已经通过，但管理员、审计员和领导的账号第一次关联须证明是本人：请用账号密码登录，再在个人菜单的“修改密码”页点“关联统一身份”。",
  FAILED: "统一身份认证没有完成，可能是等待太久、重复提交或对方暂时不通，请重新登录。",
};
