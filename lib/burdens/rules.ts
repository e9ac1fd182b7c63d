/** Fields of every report: 完成进度, 本期进展, 存在问题, 下步打算. */
export const REPORT_BASE_FIELDS = 4;

export type Burden = { points: number; indicators: number; items: number; fields: number };

/** What one unit is asked for a month: the fields of each of its points' reports. Nothing about persons. */
export function burdenOf(points: readonly { indicators: number; items: number }[]): Burden {
  const sum = (pick: (point: { indicators: number; items: number }) => number) =>
    points.reduce((total, point) => total + pick(point), 0);
  const indicators = sum((point) => point.indicators);
  const items = sum((point) => point.items);
  const fields = points.length * REPORT_BASE_FIELDS + indicators + items;
  return { points: points.length, indicators, items, fields };
}
