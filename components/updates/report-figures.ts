import type { ReportForm } from "@/lib/progress/queries";
import type { reasonNeeded } from "@/lib/progress/rules";

/**
 * Whether the figures on the form call for 进度说明, by the rule the server decides with. The server
 * knows the files as of the submission, the form does not: 100 % opens the field in any case.
 */
export function callsForReason(
  rule: typeof reasonNeeded,
  fields: Record<string, string>,
  { previousPercent, indicators }: Pick<ReportForm, "previousPercent" | "indicators">,
): boolean {
  const readings = indicators.flatMap(({ id }) => {
    const value = figure(fields[`readings.${id}`]);
    return value === null ? [] : [{ indicatorId: id, value }];
  });
  const lastReadings = new Map(
    indicators.flatMap(({ id, last }) => (last === null ? [] : [[id, last] as const])),
  );
  const report = { percent: figure(fields.percent), readings, noProgressReason: null };
  return rule(report, { previous: previousPercent, evidence: 0, lastReadings }) !== null;
}

/** A whole number as the server reads it, ６０％ too; null for what is none, which it refuses by itself. */
export function figure(typed = ""): number | null {
  const plain = typed.normalize("NFKC").replace("%", "").trim();
  const value = Number(plain);
  return plain !== "" && Number.isInteger(value) && value >= 0 ? value : null;
}
