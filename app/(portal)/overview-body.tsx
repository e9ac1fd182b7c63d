import { BoardGrid } from "@/components/board/board-grid";
import { ExportMenu } from "@/components/board/export-menu";
import { LightCounts } from "@/components/board/light-counts";
import { Overall } from "@/components/board/overall";
import { ChangesLine } from "@/components/changes/changes-line";
import { ReportingSquares } from "@/components/charts/reporting";
import { TrendChart, TrendKey } from "@/components/charts/trend-chart";
import { DirectiveCounts } from "@/components/directives/directive-counts";
import { LightMark, TagLinks } from "@/components/status/light";
import { ConfidenceMarks } from "@/components/time/confidence-mark";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { ChangesView, Overview } from "@/lib/dashboards/queries";
import { expectedAhead } from "@/lib/dashboards/trend";
import type { DirectiveFilter, OrderFilter } from "@/lib/directives/schema";
import { chineseNumeral, month } from "@/lib/format";
import { paths } from "@/lib/paths";

/** 总览: the whole plan on one screen. `asOf` is carried by its links, undefined for today. */
export function OverviewBody({
  overview,
  changes,
  directives,
  exports,
  orders,
  unacknowledged,
  asOf,
}: {
  overview: Overview;
  changes: ChangesView;
  /** how many a choice of the ledger opens */
  directives: (part: DirectiveFilter) => number;
  /** whether the reader may take the 台账 along */
  exports: boolean;
  orders: (part: OrderFilter) => number;
  /** 逾期未签收 today, of those the reader oversees */
  unacknowledged: number;
  asOf: string | undefined;
}) {
  const { board, reporting, trend, attention } = overview;
  const units = new Set(board.assignments.map((share) => share.unit.id)).size;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <p className="text-ink-2 text-sm">
            {board.plan.documentNumber} · {board.plan.issuedOn} 印发 ·{" "}
            <Link href={paths.points({ group: "chapter", asOf })} className="hover:underline">
              {board.chapters.length} 章
            </Link>{" "}
            <Link href={paths.points({ asOf })} className="hover:underline">
              {board.points.length} 项
            </Link>{" "}
            ·{" "}
            <Link href={paths.units({ asOf })} className="hover:underline">
              {units} 个责任单位
            </Link>
          </p>
          <h1 className="font-bold text-xl">{board.plan.title}</h1>
        </div>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          {exports && <ExportMenu query={{}} asOf={board.asOf} />}
          <Overall
            label="总体进度"
            value={board.percent}
            expected={board.expected}
            href={paths.points({ asOf })}
          />
        </div>
      </div>
      <LightCounts counts={board.counts} hrefOf={(light) => paths.points({ light, asOf })} />
      <DirectiveCounts count={directives} asOf={asOf} />
      <DirectiveCounts count={orders} noun="督办单" asOf={asOf} />
      {unacknowledged > 0 && (
        <p className="printed mt-3 text-sm">
          <span className="mr-4 font-semibold">签收</span>
          <Link href={paths.acknowledgements({ state: "LATE" })} className="hover:underline">
            逾期未签收 <strong>{unacknowledged}</strong>
          </Link>
        </p>
      )}
      <ChangesLine view={changes} asOf={asOf} />
      <div className="mt-4 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20.5rem]">
        <Card
          title={`${chineseNumeral(board.chapters.length)}章${chineseNumeral(board.points.length)}项`}
          note="每格一项：数字为要点序号，竖线为序时进度，斜纹为未报送，颜色按两市中较差的一侧"
          className="max-xl:order-2"
        >
          <BoardGrid chapters={board.chapters} cities={board.cities} asOf={asOf} />
        </Card>
        <Attention
          points={attention}
          asOf={asOf}
          none={
            board.asOf < board.plan.issuedOn
              ? `文件 ${board.plan.issuedOn} 印发，此前没有数据。`
              : "没有滞后、未报送或需要协调的要点。"
          }
        />
      </div>
      {/* Blocks on paper: rows of a grid tear a card that would rather stay whole. */}
      <div className="mt-4 grid gap-4 lg:grid-cols-2 print:block print:space-y-4">
        <Card title="进度走势" note={<TrendKey cities={board.cities} />}>
          <TrendChart
            trend={trend}
            ahead={expectedAhead(board, board.points)}
            cities={board.cities}
            months={board.periods.map((period) => period.month)}
            caption="两市进度走势与序时进度"
          />
        </Card>
        <Card
          title="本期填报"
          note={reporting && <ReportingNote reporting={reporting} asOf={asOf} />}
        >
          {reporting && reporting.squares.length > 0 ? (
            <ReportingSquares
              reporting={reporting}
              cities={board.cities}
              hrefOf={(state, city) => paths.reporting({ state, city, asOf })}
            />
          ) : (
            <Empty>填报期尚未开始。</Empty>
          )}
        </Card>
      </div>
    </>
  );
}

