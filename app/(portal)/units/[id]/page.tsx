import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExportMenu } from "@/components/board/export-menu";
import { Reported } from "@/components/board/reported";
import { ReportingGrid } from "@/components/charts/reporting-grid";
import { DirectiveCard } from "@/components/directives/directive-list";
import { ProblemList } from "@/components/points/problem-list";
import { cityText } from "@/components/status/city";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { City } from "@/lib/dashboards/board";
import { type DirectiveView, directivesFor } from "@/lib/dashboards/directives";
import { ordersFor } from "@/lib/dashboards/orders";
import { getBoard, getUnitDashboard } from "@/lib/dashboards/queries";
import { stateNow } from "@/lib/dashboards/reporting";
import type { UnitSummary } from "@/lib/dashboards/unit-summaries";
import { percent } from "@/lib/format";
import { UNIT_KIND_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { AcknowledgementLine } from "../../acknowledgement-line";
import { Frame } from "../../frame";
import { LeaderActions } from "../../leader-actions";
import { ShareTable } from "./share-table";
import { UnitStaff } from "./unit-staff";
import { WithoutWork } from "./without-work";

export const metadata: Metadata = { title: "责任单位" };

const idParameter = rowId;

export default async function UnitPage({ params, searchParams }: PageProps<"/units/[id]">) {
  const id = idParameter.safeParse((await params).id);
  if (!id.success) notFound();
  const asOf = parseAsOf((await searchParams).asOf);
  const actor = await requireActor();
  const { points } = await answer(getBoard(actor, asOf));
  if (!points.some(({ units }) => units.some(({ unit }) => unit.id === id.data))) {
    return <WithoutWork actor={actor} id={id.data} asOf={asOf} />;
  }
  const { board, summary, counterpart, grid, problems } = await answer(
    getUnitDashboard(actor, id.data, asOf),
  );
  const { unit, shares } = summary;
  const carried = asOf === today() ? undefined : asOf;
  const city = board.cities.find((candidate) => candidate.id === unit.cityId);
  const begun = board.periods.slice(0, grid[0]?.cells.length ?? 0).map((period) => period.month);
  const owes = shares.find(
    ({ share, point }) => stateNow(board, point, share) === "OVERDUE",
  )?.share;
  const addressed = ({ units }: DirectiveView) => units.some((each) => each.id === unit.id);
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
          <ButtonLink href={paths.points({ unit: unit.id, asOf: carried })}>要点清单</ButtonLink>
          {may(actor, "ledger.export") && <ExportMenu query={{ unit: unit.id }} asOf={asOf} />}
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
      <p className="mt-1 mb-4 text-ink-2 text-sm">
        {UNIT_KIND_NAMES[unit.kind]} ·{" "}
        <Link href={paths.points({ unit: unit.id, asOf: carried })} className="hover:underline">
          {shares.length} 项要点
        </Link>
        {summary.percent !== null && ` · 本单位平均 ${percent(summary.percent)}`}
        {summary.due > 0 && (
          <Reported
            of={{ unit: unit.id }}
            reported={summary.reported}
            due={summary.due}
            asOf={carried}
          />
        )}
      </p>
      {carried === undefined && <AcknowledgementLine actor={actor} unit={unit.id} />}
      <Card title="承担的要点">
        <ShareTable
          summary={summary}
          counterpart={counterpart}
          cities={board.cities}
          asOf={carried}
          day={board.asOf}
        />
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
        <div className="grid gap-4">
          {counterpart && (
            <Counterpart counterpart={counterpart} cities={board.cities} asOf={carried} />
          )}
          <Card
            title="未解决的问题"
            note={
              <Link
                href={paths.problems({ unit: unit.id, level: "ALL", asOf: carried })}
                className="hover:underline"
              >
                {problems.length} 条
              </Link>
            }
          >
            <ProblemList problems={problems} cities={board.cities} asOf={carried} />
          </Card>
        </div>
      </div>
      <DirectiveCard
        directives={ordersFor(actor, board).filter(addressed)}
        cities={board.cities}
        asOf={carried}
        named
        noun="督办单"
        className="mt-4"
      />
      <DirectiveCard
        directives={directivesFor(actor, board).filter(addressed)}
        cities={board.cities}
        asOf={carried}
        named
        className="mt-4"
      />
      {unit.kind !== "GROUP" && <UnitStaff actor={actor} unitId={unit.id} />}
    </Frame>
  );
}

/** The unit that answers for the same in the other city. */
function Counterpart({
  counterpart,
  cities,
  asOf,
}: {
  counterpart: UnitSummary;
  cities: City[];
  asOf: string | undefined;
}) {
  const { unit, shares, percent: value, due, reported } = counterpart;
  return (
    <Card title="对口单位">
      <p>
        <Link
          href={paths.unit(unit.id, { asOf })}
          className={`font-semibold hover:underline ${cityText(cities, unit.cityId)}`}
        >
          {unit.name}
        </Link>
      </p>
      <p className="text-ink-2 text-sm">
        <Link href={paths.points({ unit: unit.id, asOf })} className="hover:underline">
          {shares.length} 项要点
        </Link>
        {value !== null && ` · 该单位平均 ${percent(value)}`}
        {due > 0 && <Reported of={{ unit: unit.id }} reported={reported} due={due} asOf={asOf} />}
      </p>
    </Card>
  );
}
