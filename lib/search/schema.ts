import { z } from "zod";

export const MAX_QUERY = 100;

/** What can be found; each has its source in lib/search. */
export const SEARCH_KINDS = [
  "POINT",
  "UNIT",
  "CHAPTER",
  "REPORT",
  "PROBLEM",
  "DIRECTIVE",
  "ORDER",
  "MEETING",
  "ITEM",
  "INDICATOR",
  "MILESTONE",
  "EXTENSION",
  "ADJUSTMENT",
  "COMPLETION",
  "CONFIDENCE",
  "REVIEW",
  "REMINDER",
  "OBJECTION",
  "BULLETIN",
  "EVIDENCE",
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export const searchInput = z.object({
  q: z
    .string("请只写一段要找的文字。")
    .default("")
    // PostgreSQL keeps no NUL, and nobody can look for what nobody sees.
    .transform((value) => value.replace(/\p{Cc}/gu, " ").trim())
    .refine(
      (value) => [...value].length <= MAX_QUERY,
      `搜索的内容不超过 ${MAX_QUERY} 个字，请只写几个关键的词。`,
    ),
  kind: z.enum(SEARCH_KINDS, "没有这一类内容，请从下面的分类里选。").optional(),
});
export type SearchInput = z.infer<typeof searchInput>;
