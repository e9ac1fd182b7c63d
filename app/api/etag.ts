import { createHash } from "node:crypto";

/** A strong ETag: two bodies share it only when they are the same. */
export function tagOf(body: string): string {
  return `"${createHash("sha256").update(body).digest("base64url")}"`;
}

/** Whether If-None-Match names the tag (RFC 9110): any of its list, weak ones too, or *. */
export function holds(request: Request, tag: string): boolean {
  const header = request.headers.get("if-none-match")?.trim();
  if (header === undefined) return false;
  return (
    header === "*" || header.split(",").some((each) => each.trim().replace(/^W\//, "") === tag)
  );
}
