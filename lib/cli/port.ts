import { createServer } from "node:net";
import { OperatorError } from "../platform/env";

/** Throws the sentence for the operator when the portal could not listen there. */
export async function requireFreePort(port: number, host: string | undefined) {
  const code = await listenError(port, host);
  if (!code) return;
  throw new OperatorError(
    SENTENCES[code]?.(port, host) ?? `无法监听端口 ${port}（${code}），请换一个 PORT。`,
  );
}

const SENTENCES: Record<string, (port: number, host: string | undefined) => string> = {
  EADDRINUSE: (port) =>
    `端口 ${port} 已被其他程序占用，请先停止该程序，或换一个端口启动：PORT=${port + 1} npm start`,
  EACCES: (port) => `没有权限使用端口 ${port}，请改用 1024 以上的端口，例如 PORT=3000。`,
  EADDRNOTAVAIL: (_, host) =>
    `HOST 写的 ${host} 不是本机的地址，请改正，或去掉 HOST 以监听全部地址。`,
  ENOTFOUND: (_, host) => `HOST 写的 ${host} 无法解析，请改正，或去掉 HOST 以监听全部地址。`,
};

function listenError(port: number, host: string | undefined) {
  return new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}
