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
