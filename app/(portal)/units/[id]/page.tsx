import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReportingGrid } from "@/components/charts/reporting";
import { DirectiveCard } from "@/components/directives/directive-list";
import { ProblemList } from "@/components/points/problem-list";
import { cityText, cityTone } from "@/components/status/city";
import { LightMark } from "@/components/status/light";
import { Bar } from "@/components/ui/bar";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { directivesFor } from "@/lib/dashboards/directives";
import { getUnitDashboard, stateNow, type UnitSummary } from "@/lib/dashboards/queries";
import { monthDay, percent } from "@/lib/format";
import { ASSIGNMENT_ORIGIN_NAMES, ASSIGNMENT_ROLE_NAMES, UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { LeaderActions } from "../../leader-actions";
import { UnitStaff } from "./unit-staff";

export const metadata: Metadata = { title: "责任单位" };

const idParameter = rowId;

export default async function UnitPage({ params, searchParams }: PageProps<"/units/[id]">) {
  const id = idParameter.safeParse((await params).id);
  if (!id.success) notFound();
  const asOf = parseAsOf((await searchParams).asOf);
  const actor = await requireActor();
  const { board, summary, grid, problems } = await answer(getUnitDashboard(actor, id.data, asOf));
  const { unit, shares } = summary;
  const carried = asOf === today() ? undefined : asOf;
  const city = board.cities.find((candidate) => candidate.id === unit.cityId);
  const begun = board.periods.slice(0, grid[0]?.cells.length ?? 0).map((period) => period.month);
  const owes = shares.find(({ share }) => stateNow(board, share) === "OVERDUE")?.share;
  const pointOf = new Map(shares.map(({ share, point }) => [share.assignmentId, point]));
  return (
    <Frame current="units" asOf={asOf} path={paths.unit(unit.id)}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.units({ asOf: carried })} className="hover:underline">
          责任单位
        </Link>{" "}
        / {city?.name ?? "其他"}
      </nav>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1 className={`font-bold text-xl ${cityText(board.cities, unit.cityId)}`}>{unit.name}</h1>
        <div className="screen-only flex flex-wrap gap-2">
          <LeaderActions
            actor={actor}
            board={board}
            thing={{ kind: "unit", id: unit.id, number: unit.id }}
            editable={carried === undefined}
          />
          {owes && may(actor, "reminder.send", { cityId: unit.cityId }) && (
            <ButtonLink
              href={paths.newReminder({
                assignment: owes.assignmentId,
                month: board.period?.month,
              })}
            >
              催办
            </ButtonLink>
          )}
        </div>
      </div>
      <p className="mb-4 text-ink-2 text-sm">
        {UNIT_KIND_NAMES[unit.kind]} · {shares.length} 项要点
        {summary.percent !== null && ` · 平均进度 ${percent(summary.percent)}`}
        {summary.due > 0 && ` · 本期已报 ${summary.reported} / ${summary.due}`}
      </p>
      <Card title="承担的要点">
        <ShareTable summary={summary} cities={board.cities} asOf={carried} />
      </Card>
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[1.25fr_1fr]">
        <Card title="填报记录" note="各要点各月">
          {unit.kind === "GROUP" ? (
            <Empty>集合单位由其成员填报；成员由管理员在责任分工中明确。</Empty>
          ) : (
            <ReportingGrid
              rows={grid}
              months={begun}
              cities={board.cities}
              caption="各要点各月填报情况"
              rowName={(row) => {
                const point = pointOf.get(row.share.assignmentId);
                return point ? `${point.number}. ${point.title}` : "";
              }}
              rowHref={(row) =>
                paths.point(pointOf.get(row.share.assignmentId)?.number ?? 0, { asOf: carried })
              }
            />
          )}
        </Card>
        <Card title="困难与问题" note={`${problems.length} 条`}>
          <ProblemList problems={problems} cities={board.cities} asOf={carried} />
        </Card>
      </div>
      <DirectiveCard
        directives={directivesFor(actor, board).filter(({ units }) =>
          units.some(({ id: addressed }) => addressed === unit.id),
        )}
        cities={board.cities}
        asOf={carried}
        named
        className="mt-4"
      />
      {unit.kind !== "GROUP" && <UnitStaff actor={actor} unitId={unit.id} />}
    </Frame>
  );
}

function ShareTable({
  summary,
  cities,
  asOf,
}: {
  summary: UnitSummary;
  cities: { id: number }[];
  asOf: string | undefined;
}) {
  return (
    <table className="w-full">
      <caption className="sr-only">承担的要点、角色和进度</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-line border-b text-left text-ink-2 text-sm">
          <th scope="col" className="py-1.5 font-normal">
            工作要点
          </th>
          <th scope="col" className="font-normal">
            要点状态
          </th>
          <th scope="col" className="font-normal">
            本单位进度
          </th>
          <th scope="col" className="font-normal">
            最近一次审核通过
          </th>
        </tr>
      </thead>
      <tbody>
        {summary.shares.map(({ share, point }) => (
          <tr
            key={share.assignmentId}
            className="border-line border-b align-top last:border-0 max-sm:grid max-sm:gap-1 max-sm:py-2 sm:[&>*]:py-2.5 sm:[&>*]:pr-4"
          >
            <th scope="row" className="text-left font-normal">
              <Link
                href={paths.point(point.number, { asOf })}
                className="font-semibold hover:underline"
              >
                {point.number}. {point.title}
              </Link>
              <span className="block text-ink-2 text-sm">
                {ASSIGNMENT_ROLE_NAMES[share.role]} · {ASSIGNMENT_ORIGIN_NAMES[share.origin]}
              </span>
            </th>
            <td className="whitespace-nowrap">
              <LightMark light={point.light} />
            </td>
            <td className="sm:w-52">
              {share.group === "NONE" ? (
                <span className="grid grid-cols-[1fr_2.75rem] items-center gap-2">
                  <Bar
                    value={share.percent ?? 0}
                    expected={point.expected}
                    tone={cityTone(cities, share.unit.cityId)}
                  />
                  <strong className="text-right">
                    {share.percent === null ? "未报" : percent(share.percent)}
                  </strong>
                </span>
              ) : (
                <span className="text-ink-2">
                  {share.group === "RESOLVED" ? "由成员分别填报" : "成员待明确，按 0 计"}
                </span>
              )}
            </td>
            <td className="text-ink-2 text-sm sm:w-[32%]">
              {share.latest ? (
                <>
                  <span className="line-clamp-2 text-ink">
                    {share.latest.progressText || "本期无新进展"}
                  </span>
                  {monthDay(share.latest.submittedOn)}报送
                </>
              ) : (
                "尚无"
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
