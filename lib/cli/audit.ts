import { parseArgs } from "node:util";
import { OperatorError } from "../platform/env";
import { say } from "./progress";
import { runTool, withPortalDatabase } from "./tool";

const USAGE = `用法：
  npm run audit:verify                     校验整条审计日志；有误时退出码为 1
  npm run audit:verify -- --renew-anchors  锚点文件已找不回来时，其余无误即重新起记
  npm run audit:purge -- --before 日期      清除这一天以前的审计日志，至少保存六个月

  校验会比对数据文件夹里留存的锚点（audit-anchors.jsonl，每天和每次校验无误后各记一次）。
  请把最后打印的条数和校验值另行抄存：以后抄存的与打印的不一致，就是被改动过。`;

/** npm run audit:verify and audit:purge: the chain of the audit log, checked and shortened on the server itself. */
async function main(): Promise<void> {
  const [verb = ""] = process.argv.slice(2, 3);
  const [option, ...more] = process.argv.slice(3);
  const renew = option === "--renew-anchors" && more.length === 0;
  if (verb === "verify" && (option === undefined || renew)) {
    return withPortalDatabase(() => verify(renew));
  }
  if (verb !== "purge") throw new OperatorError(USAGE);
  const before = purgeDay();
  return withPortalDatabase(() => purge(before));
}

async function verify(renew: boolean): Promise<void> {
  const { keepAnchor, readChain } = await import("../audit/chain");
  const { businessNow } = await import("../platform/clock");
  let told = 0;
  const reading = await readChain((sequence) => {
    if (sequence - told < 100_000) return;
    told = sequence;
    say(`已校验到第 ${sequence} 条`);
  });
  const { fault, entries, purgedThrough, end, anchors, elsewhere } = reading;
  if (purgedThrough > 0) say(`第 ${purgedThrough} 条及以前的已按规定清除，从其后校验`);
  say(`与留存的 ${anchors} 个锚点逐一比对`);
  for (const folder of elsewhere) say(`日志里写着另有锚点留存在 ${folder}，请在那里再校验一次`);
  if (fault?.file && !renew) {
    console.error(
      `${fault.sentence}\n请先查明原因，从数据文件夹的备份找回该文件再校验，并与抄存的校验值核对；确实找不回来的，加 --renew-anchors 重新起记，审计日志里会写明。`,
    );
    process.exitCode = 1;
    return;
  }
  if (fault && !fault.file) {
    console.error(
      `链条有误：${fault.sentence}\n请立即封存数据库并通知系统管理单位，不要再作改动。`,
    );
    process.exitCode = 1;
    return;
  }
  if (fault) say(`${fault.sentence}现在起重新留存`);
  await keepAnchor(businessNow(), { renew });
  console.log(`共 ${entries} 条，链条完整。末条第 ${end.sequence} 条，校验值 ${end.hash}`);
}

async function purge(before: string): Promise<void> {
  const { purgeAudit, SYSTEM_ACTOR } = await import("../audit/commands");
  const { purgeAuditInput } = await import("../audit/schema");
  const { businessNow, systemNow } = await import("../platform/clock");
  const input = purgeAuditInput.safeParse({ before });
  if (!input.success) throw new OperatorError(input.error.issues.map((i) => i.message).join(""));
  const gone = await purgeAudit(SYSTEM_ACTOR, input.data, businessNow(), systemNow());
  console.log(
    gone === 0
      ? `${before} 以前没有审计日志，什么也没有清除。`
      : `已清除 ${before} 以前的审计日志 ${gone} 条，其余仍可校验。`,
  );
}

function purgeDay(): string {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(3),
      options: { before: { type: "string" } },
    });
    if (values.before !== undefined) return values.before;
  } catch {
    // An option it does not know: told how to write it.
  }
  throw new OperatorError(USAGE);
}

runTool(main);
