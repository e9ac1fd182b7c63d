import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

const VERSION = "v1";
const CIPHER = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;

/**
 * What nobody reads who has the database alone: AES-256-GCM under a key derived from SESSION_SECRET.
 * `bound` says whose it is: moved to another row it opens no more.
 */
export function seal(text: string, bound: string): string {
  const [secret] = secrets();
  if (secret === undefined) throw new Error("SESSION_SECRET is not set");
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final()]);
  return [
    VERSION,
    nameOf(secret),
    Buffer.concat([sealed, cipher.getAuthTag()]).toString("base64url"),
  ].join(".");
}

/** What was sealed, and whether it stands as it would be sealed today; null when no known secret opens it. */
export function unseal(sealed: string, bound: string): { text: string; fresh: boolean } | null {
  const [version, name, body = ""] = sealed.split(".");
  const all = secrets();
  const secret = version === VERSION ? all.find((each) => nameOf(each) === name) : undefined;
  if (secret === undefined) return null;
  const bytes = Buffer.from(body, "base64url");
  if (bytes.length < NONCE + TAG) return null;
  const cipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  cipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG));
  try {
    const text =
      cipher.update(bytes.subarray(NONCE, -TAG), undefined, "utf8") + cipher.final("utf8");
    return { text, fresh: secret === all[0] };
  } catch {
    return null;
  }
}

/** Whether it is sealed at all, and by the secret of today. */
export function isFresh(sealed: string): boolean {
  const [secret] = secrets();
  return secret !== undefined && sealed.startsWith(`${VERSION}.${nameOf(secret)}.`);
}

/** The present one first, then those it took the place of. */
function secrets(): string[] {
  const { SESSION_SECRET, SESSION_SECRET_FORMER } = env();
  return SESSION_SECRET ? [SESSION_SECRET, ...SESSION_SECRET_FORMER] : [];
}

const derive = (secret: string, info: string, length: number) =>
  Buffer.from(hkdfSync("sha256", secret, "", `duban secret box ${info}`, length));
const keyOf = (secret: string) => derive(secret, "key", 32);
/** Which secret it was, without telling it. */
const nameOf = (secret: string) => derive(secret, "name", 6).toString("base64url");
