import type { PointRecord } from "@/lib/progress/point-record";

/** The published paragraph, character for character, with its promised numbers marked. */
export function PublishedText({
  body,
  clause,
  record,
}: {
  body: string;
  clause: string;
  record: PointRecord;
}) {
  const marks = record.indicators
    .filter(({ match }) => match !== "")
    .filter((indicator) => body.startsWith(indicator.match, indicator.start))
    .sort((a, b) => a.start - b.start);
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.start < at) continue;
    parts.push(body.slice(at, mark.start));
    parts.push(
      <mark key={mark.start} className="rounded-sm bg-mark px-0.5 text-inherit">
        {mark.match}
      </mark>,
    );
    at = mark.start + mark.match.length;
  }
  parts.push(body.slice(at));
  return (
    <p className="published">
      {parts}
      <span className="text-ink-2">
        {record.clauseStart}
        {clause}
        {record.clauseEnd}
      </span>
    </p>
  );
}
