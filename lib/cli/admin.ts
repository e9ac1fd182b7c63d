import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { OperatorError } from "../platform/env";
import { runTool, withPortalDatabase } from "./tool";

const USAGE = `用法：
  npm run admin -- create 账号 [--role ADMIN] [--post 管理员] [--unit 单位全称] [--city 城市全称] [--cities 济南市,临沂市]

  npm run admin -- password 账号      换一个随机密码并结束该账号的登录
  npm run admin -- deactivate 账号    停用账号
  npm run admin -- second-factor 账号   解除动态口令，本人下次登录时重新绑定
  npm run admin -- email 账号 [地址]   登记提醒用的邮箱，不写地址为清除
  npm run admin -- evidence [--delete]   核对佐证材料：数据库与存储是否一致

  create 建立一个账号并打印随机密码。角色：ADMIN 管理员（默认）、REVIEWER 审核员、LEADER 领导、
  STAFF 填报员（须写 --unit）、AUDITOR 审计员。审核员和领导不写 --city 时负责全部城市。
  几对城市合用一个门户时，用 --cities 写明这个账号只看哪几个城市的工作要点；不写的看全部。
  evidence 只核对；加 --delete 时删除一天以前移除且从未报送的材料和没有记录的文件。
  门户正在运行或已停止时都可以使用。`;

const VERBS = ["create", "password", "deactivate", "second-factor", "email"];

/** npm run admin -- create …: accounts for a real installation, made on the server itself. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      role: { type: "string", default: "ADMIN" },
      post: { type: "string" },
      unit: { type: "string" },
      city: { type: "string" },
      cities: { type: "string" },
      delete: { type: "boolean", default: false },
    },
  });
  const [verb, name, address] = positionals;
  const known = verb === "evidence" ? !name : name && VERBS.includes(verb ?? "");
  if (!verb || !known) {
    throw new OperatorError(USAGE);
  }
  await withPortalDatabase(async () => {
    if (verb === "evidence") await checkEvidence(values.delete);
    else if (verb === "deactivate") await deactivate(name ?? "");
    else if (verb === "second-factor") await freeSecondFactor(name ?? "");
    else if (verb === "email") await registerEmail(name ?? "", address ?? "");
    else if (verb === "create") tell(name ?? "", await create(name ?? "", values));
    else tell(name ?? "", await renew(name ?? ""));
  });
}

async function create(
  name: string,
  wanted: { role: string; post?: string; unit?: string; city?: string; cities?: string },
): Promise<string> {
  const { createAccount } = await import("../accounts/commands");
  const { createAccountInput } = await import("../accounts/schema");
  const { SYSTEM_ACTOR } = await import("../audit/commands");
  const { ROLE_NAMES } = await import("../glossary");
  const { businessNow } = await import("../platform/clock");
  const { db } = await import("../platform/db");
  const password = randomBytes(12).toString("base64url");
  const unit = wanted.unit && (await db().unit.findUnique({ where: { name: wanted.unit } }));
  if (wanted.unit && !unit) throw new OperatorError(`单位名录中没有“${wanted.unit}”，请写全称。`);
  if (unit && unit.abolishedOn !== null) {
    throw new OperatorError(`${unit.name}已撤销，不能再有账号，请写现在的单位。`);
  }
  const cityId = async (full: string) => {
    const city = await db().city.findUnique({ where: { name: full } });
    if (!city) throw new OperatorError(`没有城市“${full}”，请写全称，如“济南市”。`);
    return city.id;
  };
  const role = wanted.role.toUpperCase();
  const input = createAccountInput.safeParse({
    name,
    role,
    post: wanted.post ?? (role in ROLE_NAMES ? ROLE_NAMES[role as keyof typeof ROLE_NAMES] : ""),
    unitId: unit ? unit.id : null,
    cityId: wanted.city ? await cityId(wanted.city) : null,
    cityIds: await Promise.all((wanted.cities?.split(/[,，、]/) ?? []).map(cityId)),
    password,
  });
  if (!input.success) {
    const sentences = input.error.issues.map((issue) =>
      issue.path[0] === "role" ? "角色写错了。" : issue.message,
    );
    throw new OperatorError(`${sentences.join("")}\n${USAGE}`);
  }
  await createAccount(SYSTEM_ACTOR, { ...input.data, oneTime: true }, businessNow());
  return password;
}

async function renew(name: string): Promise<string> {
  const { setPassword } = await import("../accounts/commands");
  const password = randomBytes(12).toString("base64url");
  const { SYSTEM_ACTOR } = await import("../audit/commands");
  const { businessNow } = await import("../platform/clock");
  await setPassword(SYSTEM_ACTOR, name, password, businessNow());
  return password;
}

async function deactivate(name: string): Promise<void> {
  const { deactivateAccount } = await import("../accounts/commands");
  const { SYSTEM_ACTOR } = await import("../audit/commands");
  const { businessNow } = await import("../platform/clock");
  await deactivateAccount(SYSTEM_ACTOR, name, businessNow());
  console.log(`账号 ${name} 已停用。`);
}

async function freeSecondFactor(name: string): Promise<void> {
  const { resetSecondFactor } = await import("../accounts/managing");
  const { SYSTEM_ACTOR } = await import("../audit/commands");
  const { businessNow } = await import("../platform/clock");
  await resetSecondFactor(SYSTEM_ACTOR, name, businessNow());
  console.log(`账号 ${name} 的动态口令已解除，登录已全部结束。`);
}

async function registerEmail(name: string, address: string): Promise<void> {
  const { setEmail } = await import("../accounts/commands");
  const { setEmailInput } = await import("../accounts/schema");
  const { SYSTEM_ACTOR } = await import("../audit/commands");
  const { businessNow } = await import("../platform/clock");
  const input = setEmailInput.safeParse({ name, email: address });
  if (!input.success)
    throw new OperatorError(input.error.issues.map((each) => each.message).join(""));
  await setEmail(SYSTEM_ACTOR, input.data, businessNow());
  console.log(address ? `账号 ${name} 的提醒将发到 ${address}。` : `账号 ${name} 不再发邮件。`);
}

async function checkEvidence(remove: boolean): Promise<void> {
  const { SYSTEM_ACTOR } = await import("../audit/commands");
  const { sweepEvidence } = await import("../evidence/sweep");
  const { businessNow, systemNow } = await import("../platform/clock");
  const found = await sweepEvidence(SYSTEM_ACTOR, { remove }, businessNow(), systemNow());
  console.log(`佐证材料 ${found.files} 个。`);
  for (const { id, name, storageKey } of found.missing) {
    console.log(`缺少文件：${name}（编号 ${id}，存储键 ${storageKey}），请从备份恢复。`);
  }
  for (const key of found.stray) console.log(`没有记录的文件：${key}`);
  for (const { id, name } of found.removed) console.log(`已移除且从未报送：${name}（编号 ${id}）`);
  if (remove) console.log(`已删除 ${found.deleted} 个。`);
  else if (found.stray.length + found.removed.length > 0) console.log("加 --delete 可删除后两类。");
  if (found.missing.length > 0) process.exitCode = 1;
}

function tell(name: string, password: string): void {
  console.log(
    `账号 ${name} 的一次性密码：${password}\n请立即转交本人，系统不会再次显示；七天内首次登录时须更换。`,
  );
}

runTool(main);
