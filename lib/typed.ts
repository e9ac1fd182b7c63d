import { z } from "zod";

// What people type into a form, as the schemas of all nouns read it.

/** Characters (code points, so 𠮷 is one) a long text and a reason may hold. */
export const MAX_TEXT = 1_000;
export const MAX_REASON = 300;

/** Form fields left empty arrive as "". */
export const blank = (value: unknown) => (value === "" || value === null ? undefined : value);
/** Chinese input methods write ６０％ for 60. */
export const plainNumber = (value: unknown) =>
  typeof value === "string" ? blank(value.normalize("NFKC").replace("%", "").trim()) : value;

/** Browsers send line breaks as CRLF; what is stored and counted is LF. */
export const plainLines = (value: string) => value.replaceAll("\r\n", "\n");

/** A trimmed text of at most `max` characters, with a sentence that names the block. */
export const text = (label: string, max: number) =>
  z
    .string()
    .default("")
    // PostgreSQL keeps no NUL.
    .transform((value) => plainLines(value).replaceAll("\0", "").trim())
    .refine((value) => [...value].length <= max, `${label}不超过 ${max} 个字，请精简。`);
