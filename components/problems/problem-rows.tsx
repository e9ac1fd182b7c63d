import type { ReactNode } from "react";
import { monthDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { OpenProblem } from "@/lib/problems/queries";
import { cityText } from "../status/city";
import { Link } from "../ui/link";

/** Open problems of one level, which the heading names, with age, owner, unit and point; the chosen one unfolds what can be done about it. */
export function ProblemRows({
  problems,
  cities,
  chosen,
  linkTo,
  panel,
  asOf,
}: {
  problems: OpenProblem[];
  cities: { id: number }[];
  chosen: number | undefined;
  linkTo: (problem: OpenProblem) => string;
  panel: ReactNode;
  /** carried by its links; undefined for today */
  asOf?: string | undefined;
}) {
  return (
    <ol className="card divide-y divide-line">
      {problems.map((problem) => {
        const open = problem.mine && problem.id === chosen;
        return (
          <li
            key={problem.id}
            id={`problem-${problem.id}`}
            data-live={`problem ${problem.id}`}
            className={`scroll-mt-20 px-4 py-3 ${open ? "rounded-lg bg-sunken" : ""}`}
          >
            <div className="grid gap-x-5 gap-y-1.5 lg:grid-cols-[minmax(0,1fr)_13rem_10rem_3rem] lg:items-start print:items-start print:grid-cols-[minmax(0,1fr)_11rem_8.5rem]">
              <div className="min-w-0">
                <p className="whitespace-pre-line break-words">{problem.text}</p>
                <p className="text-sm">
                  <Link
                    href={paths.unit(problem.unit.id, { asOf })}
                    className={`font-semibold hover:underline ${cityText(cities, problem.unit.cityId)}`}
                  >
                    {problem.unit.name}
                  </Link>
                  <span className="text-ink-2"> · </span>
                  <Link
                    href={paths.point(problem.point.number, { asOf })}
                    className="text-ink-2 hover:underline"
                  >
                    {problem.point.number}. {problem.point.title}
                  </Link>
                  <span className="screen-only">
                    <span className="text-ink-2"> · </span>
                    <Link
                      href={paths.problem(problem.id)}
                      className="whitespace-nowrap text-accent hover:underline"
                    >
                      经过<span className="sr-only">：{problem.text.slice(0, 20)}</span>
                    </Link>
                  </span>
                </p>
              </div>
              <p>
                <span className="text-ink-2 text-sm">由谁解决：</span>
                {problem.owner || <span className="text-ink-2">未明确</span>}
              </p>
              <p>
                <strong>{problem.age} 天</strong>
                <span className="text-ink-2 text-sm">（{monthDay(problem.raisedOn)}起）</span>
              </p>
              {problem.mine && (
                <p className="lg:text-right">
                  <Link
                    href={linkTo(problem)}
                    aria-expanded={open}
                    className="screen-only whitespace-nowrap text-accent hover:underline"
                  >
                    {open ? "收起" : "办理"}
                    <span className="sr-only">：{problem.text.slice(0, 20)}</span>
                  </Link>
                </p>
              )}
            </div>
            {open && panel}
          </li>
        );
      })}
    </ol>
  );
}
