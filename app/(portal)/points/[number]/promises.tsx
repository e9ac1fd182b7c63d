import { cityText, cityTone } from "@/components/status/city";
import { Bar } from "@/components/ui/bar";
import { Card } from "@/components/ui/card";
import type { Board } from "@/lib/dashboards/board";
import type { IsoDate } from "@/lib/dates";
import { dueDay, month as monthName, quoted } from "@/lib/format";
import type { PointRecord } from "@/lib/progress/point-record";

/** 量化指标 of a point with what each unit last reported, beside what is expected by the day. */
export function Indicators({
  record,
  board,
  expected,
}: {
  record: PointRecord;
  board: Board;
  /** of the point, 0–100; an indicator with a day of its own has none */
  expected: number;
}) {
  if (record.indicators.length === 0) return null;
  return (
    <Card title="量化指标" note={indicatorNote(record)}>
      <ul className="divide-y divide-line border-line border-t">
        {record.indicators.map((indicator, index) => (
          <li key={indicator.position} id={`indicator-${indicator.position}`} className="py-2">
            <p className="flex items-baseline justify-between gap-3">
              {indicator.name}
              <span className="whitespace-nowrap text-ink-2">
                目标 <strong className="text-ink">{indicator.target}</strong> {indicator.measure}
              </span>
            </p>
            <ul className="text-sm">
              {indicator.readings.map(({ unitName, cityId, value, month: on }) => (
                <li key={unitName}>
                  <p className="flex justify-between gap-3">
                    <span className={cityText(board.cities, cityId)}>{unitName}</span>
                    <span>
                      {value} {indicator.measure}
                      <span className="text-ink-2">
                        {" "}
                        · {monthName(on)}
                        {value > indicator.target && ` · 超 ${value - indicator.target}`}
                      </span>
                    </span>
                  </p>
                  <Bar
                    value={(value / indicator.target) * 100}
                    expected={indicator.dueOn ? undefined : expected}
                    tone={cityTone(board.cities, cityId)}
                    height={5}
                  />
                </li>
              ))}
            </ul>
            {(indicator.dueOn || indicator.units.length > 0) && (
              <p className="text-ink-2 text-sm">
                {[
                  ...(indicator.dueOn ? [`${dueDay(indicator.dueOn, board.asOf)}前`] : []),
                  ...(indicator.units.length > 0 ? [indicator.units.join("、")] : []),
                ].join(" · ")}
              </p>
            )}
            {/* Several figures of one sentence say it once. */}
            {indicator.sentence &&
              indicator.sentence !== record.indicators[index - 1]?.sentence && (
                <p className="text-ink-2 text-xs">{quoted(indicator.sentence)}</p>
              )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function indicatorNote({ indicators }: PointRecord): string {
  const open = indicators.filter(({ confirmed }) => !confirmed).length;
  if (open === 0) return `${indicators.length} 条`;
  return open === indicators.length ? "从原文读出，待确认" : `${open} 条从原文读出，待确认`;
}

/** What the administrator made of an item, with the published words where they were changed. */
export function ItemNote({
  item: { dueOn, units, original },
  asOf,
}: {
  item: PointRecord["actionItems"][number];
  asOf: IsoDate;
}) {
  const facts = [
    ...(dueOn ? [`${dueDay(dueOn, asOf)}前`] : []),
    ...(units.length > 0 ? [units.join("、")] : []),
  ];
  if (facts.length === 0 && original === null) return null;
  return (
    <span className="block text-ink-2 text-sm">
      {facts.join(" · ")}
      {original !== null && <span className="block">原文：{original}</span>}
    </span>
  );
}
