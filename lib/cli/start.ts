import "./node-version";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { storedSecret } from "../platform/data-dir";
import { type Env, OperatorError, parseEnv } from "../platform/env";
import { keepRunning, startWorker } from "./background";
import { buildWhenNeeded, generateWhenNeeded } from "./build";
import type { Child } from "./child";
import { openDatabase } from "./open-database";
import { requireFreePort } from "./port";
import { admitPortal, upgradeDatabase } from "./prepare-database";
import { say, timed } from "./progress";
import { isRealInstallation } from "./real-installation";
import { addressOf, answers, serve } from "./serve";

/** The steps a test replaces to start without Next. */
export type Parts = {
  seed(options: { demonstration: boolean; onProgress: (line: string) => void }): Promise<unknown>;
  build(onChild: (child: Child) => void): Promise<void>;
  serve(settings: Env): Child;
  /** what /setup asks for while there is no account; null when there is one */
  setupToken?(): Promise<string | null>;
  /** the process behind the portal: jobs, and the clock of the reminders */
  work?(): Child;
};

/** Starts everything, from an empty folder to a portal that answers, and ends it all on a signal. */
export async function start(parts: Parts) {
  const closers: Closer[] = [];
  const finish = once(async (code: number) => {
    for (const close of closers.reverse()) await close().catch(report);
    process.exit(code);
  });
  let interrupted = false;
  // A terminal that was closed cannot be written to any more.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  const stop = () => {
    if (!interrupted) say("正在停止");
    interrupted = true;
    finish(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) whenParentEnds(stop);
  try {
    const child = await bringUp(parts, closers);
    const end = await child.ended;
    if (!interrupted) throw new OperatorError(`网站进程意外退出（${end}），请查看上面的输出。`);
  } catch (error) {
    if (interrupted) return;
    report(error);
    await finish(1);
  }
}

// npm hands a signal to a shell in between, which ends without passing it on.
function whenParentEnds(stop: () => void) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}

type Closer = () => Promise<unknown>;

async function bringUp(parts: Parts, closers: Closer[]) {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const settings = parseEnv(process.env);
  await requireFreePort(settings.PORT, settings.HOST);
  await generateWhenNeeded();
  const opening = timed("数据库已就绪", () => openDatabase(settings));
  // Registered before it is open: a signal in between waits for it and then closes it.
  closers.push(async () => (await opening.catch(() => undefined))?.close());
  const database = await opening;
  await upgradeDatabase(database);
  // A real installation stays one, whatever the settings say.
  if (settings.DEMONSTRATION && (await isRealInstallation(database.url))) {
    settings.DEMONSTRATION = false;
    say("这里已正式启用，不载入演示数据");
  }
  await complete(settings, database.application);
  await admitPortal(database);
  const seeding = parts.seed({ demonstration: settings.DEMONSTRATION, onProgress: say });
  const building = parts.build((child) => closers.push(child.stop));
  await Promise.all([seeding, building]);
  const child = parts.serve(settings);
  closers.push(child.stop);
  if (parts.work) closers.push(keepRunning(parts.work));
  if (await answers(settings, child)) welcome(settings, (await parts.setupToken?.()) ?? null);
  return child;
}

// Whatever this process imports later and the web server read the same settings.
async function complete(settings: Env, databaseUrl: string) {
  const secret = settings.SESSION_SECRET ?? (await storedSecret(settings.DATA_DIR));
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    // Nothing that runs from here on upgrades or owns anything; empty, .env does not bring it back.
    MIGRATE_DATABASE_URL: "",
    DATA_DIR: path.resolve(settings.DATA_DIR),
    SESSION_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    DEMONSTRATION: settings.DEMONSTRATION ? "on" : "off",
    DEMONSTRATION_DATE: settings.DEMONSTRATION_DATE ?? "real",
  });
  // Without a public address sign-in answers on whatever name the portal was opened by.
  if (settings.PUBLIC_URL) process.env.NEXTAUTH_URL = settings.PUBLIC_URL;
  else process.env.AUTH_TRUST_HOST = "true";
}

function welcome(settings: Env, setupToken: string | null) {
  const seconds = (performance.now() / 1000).toFixed(1);
  console.log(
    `\n门户已启动（${seconds} 秒），请用浏览器打开 ${addressOf(settings)}，按 Ctrl-C 停止。`,
  );
  if (setupToken !== null) {
    console.log(
      `\n还没有任何账号。请打开 ${addressOf(settings).replace(/\/$/, "")}/setup 建立第一个管理员，启动口令：${setupToken}`,
    );
  }
  if (!settings.DEMONSTRATION) return;
  console.log("演示账号如下，密码都是 Duban@2024：");
  for (const [account, post] of DEMONSTRATION_ACCOUNTS)
    console.log(`  ${account.padEnd(10)}${post}`);
}

const DEMONSTRATION_ACCOUNTS = [
  ["admin", "管理员"],
  ["auditor", "审计员"],
  ["leader", "领导"],
  ["reviewer", "审核员"],
  ["jn-jyj", "填报员，济南市教育局"],
  ["ly-jyj", "填报员，临沂市教育局"],
  ["my-xzf", "填报员，蒙阴县政府"],
] as const;

function report(error: unknown) {
  if (error instanceof OperatorError) console.error(error.message);
  else console.error("启动失败，请把下面的错误交给开发人员：", error);
}

function once<T extends unknown[]>(work: (...args: T) => Promise<void>) {
  let begun: Promise<void> | undefined;
  return (...args: T) => {
    begun ??= work(...args);
    return begun;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.chdir(path.resolve(import.meta.dirname, "../.."));
  const dev = process.argv.includes("--dev");
  start({
    seed: async (options) => {
      await (await import("../../prisma/seed")).seed(options);
      await (await import("../platform/db")).disconnect();
    },
    build: dev ? async () => undefined : buildWhenNeeded,
    serve: (settings) => serve(settings, dev),
    setupToken: async () => {
      const { disconnect } = await import("../platform/db");
      const { makeSetupToken } = await import("../accounts/first-run");
      const { systemNow } = await import("../platform/clock");
      const token = await makeSetupToken(systemNow());
      await disconnect();
      return token;
    },
    work: startWorker,
  });
}
