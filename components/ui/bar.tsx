import { percent } from "@/lib/format";

const FILLS = {
  accent: "fill-accent-fill",
  "city-1": "fill-city-1",
  "city-2": "fill-city-2",
  "city-3": "fill-city-3",
  green: "fill-green-fill",
  amber: "fill-amber-fill",
  red: "fill-red-fill",
  blue: "fill-blue-fill",
  grey: "fill-grey-edge",
} as const;
export type BarTone = keyof typeof FILLS;

/** Progress on a scale of 0–100 with expected progress as a 2 px tick; stretches to its box. */
export function Bar({
  value,
  expected,
  tone = "accent",
  label,
  height = 8,
}: {
  value: number;
  expected?: number | undefined;
  tone?: BarTone;
  /** read aloud; leave out where the figure stands beside the bar */
  label?: string;
  height?: number;
}) {
  const total = height + 6;
  return (
    <svg
      className="block w-full"
      height={total}
      role={label ? "img" : undefined}
      aria-hidden={label ? undefined : true}
      aria-label={
        label &&
        `${label} ${percent(value)}${expected === undefined ? "" : `，序时 ${percent(expected)}`}`
      }
    >
      <rect y={3} width="100%" height={height} rx={height / 2} className="fill-sunken" />
      <rect
        y={3}
        width={`${clamp(value)}%`}
        height={height}
        rx={height / 2}
        className={FILLS[tone]}
      />
      {expected !== undefined && (
        <rect
          x={`${clamp(expected)}%`}
          width={3}
          height={total}
          transform="translate(-1.5)"
          strokeWidth={1}
          className="fill-tick stroke-card"
        />
      )}
    </svg>
  );
}

function clamp(value: number): number {
  return Math.min(100, Math.max(0, value));
}
