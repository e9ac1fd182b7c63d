const FILLS = ["fill-city-1", "fill-city-2", "fill-city-3"] as const;
// In print, where colours may be grey, the second city is hatched and the third dotted.
const PRINTED = ["", "print-hatched", "print-dotted"] as const;

const THICK = 7;
const STEP = 10;

/** One bar a city on a scale of 0–100 with expected progress as a tick across all; the figures stand beside. */
export function CompareBars({
  percents,
  expected,
}: {
  /** in the order of the plan's cities; null leaves the city's place empty */
  percents: (number | null)[];
  expected: number;
}) {
  const height = percents.length * STEP + 2;
  return (
    <svg aria-hidden="true" className="block w-full min-w-24" height={height}>
      {percents.map((value, index) => {
        const y = index * STEP + 2;
        const key = FILLS[index] ?? index;
        if (value === null) return null;
        return (
          <g key={key}>
            <rect y={y} width="100%" height={THICK} rx="3.5" className="fill-sunken" />
            <rect
              y={y}
              width={`${value}%`}
              height={THICK}
              rx="3.5"
              className={`${FILLS[index] ?? "fill-accent-fill"} ${PRINTED[index] ?? ""}`}
            />
          </g>
        );
      })}
      <rect
        x={`${Math.min(100, Math.max(0, expected))}%`}
        width="2"
        height={height}
        transform="translate(-1)"
        className="fill-tick"
      />
    </svg>
  );
}

/** The fills that print uses; once a page that has CompareBars. */
export function PrintPatterns() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        <pattern
          id="print-hatch"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="4" height="4" fill="#fff" />
          <rect width="2" height="4" fill="#000" />
        </pattern>
        <pattern id="print-dots" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="#fff" />
          <circle cx="2" cy="2" r="1.1" fill="#000" />
        </pattern>
      </defs>
    </svg>
  );
}

/** Which bar is whose, on screen by colour and in print by its filling. */
export function CityKey({ cities }: { cities: { id: number; shortName: string }[] }) {
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      {cities.map((city, index) => (
        <span key={city.id} className="inline-flex items-center gap-1">
          <svg aria-hidden="true" width="14" height="10">
            <rect
              width="14"
              height="10"
              rx="2"
              className={`${FILLS[index] ?? "fill-accent-fill"} ${PRINTED[index] ?? ""}`}
            />
          </svg>
          {city.shortName}
        </span>
      ))}
      <span>竖线为序时进度</span>
    </span>
  );
}
