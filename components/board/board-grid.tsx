import type { Chapter, City } from "@/lib/dashboards/board";
import { chineseNumeral, percent } from "@/lib/format";
import { paths } from "@/lib/paths";
import { cityText, cityTone } from "../status/city";
import { Bar } from "../ui/bar";
import { Link } from "../ui/link";
import { PointCell } from "./point-cell";

/** Every chapter a row, every point a cell, both cities of a chapter on one scale. */
export function BoardGrid({
  chapters,
  cities,
  asOf,
}: {
  chapters: Chapter[];
  cities: City[];
  asOf: string | undefined;
}) {
  const columns = columnsOf(chapters);
  return (
    <ol className="divide-y divide-line border-line border-t">
      {chapters.map((chapter) => (
        <li
          key={chapter.number}
          className={`grid grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-2 py-2.5 ${columns}`}
        >
          <h3>
            <Link
              href={paths.chapter(chapter.number, { asOf })}
              className="flex items-baseline gap-1.5 font-semibold hover:underline sm:gap-2.5"
            >
              <span className="font-song text-ink-2 sm:text-lg">
                {chineseNumeral(chapter.number)}
              </span>
              <span className="text-sm sm:text-base">{chapter.title}</span>
            </Link>
          </h3>
          <ul className="grid grid-cols-5 gap-1.5 sm:flex sm:flex-wrap">
            {chapter.points.map((point) => (
              <li key={point.number}>
                <PointCell point={point} asOf={asOf} />
              </li>
            ))}
          </ul>
          <CityBars chapter={chapter} cities={cities} asOf={asOf} />
        </li>
      ))}
    </ol>
  );
}

const MOST_CELLS = 5;
const MOST_TITLE = 6;

// Long chapters need the room for their cells: the bars give some, and short titles what they do not use.
function columnsOf(chapters: Chapter[]): string {
  const isLong = chapters.some(({ points }) => points.length > MOST_CELLS);
  const isBrief = chapters.every(({ title }) => title.length <= MOST_TITLE);
  if (!isLong) return "md:grid-cols-[10.5rem_minmax(0,1fr)_14.5rem]";
  if (isBrief) return "md:grid-cols-[8.5rem_minmax(0,1fr)_9.5rem]";
  return "md:grid-cols-[10.5rem_minmax(0,1fr)_9.5rem]";
}

export function CityBars({
  chapter,
  cities,
  asOf,
  className = "hidden md:grid",
}: {
  chapter: Pick<Chapter, "number" | "cities" | "expected">;
  cities: City[];
  asOf: string | undefined;
  className?: string;
}) {
  return (
    <dl className={`gap-y-1 ${className}`}>
      {chapter.cities.map(({ city, percent: value }) => (
        <div
          key={city.id}
          className="grid grid-cols-[2rem_1fr_2.75rem] items-center gap-2.5 text-sm"
        >
          <dt className={cityText(cities, city.id)}>{city.shortName}</dt>
          <dd className="contents">
            <Bar
              value={value}
              expected={chapter.expected}
              tone={cityTone(cities, city.id)}
              height={6}
            />
            <Link
              href={paths.points({ chapter: chapter.number, city: city.id, asOf })}
              className="text-right hover:underline"
            >
              {percent(value)}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}
