import type { ProblemChange } from "@/lib/dashboards/changes";
import { monthDay } from "@/lib/format";
import { PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { type CityPlace, cityText } from "../status/city";
import { TagMark } from "../status/light";
import { Link } from "../ui/link";

/** Problems raised, or solved, between two days, and how they stand at the end of the later one. */
export function ProblemChanges({
  problems,
  cities,
  asOf,
}: {
  problems: ProblemChange[];
  cities: CityPlace;
  asOf: string | undefined;
}) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {problems.map(({ problem, point }) => (
        <li
          key={problem.id}
          className="grid break-inside-avoid gap-x-4 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]"
        >
          <p>
            <Link
              href={paths.point(point.number, { asOf })}
              className="font-semibold hover:underline"
            >
              {point.number}. {point.title}
            </Link>
            <span className="flex flex-wrap items-center gap-x-2 text-sm">
              <Link
                href={paths.unit(problem.unit.id, { asOf })}
                className={`hover:underline ${cityText(cities, problem.unit.cityId)}`}
              >
                {problem.unit.name}
              </Link>
              <TagMark>{PROBLEM_LEVEL_NAMES[problem.level]}</TagMark>
            </span>
          </p>
          <p>
            <span className="whitespace-pre-line">{problem.text}</span>
            <span className="block text-ink-2 text-sm">
              {monthDay(problem.raisedOn)}提出
              {problem.closedOn
                ? ` · 已于${monthDay(problem.closedOn)}解决`
                : problem.owner && ` · 由${problem.owner}解决`}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
