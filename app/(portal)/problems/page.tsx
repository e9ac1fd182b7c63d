import type { Metadata } from "next";
import { ProblemForm } from "@/components/problems/problem-form";
import { ProblemRows } from "@/components/problems/problem-rows";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { Empty } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { FilterLine } from "@/components/views/filter-line";
import { getBoard } from "@/lib/dashboards/queries";
import { PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { listOpenProblems, type OpenProblem } from "@/lib/problems/queries";
import { LEVELS_BY_REACH, levelsOf } from "@/lib/problems/rules";
import { type ProblemFilter, problemFilter } from "@/lib/problems/schema";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { nameProblemOwnerAction, settleProblemAction } from "./actions";

export const metadata: Metadata = { title: "需要协调" };

export default async function ProblemsPage({ searchParams }: PageProps<"/problems">) {
  const actor = await requireActor();
  const now = today();
  const parameters = await searchParams;
  const { problem, ...filter } = problemFilter.parse(parameters);
  const wanted = { levels: levelsOf(filter.level), cityId: filter.city };
  const [{ problems, counts }, { cities }] = await Promise.all([
    answer(listOpenProblems(actor, wanted, now)),
    answer(getBoard(actor, now)),
  ]);
  const count = ({ level, city }: ProblemFilter) =>
    counts
      .filter((row) => levelsOf(level).includes(row.level))
      .filter((row) => city === undefined || row.cityId === city)
      .reduce((sum, row) => sum + row.count, 0);
  const link = (label: string, part: ProblemFilter) => (
    <FilterLink
      key={label}
      href={paths.problems(part)}
      current={part.level === filter.level && part.city === filter.city}
    >
      {label} {count(part)}
    </FilterLink>
  );
  const chosen = problems.find((row) => row.id === problem);
  const total = count(filter);
  return (
    <Frame current="problems">
      <h1 className="mb-3 font-bold text-xl">
        需要协调{" "}
        <span className="font-normal text-ink-2 text-lg">未解决的问题，级别高的、时间长的在前</span>
      </h1>
      {parameters.done === "settled" && <Notice>问题已办结。</Notice>}
      {parameters.done === "named" && <Notice>已写明由谁解决。</Notice>}
      <div className="mb-3 flex flex-wrap gap-x-5 gap-y-2">
        <FilterRow label="按级别">
          {link("需要协调", { city: filter.city })}
          {LEVELS_BY_REACH.map((level) =>
            link(PROBLEM_LEVEL_NAMES[level], { level, city: filter.city }),
          )}
          {link("全部", { level: "ALL", city: filter.city })}
        </FilterRow>
        <FilterRow label="按城市">
          {link("两市", { level: filter.level })}
          {cities.map((city) => link(city.shortName, { level: filter.level, city: city.id }))}
        </FilterRow>
      </div>
      <FilterLine
        chosen={[
          filter.level && (filter.level === "ALL" ? "全部级别" : PROBLEM_LEVEL_NAMES[filter.level]),
          cities.find(({ id }) => id === filter.city)?.shortName,
        ]}
        all={paths.problems()}
        here={paths.problems(filter)}
      />
      {problems.length === 0 ? (
        <Empty>没有未解决的问题。</Empty>
      ) : (
        <ProblemRows
          problems={problems}
          cities={cities}
          chosen={problem}
          linkTo={({ id }) =>
            id === problem
              ? paths.problems(filter)
              : `${paths.problems({ ...filter, problem: id })}#problem-${id}`
          }
          panel={chosen && <Panel problem={chosen} filter={filter} />}
        />
      )}
      {problems.length < total && (
        <p className="mt-3 text-ink-2">
          共 {total} 条，显示前 {problems.length} 条，请用上面的筛选缩小范围。
        </p>
      )}
    </Frame>
  );
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
      <ProblemForm
        key={`outcome-${problem.id}`}
        action={settleProblemAction}
        hidden={hidden}
        name="outcome"
        label="解决结果"
        hint="写明怎样解决的；办结后不再计入未解决的问题。"
        submit="办结这个问题"
      />
    </div>
  );
}
