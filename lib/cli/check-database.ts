import { Client } from "pg";
import { OperatorError } from "../platform/env";

type Facts = {
  version: number;
  encoding: string;
  reads_only: boolean;
  may_create: boolean;
  may_schedule: boolean;
  /** somebody else owns the tables, which are there */
  guest: boolean;
  account: string;
  name: string;
};

/**
 * Looks at the operator's PostgreSQL before anything is written to it; throws the sentence that says
 * what to do. `owner` asks for what only an upgrade needs, unless the tables are there and another's.
 */
export async function checkDatabase(
  url: string,
  known: Partial<Facts> = {},
  { setting = "DATABASE_URL", owner = true }: { setting?: string; owner?: boolean } = {},
): Promise<void> {
  const facts = { ...(await readFacts(url, setting)), ...known };
  const { account, name, version } = facts;
  const major = Math.floor(version / 10_000);
  if (major < 15 || major > 18) {
    throw new OperatorError(
      `${setting} 的数据库是 PostgreSQL ${major}，请改用 15 至 18 的版本，或去掉它，使用内置数据库。`,
    );
  }
  if (facts.reads_only) {
    throw new OperatorError(`${setting} 指向只读的备库，请改为主库的地址。`);
  }
  if (facts.encoding !== "UTF8") {
    throw new OperatorError(
      `数据库 ${name} 的编码是 ${facts.encoding}，请重新建库：CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
    );
  }
  if (!owner || facts.guest) return;
  if (!facts.may_create) {
    throw new OperatorError(
      `数据库账号 ${account} 没有建表的权限，请由数据库管理员在库 ${name} 中执行：GRANT CREATE ON SCHEMA public TO ${account}`,
    );
  }
  if (!facts.may_schedule) {
    throw new OperatorError(
      `数据库账号 ${account} 不能建立后台任务所用的模式 graphile_worker，请由数据库管理员执行：GRANT CREATE ON DATABASE ${name} TO ${account}`,
    );
  }
}

const FACTS = `
  SELECT current_setting('server_version_num')::int AS version,
         pg_encoding_to_char(encoding) AS encoding,
         pg_is_in_recovery() AS reads_only,
         coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
         has_database_privilege(datname, 'CREATE')
           OR EXISTS (SELECT FROM pg_namespace WHERE nspname = 'graphile_worker'
                         AND has_schema_privilege(oid, 'CREATE')) AS may_schedule,
         EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('audit_entries')
                    AND NOT pg_has_role(relowner, 'USAGE')) AS guest,
         current_user AS account, datname AS name
    FROM pg_database WHERE datname = current_database()`;

async function readFacts(url: string, setting: string): Promise<Facts> {
  for (let patience = 60; ; patience--) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return (await client.query<Facts>(FACTS)).rows[0] as Facts;
    } catch (cause) {
      const code = (cause as { code?: string }).code;
      // A server that is still starting up says so.
      if (code !== "57P03" || patience === 0) throw explained(cause as Error, url, setting);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function explained(cause: Error & { code?: string }, url: string, setting: string) {
  const { hostname, port, pathname, username } = new URL(url);
  const server = `${hostname}:${port || 5432}`;
  const name = decodeURIComponent(pathname.slice(1));
  const account = decodeURIComponent(username);
  const sentences: Record<string, string> = {
    ENOTFOUND: `找不到数据库主机 ${hostname}，请检查 ${setting} 中的主机名。`,
    EAI_AGAIN: `找不到数据库主机 ${hostname}，请检查 ${setting} 中的主机名和本机的域名解析。`,
    ECONNREFUSED: `数据库 ${server} 拒绝连接，请确认 PostgreSQL 已启动，${setting} 的主机和端口无误。`,
    ECONNRESET: `数据库 ${server} 断开了连接，请确认该端口是 PostgreSQL，且允许本机访问。`,
    "28P01": `数据库账号 ${account} 的密码不对，请改正 ${setting} 中的账号和密码。`,
    "28000": `数据库不允许账号 ${account} 从本机登录，请由数据库管理员检查 pg_hba.conf 和该账号。`,
    "3D000": `数据库 ${name} 不存在，请由数据库管理员先建库：CREATE DATABASE ${name} OWNER ${account}`,
    "42501": `数据库账号 ${account} 没有连接库 ${name} 的权限，请由数据库管理员执行：GRANT CONNECT ON DATABASE ${name} TO ${account}`,
    "53300": `数据库 ${server} 的连接数已满，请稍后重试，或请数据库管理员调高 max_connections。`,
  };
  const timedOut = /timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(
    `${cause.code} ${cause.message}`,
  );
  const sentence =
    sentences[cause.code ?? ""] ??
    (timedOut
      ? `连不上数据库 ${server}，请检查 ${setting} 的地址和两机之间的防火墙。`
      : `连不上 ${setting} 的数据库 ${server}，请检查该地址；数据库的原话是：${cause.message}`);
  return new OperatorError(sentence, { cause });
}
