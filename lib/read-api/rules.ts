import { Refusal } from "../platform/refusal";

/** Where a page of a list goes on: after the item with this key. Keys are whole numbers or dates. */
type Key = readonly (string | number)[];

/** Opaque to its reader; names its list, so that one list's cursor is not taken for another's. */
export function cursorOf(list: string, key: Key): string {
  return btoa(`${list}:${key.join(":")}`)
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The key in a cursor, checked by `shape`; a sentence for whatever is none of this list. */
export function keyOf(list: string, cursor: string, shape: RegExp): string[] {
  const [name, ...key] = decoded(cursor).split(":");
  if (name !== list || !shape.test(key.join(":"))) {
    throw new Refusal("INVALID", "游标无效，请从第一页重新读起，并原样使用答复里的 next。", {
      cursor: "游标无效。",
    });
  }
  return key;
}

function decoded(cursor: string): string {
  try {
    return atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

/** RFC 9457: the type of every refusal of the read API, and its body. */
export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

export function problemOf(status: keyof typeof TITLES, detail: string): string {
  const title = TITLES[status];
  return JSON.stringify({ type: "about:blank", title, status, detail, error: detail });
}

const TITLES = { 400: "参数有误", 401: "没有登录", 404: "没有找到", 405: "不能写入" };

/** A path of the read API, whether or not there is anything at it. */
export function isReadApi(path: string): boolean {
  return /^\/api\/v1(?=[/?]|$)/.test(path);
}

export const NO_SUCH_ADDRESS = "没有这个地址；能读的都列在 ";
export const READ_ONLY = "数据接口只能读（GET、HEAD），不能写；填报和审核请登录门户办理。";
