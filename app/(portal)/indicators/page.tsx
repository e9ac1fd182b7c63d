import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConfirmAllForm } from "@/components/indicators/confirm-all-form";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { StepForm } from "@/components/time/step-form";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import type { Point } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { INDICATOR_STATE_NAMES } from "@/lib/glossary-states";
import { listIndicators } from "@/lib/indicators/queries";
import { INDICATOR_FILTERS, indicatorFilter } from "@/lib/indicators/schema";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { given } from "@/lib/web/given";
import { Frame } from "../frame";
import { NoPlan } from "../no-plan";
import { addIndicatorAction, confirmIndicatorsAction } from "./actions";
import { IndicatorItem, indicatorFields } from "./indicator-item";

export const metadata: Metadata = { title: "量化指标" };

export default async function IndicatorsPage({ searchParams }: PageProps<"/indicators">) {
  const actor = await requireActor();
  if (!may(actor, "indicator.set")) notFound();
  if (!actor.plan) return <NoPlan current="year" title="量化指标" />;
  const asked = indicatorFilter.safeParse(given(await searchParams));
  if (!asked.success) notFound();
  const { state, point: number } = asked.data;
  const [board, all] = await Promise.all([
    answer(getBoard(actor, today())),
    answer(listIndicators(actor, today())),
  ]);
  const one = number === undefined ? null : board.points.find((each) => each.number === number);
  if (one === undefined) notFound();
  const own = all.filter(({ pointId }) => one === null || pointId === one.id);
  const shown = own.filter((each) => state === undefined || each.state === state);
  const proposals = own.filter((each) => each.state === "PROPOSED");
  const points = board.points.filter(
    ({ id }) => id === one?.id || shown.some(({ pointId }) => pointId === id),
  );
  return (
    <Frame current="year">
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        {one ? (
          <>
            <Link href={paths.point(one.number)} className="hover:underline">
              第 {one.number} 项
            </Link>{" "}
            /{" "}
            <Link href={paths.indicators()} className="hover:underline">
              全部要点的量化指标
            </Link>
          </>
        ) : (
          <Link href={paths.year()} className="hover:underline">
            年度设置
          </Link>
        )}{" "}
        / 量化指标
      </nav>
      <h1 className="font-bold text-xl">量化指标</h1>
      <p className="mb-3 text-ink-2 text-sm">
        原文承诺的数由系统读出，待确认的照样请单位填报；确认、修改、驳回从今天起生效，以前的日期照旧。
      </p>
      <div className="mb-3">
        <FilterRow label="确认状态">
          <FilterLink href={paths.indicators({ point: number })} current={state === undefined}>
            全部 {own.length}
          </FilterLink>
          {INDICATOR_FILTERS.map((each) => (
            <FilterLink
              key={each}
              href={paths.indicators({ point: number, state: each })}
              current={state === each}
            >
              {INDICATOR_STATE_NAMES[each]} {own.filter((row) => row.state === each).length}
            </FilterLink>
          ))}
        </FilterRow>
        <FilterLine
          chosen={[state && INDICATOR_STATE_NAMES[state], one && `第 ${one.number} 项`]}
          all={paths.indicators()}
          here={paths.indicators({ state, point: number })}
        />
      </div>
      <ConfirmAllForm action={confirmIndicatorsAction} proposals={proposals} />
      {points.length === 0 && <Empty>没有符合条件的指标。</Empty>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        {points.map((point) => {
          const list = shown.filter(({ pointId }) => pointId === point.id);
          return (
            <Card
              key={point.id}
              title={
                <Link href={paths.point(point.number)} className="hover:underline">
                  {point.number}. {point.title}
                </Link>
              }
            >
              {list.length === 0 && (
                <Empty>
                  {own.length === 0
                    ? "原文里没有读出这一项的指标，需要的可以补充。"
                    : "没有符合条件的指标。"}
                </Empty>
              )}
              <ul className="divide-y divide-line border-line border-t empty:hidden">
                {list.map((indicator) => (
                  <IndicatorItem
                    key={`${indicator.id} ${indicator.changes.length}`}
                    indicator={indicator}
                    units={unitsOf(point)}
                    today={today()}
                  />
                ))}
              </ul>
              {one === null && (
                <p className="mt-1 text-sm">
                  <Link
                    href={paths.indicators({ point: point.number })}
                    className="text-accent hover:underline"
                  >
                    补充指标<span className="sr-only">：第 {point.number} 项</span>
                  </Link>
                </p>
              )}
            </Card>
          );
        })}
        {one && (
          <Card title="补充一条">
            <StepForm
              key={own.length}
              action={addIndicatorAction}
              hidden={{ pointId: one.id }}
              fields={indicatorFields(unitsOf(one))}
              wide
              submit="补充"
            />
          </Card>
        )}
      </div>
    </Frame>
  );
}

function unitsOf(point: Point) {
  return point.units
    .filter(({ group }) => group === "NONE")
    .map(({ unit }) => ({ id: unit.id, name: unit.name }));
}