function ReportingNote({
  reporting: { month: start, counts, squares },
  asOf,
}: {
  reporting: NonNullable<Overview["reporting"]>;
  asOf: string | undefined;
}) {
  return (
    <>
      {month(start)} ·{" "}
      <Link href={paths.reporting({ asOf })} className="hover:underline">
        应报 {squares.length}
      </Link>{" "}
      ·{" "}
      <Link href={paths.reporting({ state: "REPORTED", asOf })} className="hover:underline">
        已报 {counts.APPROVED + counts.PENDING}
      </Link>{" "}
      ·{" "}
      <Link href={paths.reporting({ state: "OVERDUE", asOf })} className="hover:underline">
        逾期 {counts.OVERDUE}
      </Link>
    </>
  );
}

function Attention({
  points,
  asOf,
  none,
}: {
  points: Overview["attention"];
  asOf: string | undefined;
  none: string;
}) {
  return (
    <Card
      title="需要关注"
      note={
        points.length > 0 && (
          <Link href={paths.points({ attention: 1, asOf })} className="hover:underline">
            {points.length} 项
          </Link>
        )
      }
      className="max-xl:order-1"
    >
      {points.length === 0 ? (
        <Empty>{none}</Empty>
      ) : (
        <>
          <ol className="attention-list divide-y divide-line border-line border-t">
            {points.map((point) => (
              <AttentionItem key={point.number} point={point} asOf={asOf} />
            ))}
          </ol>
          <Rest total={points.length} />
        </>
      )}
    </Card>
  );
}

// How many stand open on a wide screen, and on a phone, where the board has to be near; the
// style sheet's .attention-list hides the others until the summary below is opened.
const WIDE = 5;
const NARROW = 3;

function Rest({ total }: { total: number }) {
  if (total <= NARROW) return null;
  return (
    <details className={`border-line border-t pt-2 ${total <= WIDE ? "sm:hidden" : ""}`}>
      <summary className="text-accent text-sm">
        其余 <span className="sm:hidden">{total - NARROW}</span>
        <span className="max-sm:hidden">{total - WIDE}</span> 项
      </summary>
    </details>
  );
}

function AttentionItem({
  point,
  asOf,
}: {
  point: Overview["attention"][number];
  asOf: string | undefined;
}) {
  // The mark already says the light's name.
  const reason = point.reason.slice(point.reason.indexOf("：") + 1);
  return (
    <li className="py-2.5">
      <h3>
        <Link href={paths.point(point.number, { asOf })} className="font-semibold hover:underline">
          {point.number}. {point.title}
        </Link>
      </h3>
      <p className="flex flex-wrap items-center gap-2">
        <LightMark light={point.light} className="text-sm" />
        <TagLinks point={point} asOf={asOf} />
        <ConfidenceMarks sides={point.sides} />
      </p>
      <p className="text-ink-2 text-sm">{reason}</p>
    </li>
  );
}
