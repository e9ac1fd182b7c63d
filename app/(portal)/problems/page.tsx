import type { Metadata } from "next";
import { ExportMenu } from "@/components/board/export-menu";
import { FilterForm } from "@/components/board/filter-form";
import { ListTitle } from "@/components/board/list-title";
import { ProblemForm } from "@/components/problems/problem-form";
import { ProblemRows } from "@/components/problems/problem-rows";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { FilterLine } from "@/components/views/filter-line";
import type { Board, BoardProblem } from "@/lib/dashboards/board";
import { problemFilterParts } from "@/lib/dashboards/filter-text";
import { type ProblemRow, problemRows } from "@/lib/dashboards/open-problems";
import { listProblemRows } from "@/lib/dashboards/queries";
import { type OpenProblemFilter, openProblemFilter } from "@/lib/dashboards/schema";
import { chineseNumeral } from "@/lib/format";
import { PROBLEM_LEVEL_ASKS, PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { listOpenProblems, type OpenProblem } from "@/lib/problems/queries";
import { LEVELS_BY_REACH, levelsOf } from "@/lib/problems/rules";
import { type ProblemFilter, problemFilter } from "@/lib/problems/schema";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { carriedOn, given } from "@/lib/web/given";
import { Frame } from "../frame";
import { nameProblemOwnerAction, settleProblemAction } from "./actions";

export const metadata: Metadata = { title: "需要协调" };

/** Open problems by level with age and who is asked to solve them; what may be closed is closed here, today. */
export default async function ProblemsPage({ searchParams }: PageProps<"/problems">) {
  const actor = await requireActor();
  const now = today();
  const parameters = given(await searchParams);
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === now ? undefined : asOf;
  const { problem } = problemFilter.parse(parameters);
  const filter = openProblemFilter.parse(parameters);
  const wanted = { levels: levelsOf(filter.level), cityId: filter.city };
  const [{ board, rows }, settled] = await Promise.all([
    answer(listProblemRows(actor, asOf, filter)),
    carried === undefined ? answer(listOpenProblems(actor, wanted, now)) : { problems: [] },
  ]);
  const known = new Map(settled.problems.map((each) => [each.id, each]));
  const problems = rows.map((row) => known.get(row.id) ?? pastProblem(row));
  const href = (part: OpenProblemFilter) => paths.problems({ ...part, asOf: carried });
  const link = (label: string, part: OpenProblemFilter) => (
    <FilterLink
      key={label}
      href={href(part)}
      current={part.level === filter.level && part.city === filter.city}
    >
      {label} {problemRows(board, part).length}
    </FilterLink>
  );
  const chosen = problems.find((row) => row.id === problem);
  const { chapter, unit } = filter;
  const narrowed = problemFilterParts(board, { chapter, unit });
  return (
    <Frame current="problems" asOf={asOf} path={paths.problems()} query={carriedOn(filter)}>
      <ListTitle
        title={[...narrowed, "需要协调"].join(" · ")}
        note={`${problems.length} 条未解决的问题，级别高的、时间长的在前`}
      >
        {problems.length > 0 && may(actor, "ledger.export") && (
          <ExportMenu list="problems" query={filter} asOf={asOf} />
        )}
      </ListTitle>
      {parameters.done === "settled" && <Notice>问题已办结。</Notice>}
      {parameters.done === "named" && <Notice>已写明由谁解决。</Notice>}
      <div className="screen-only mb-3 flex flex-wrap items-end gap-x-5 gap-y-2">
        <FilterRow label="按级别">
          {link("需要协调", { ...filter, level: undefined })}
          {LEVELS_BY_REACH.map((level) => link(PROBLEM_LEVEL_NAMES[level], { ...filter, level }))}
          {link("全部", { ...filter, level: "ALL" })}
        </FilterRow>
        <FilterRow label="按城市">
          {link(board.cities.length === 2 ? "两市" : "各市", { ...filter, city: undefined })}
          {board.cities.map((city) => link(city.shortName, { ...filter, city: city.id }))}
        </FilterRow>
        <FilterForm
          path={paths.problems()}
          kept={{ level: filter.level, city: filter.city, asOf: carried }}
          choices={[
            {
              name: "chapter",
              label: "章",
              value: filter.chapter,
              options: board.chapters.map(({ number, title }) => ({
                value: number,
                label: `${chineseNumeral(number)}、${title}`,
              })),
            },
            {
              name: "unit",
              label: "提出单位",
              value: filter.unit,
              options: unitsOf(board).map(({ id, name }) => ({ value: id, label: name })),
            },
          ]}
        />
      </div>
      <FilterLine
        chosen={problemFilterParts(board, filter)}
        all={paths.problems({ asOf: carried })}
        here={paths.problems(filter)}
      />
      {problems.length === 0 && <Empty>没有未解决的问题。</Empty>}
      {LEVELS_BY_REACH.map((level) => {
        const own = problems.filter((each) => each.level === level);
        if (own.length === 0) return null;
        return (
          <section key={level} aria-labelledby={`level-${level}`} className="mb-4">
            <h2 id={`level-${level}`} className="mb-1.5 font-semibold text-lg">
              {PROBLEM_LEVEL_NAMES[level]}{" "}
              <span className="font-normal text-base text-ink-2">
                {own.length} 条 · {PROBLEM_LEVEL_ASKS[level]}
              </span>
            </h2>
            <ProblemRows
              problems={own}
              cities={board.cities}
              chosen={problem}
              asOf={carried}
              linkTo={({ id }) =>
                id === problem
                  ? paths.problems(filter)
                  : `${paths.problems({ ...filter, problem: id })}#problem-${id}`
              }
              panel={chosen && <Panel problem={chosen} filter={filter} />}
            />
          </section>
        );
      })}
    </Frame>
  );
}

/** Units with an open problem of any level, in the order of the directory. */
function unitsOf({ problems }: Board): BoardProblem["unit"][] {
  return [...new Map(problems.map(({ unit }) => [unit.id, unit])).values()].sort(
    (a, b) => a.order - b.order,
  );
}

/** A problem as it stood on a past day: to be read, not to be settled. */
function pastProblem({ days, ...row }: ProblemRow): OpenProblem {
  return { ...row, age: days, mine: false, closable: false };
}

function Panel({ problem, filter }: { problem: OpenProblem; filter: ProblemFilter }) {
  const hidden = { ...filter, problemId: problem.id };
  return (
    <div className="mt-3 grid gap-4 border-line border-t pt-3 sm:grid-cols-2">
      <ProblemForm
        key={`owner-${problem.id}`}
        action={nameProblemOwnerAction}
        hidden={{ ...hidden, problem: problem.id }}
        name="owner"
        label="由谁解决"
        hint="写单位或岗位，不写个人姓名。"
        text={problem.owner}
        submit="保存"
      />
      {problem.closable ? (
        <ProblemForm
          key={`outcome-${problem.id}`}
          action={settleProblemAction}
          hidden={hidden}
          name="outcome"
          label="解决结果"
          hint="写明怎样解决的；办结后不再计入未解决的问题。"
          submit="办结这个问题"
        />
      ) : (
        <p className="text-ink-2">
          需要协调的问题，已解决的请在填报的“问题办理”中写明结果，审核通过后销项。{" "}
          <Link
            href={paths.newUpdate(problem.assignmentId)}
            className="text-accent hover:underline"
          >
            去填报
          </Link>
        </p>
      )}
    </div>
  );
}
