import type { City } from "@/lib/dashboards/board";
import type { ProblemRow } from "@/lib/dashboards/open-problems";
import { PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { cityText } from "../status/city";
import { TagMark } from "../status/light";
import { Empty } from "../ui/card";
import { Link } from "../ui/link";

/** Open problems with their age and who has to solve them. */
export function ProblemList({
  problems,
  cities,
  asOf,
}: {
  problems: ProblemRow[];
  cities: City[];
  asOf: string | undefined;
}) {
  if (problems.length === 0) return <Empty>没有未解决的问题。</Empty>;
  return (
    <ul className="divide-y divide-line border-line border-t">
      {problems.map(({ id, point, unit, text, level, owner, days }) => (
        <li key={id} className="py-2.5">
          <p>
            <Link
              href={paths.point(point.number, { asOf })}
              className="font-semibold hover:underline"
            >
              {point.number}.
            </Link>{" "}
            <Link href={paths.problem(id)} className="hover:underline">
              {text}
            </Link>
          </p>
          <p className="flex flex-wrap items-center gap-2 text-sm">
            <span className={cityText(cities, unit.cityId)}>{unit.name}</span>
            <TagMark>{PROBLEM_LEVEL_NAMES[level]}</TagMark>
            <span className="text-ink-2">
              已 {days} 天{owner && ` · 由${owner}解决`}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
