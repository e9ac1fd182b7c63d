export { ACCEPT, EVIDENCE_KINDS, type EvidenceKind, KIND_WORDS } from "../evidence-kinds";

/** Bytes of UTF-8 a name may have: what file systems take. */
export const MAX_NAME = 255;

// Control characters; marks that turn the direction of text, so that “‮fdp.exe” reads as exe.pdf;
// line and paragraph separators; halves of surrogate pairs.
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Why a file may not be called so; null when it may. Names are kept exactly, never mended. */
export function nameFault(name: string): string | null {
  if (name.trim() === "") return "文件没有名称，请命名后再上传。";
  if (/[/\\]/.test(name) || name === "." || name === "..") {
    return "文件名不能带有路径（/ 或 \\），请改名后再上传。";
  }
  if (UNSEEN.test(name)) return "文件名中有看不见的控制字符，请改名后再上传。";
  if (new TextEncoder().encode(name).length > MAX_NAME) {
    return "文件名过长（约 80 个汉字以内），请改短后再上传。";
  }
  return null;
}

/** The reports and applications that carry a file, and whose it is. */
export type EvidenceBearers = {
  /** by an approved report or a verified 办结申请 */
  approved: boolean;
  /** by one that awaits its decision or was sent back; taken-back ones aside */
  submitted: boolean;
};

/** A file is read by whoever may read what carries it: the permission to ask for. */
export function readingAction({ approved, submitted }: EvidenceBearers) {
  if (approved) return "plan.read";
  return submitted ? "update.read" : "draft.read";
}

/**
 * RFC 6266: the exact name in UTF-8, and a plain one for programs that know only ASCII. The name
 * has passed {@link nameFault}.
 */
export function contentDisposition(name: string, how: "inline" | "attachment"): string {
  const plain = name.replace(/[^\x20-\x7e]/gu, "_").replace(/["\\%]/g, "_");
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
