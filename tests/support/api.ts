import path from "node:path";
import { createApiToken } from "@/lib/accounts/commands";
import { systemNow } from "@/lib/platform/clock";
import type { Actor } from "@/lib/policy";

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> | undefined },
) => Promise<Response>;

/** Asks a route of the read API by its documented path and the address that fills it in. */
export async function openApi(admin: Actor) {
  const token = await createApiToken(admin, { label: "测试" }, systemNow());
  return async (template: string, address = template, headers: Record<string, string> = {}) => {
    const file = path.resolve("app", `.${template.replace(/\{(\w+)\}/g, "[$1]")}`, "route.ts");
    const { GET } = (await import(/* @vite-ignore */ file)) as { GET: Handler };
    const url = new URL(address, "http://portal.test");
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`);
    const values = pattern.exec(url.pathname)?.slice(1) ?? [];
    const params = Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
    const request = new Request(url, { headers: { authorization: `Bearer ${token}`, ...headers } });
    // As Next does: no params for a path without any.
    return GET(request, { params: names.length > 0 ? Promise.resolve(params) : undefined });
  };
}

type Page = { asOf: string; items: Record<string, unknown>[]; next: string | null };

/** Reads every page of a list, by its `next` links; `between` runs after the first. */
export function pagesOf(ask: Awaited<ReturnType<typeof openApi>>) {
  return async (template: string, address: string, between?: () => Promise<unknown>) => {
    const pages: Page[] = [];
    for (let next: string | null = address; next !== null; ) {
      const answer = await ask(template, next);
      if (answer.status !== 200) throw new Error(`${next} was answered ${answer.status}`);
      const page = (await answer.json()) as Page;
      pages.push(page);
      if (pages.length === 1) await between?.();
      next = page.next;
    }
    return pages;
  };
}
