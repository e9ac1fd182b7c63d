import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DirectiveCard } from "@/components/directives/directive-list";
import { SideBars } from "@/components/points/side-bars";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { getPointDetails } from "@/lib/completions/queries";
import { directivesFor } from "@/lib/dashboards/directives";
import { ordersFor } from "@/lib/dashboards/orders";
import { getBoard, getPointDashboard } from "@/lib/dashboards/queries";
import { waitingReports } from "@/lib/dashboards/shares";
import type { IsoDate } from "@/lib/dates";
import { dueDay, extensionText, percent } from "@/lib/format";
import { paths } from "@/lib/paths";
import { listedOn } from "@/lib/plan/places";
import { type Actor, may } from "@/lib/policy";
import { getPointRecord } from "@/lib/progress/point-record";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn, isDrawn } from "../../drawn";
import { Frame } from "../../frame";
import { LeaderActions } from "../../leader-actions";
import { NotYet } from "../../not-yet";
import { Closures } from "./closures";
import { PointOrders } from "./orders";
import { PointFacts, PointHead, PointPath, PointText, PointTimeline } from "./point-parts";
import { PointConfidence, PointTime } from "./point-time";

const numberParameter = rowId;

export async function generateMetadata({
  params,
}: PageProps<"/points/[number]">): Promise<Metadata> {
  const number = numberParameter.safeParse((await params).number);
  return { title: number.success ? `第 ${number.data} 项` : "要点" };
}

export default async function PointPage({ params, searchParams }: PageProps<"/points/[number]">) {
  const number = numberParameter.safeParse((await params).number);
  if (!number.success) notFound();
  const asOf = parseAsOf((await searchParams).asOf);
  const actor = await requireActor();
  const carried = asOf === today() ? undefined : asOf;
  if (carried) {
    const since = await addedLater(actor, number.data, carried);
    if (since) {
      return (
        <NotYet
          {...{ current: "points", since, asOf, path: paths.point(number.data) }}
          what={`第 ${number.data} 项`}
          back={paths.point(number.data, { asOf: since === today() ? undefined : since })}
        >
          第 {number.data} 项是{dueDay(since, today())}通知更新时列入的。
        </NotYet>
      );
    }
  }
  const dashboard = await answer(getPointDashboard(actor, number.data, asOf));
  const { board, point } = dashboard;
  const mine = point.units.find(
    (share) => share.group === "NONE" && may(actor, "draft.write", { unitId: share.unit.id }),
  );
  // Units see fewer directives than others: who sees the same shares what is drawn.
  const directives = directivesFor(actor, board).filter(({ pointId }) => pointId === point.id);
  // Whoever may see what awaits review does not share what is drawn with who may not.
  const waiting = waitingReports(actor, point.units);
  const facts = `facts ${carried} ${[...waiting.keys()]}`;
  const orders = ordersFor(actor, board).filter(({ pointId }) => pointId === point.id);
  const line = `line ${carried} ${[...directives, ...orders].map(({ id }) => id)}`;
  const drawn = ["text", line, facts].every((part) => isDrawn(point, part));
  const { sides, record } = await answer(getPointDetails(actor, point.id, asOf, !drawn));
  const known = () => record ?? answer(getPointRecord(actor, point.id, asOf));
  return (
    <Frame current={`chapter-${point.chapterNumber}`} asOf={asOf} path={paths.point(point.number)}>
      <Drawn
        of={point}
        name={`path ${carried}`}
        draw={() => <PointPath dashboard={dashboard} asOf={carried} />}
      />
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <Drawn
          of={point}
          name={`head ${carried}`}
          draw={() => <PointHead board={board} point={point} asOf={carried} />}
        />
        <div className="screen-only flex flex-wrap gap-2">
          <LeaderActions
            actor={actor}
            board={board}
            thing={{ kind: "point", id: point.id, number: point.number }}
            editable={carried === undefined}
          />
          {mine && (
            <ButtonLink href={paths.newUpdate(mine.assignmentId)} look="primary">
              填报进展
            </ButtonLink>
          )}
        </div>
      </div>
      <div className="print-flow grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem] xl:grid-rows-[auto_1fr]">
        <Drawn
          of={point}
          name="text"
          className="print-flow grid gap-4"
          draw={async () => <PointText board={board} point={point} record={await known()} />}
        />
        {/* Who has to act stands before the record on a phone, beside it on a wide screen. */}
        <div className="print-flow grid gap-4 xl:row-span-2">
          <PointOrders
            actor={actor}
            point={point}
            orders={orders}
            cities={board.cities}
            asOf={carried}
          />
          <DirectiveCard directives={directives} cities={board.cities} asOf={carried} />
          <Card title="两市进度">
            <SideBars
              sides={point.sides}
              cities={board.cities}
              expected={point.expected}
              height={8}
              hrefOf={(city) => paths.reporting({ point: point.number, city, asOf: carried })}
            />
            <p className="mt-2 text-ink-2 text-sm">
              竖线：序时进度 {percent(point.expected)}（
              {dueDay(listedOn(point) ?? board.plan.issuedOn, board.asOf)}—
              {dueDay(point.dueOn, board.asOf)}
              {point.extension && `，${extensionText(point.extension, board.asOf)}`}）
            </p>
            <Closures
              actor={actor}
              point={point}
              completions={sides}
              editable={carried === undefined}
            />
          </Card>
          <PointTime
            actor={actor}
            board={board}
            point={point}
            editable={carried === undefined}
            asOf={carried}
          />
          <PointConfidence
            actor={actor}
            board={board}
            point={point}
            editable={carried === undefined}
          />
          <Drawn
            of={point}
            name={facts}
            className="print-flow grid gap-4"
            draw={async () => (
              <PointFacts
                waiting={waiting}
                dashboard={dashboard}
                asOf={carried}
                record={await known()}
              />
            )}
          />
        </div>
        <Drawn
          of={point}
          name={line}
          draw={async () => (
            <PointTimeline
              board={board}
              point={point}
              record={await known()}
              directives={[...directives, ...orders]}
              asOf={carried}
            />
          )}
        />
      </div>
    </Frame>
  );
}

/** The day an update of the notice brought a point that there was not on `asOf`. */
async function addedLater(actor: Actor, number: number, asOf: IsoDate): Promise<IsoDate | null> {
  const on = async (day: IsoDate) =>
    (await answer(getBoard(actor, day))).points.find((point) => point.number === number);
  if (await on(asOf)) return null;
  const point = await on(today());
  const since = point ? listedOn(point) : null;
  return since !== null && since > asOf ? since : null;
}
