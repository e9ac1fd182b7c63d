import type { ReportField } from "./glossary";

/** The blocks in which two writers of one report meet, with their form fields; each is kept or given up as a whole. */
export const BLOCK_FIELDS = {
  percent: ["percent", "percentReason"],
  readings: ["readings"],
  progressText: ["progressText"],
  actions: ["actions"],
  outcomes: ["outcomes"],
  problemText: ["problemText", "problemLevel", "problemOwner"],
  nextStepText: ["nextStepText", "nextStepOn"],
  correctionReason: ["correctionReason"],
} as const satisfies Partial<Record<ReportField, readonly string[]>>;
export type Block = keyof typeof BLOCK_FIELDS;
export const BLOCKS = Object.keys(BLOCK_FIELDS) as [Block, ...Block[]];

/** The block a form field belongs to (`readings.12` to readings); null for what is no part of a report. */
export function blockOfField(name: string): Block | null {
  const base = name.split(".")[0] ?? "";
  for (const [block, fields] of Object.entries(BLOCK_FIELDS) as [Block, readonly string[]][]) {
    if (fields.includes(base)) return block;
  }
  return null;
}
