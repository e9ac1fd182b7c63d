import type { ProblemChange } from "@/lib/dashboards/changes";
import { monthDay } from "@/lib/format";
import { PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { type CityPlace, cityText } from "../status/city";
import { TagMark } from "../status/light";
import { Link } from "../ui/link";

/** Problems that only one of the two days knows as open. */
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
        <li key={problem.id} className="break-inside-avoid py-2.5">
          <p>
            <Link
              href={paths.point(point.number, { asOf })}
              className="font-semibold hover:underline"
            >
              {point.number}. {point.title}
            </Link>
          </p>
          <p className="whitespace-pre-line">{problem.text}</p>
          <p className="flex flex-wrap items-center gap-2 text-sm">
            <Link
              href={paths.unit(problem.unit.id, { asOf })}
              className={`hover:underline ${cityText(cities, problem.unit.cityId)}`}
            >
              {problem.unit.name}
            </Link>
            <TagMark>{PROBLEM_LEVEL_NAMES[problem.level]}</TagMark>
            <span className="text-ink-2">
              {monthDay(problem.raisedOn)}提出
              {problem.owner && ` · 由${problem.owner}解决`}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
