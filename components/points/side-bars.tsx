import type { City, Side } from "@/lib/dashboards/board";
import { percent } from "@/lib/format";
import { cityText, cityTone } from "../status/city";
import { Bar } from "../ui/bar";
import { Link } from "../ui/link";

/** The sides of a point on one scale, with expected progress as the tick. */
export function SideBars({
  sides,
  cities,
  expected,
  height = 6,
  hrefOf,
}: {
  sides: Pick<Side, "city" | "percent">[];
  cities: City[];
  expected: number;
  height?: number;
  /** where the rows behind a city's percent are */
  hrefOf?: (cityId: number) => string;
}) {
  return (
    <dl className="grid gap-y-1">
      {sides.map((side) => (
        <div
          key={side.city.id}
          className="grid grid-cols-[2rem_minmax(4rem,1fr)_2.75rem] items-center gap-2.5 text-sm"
        >
          <dt className={cityText(cities, side.city.id)}>{side.city.shortName}</dt>
          <dd className="contents">
            <Bar
              value={side.percent}
              expected={expected}
              tone={cityTone(cities, side.city.id)}
              height={height}
            />
            {hrefOf ? (
              <Link
                href={hrefOf(side.city.id)}
                className="text-right font-semibold hover:underline"
              >
                {percent(side.percent)}
              </Link>
            ) : (
              <strong className="text-right">{percent(side.percent)}</strong>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
