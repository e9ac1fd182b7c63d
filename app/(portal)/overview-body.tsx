import { BoardGrid } from "@/components/board/board-grid";
import { CountLine } from "@/components/board/count-line";
import { ExportMenu } from "@/components/board/export-menu";
import { LightCounts } from "@/components/board/light-counts";
import { Overall } from "@/components/board/overall";
import { ChangesLine } from "@/components/changes/changes-line";
import { ReportingSquares } from "@/components/charts/reporting";
import { TrendChart, TrendKey } from "@/components/charts/trend-chart";
import { DirectiveCounts } from "@/components/directives/directive-counts";
import { Card, Empty } from "@/components/ui/card";
import { DROP_LINK, DropMenu } from "@/components/ui/drop-menu";
import { Link } from "@/components/ui/link";
import type { ChangesView, Overview } from "@/lib/dashboards/queries";
import { POINT_GROUPS } from "@/lib/dashboards/schema";
import { expectedAhead } from "@/lib/dashboards/trend";
import type { DirectiveFilter, OrderFilter } from "@/lib/directives/schema";
import { chineseNumeral, month } from "@/lib/format";
import { GROUP_NAMES } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { Attention } from "./attention";

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
    // On a phone what lags comes first, and the lines of counts behind the board.
    <div className="max-sm:flex max-sm:flex-col">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3 max-sm:mb-3 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-y-1">
        <div className="max-sm:contents">
          <p className="self-center text-ink-2 text-sm">
            <span className="max-sm:hidden">
              {board.plan.documentNumber} · {board.plan.issuedOn} 印发 ·{" "}
            </span>
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
          <h1 className="font-bold text-xl max-sm:order-1 max-sm:col-span-2 max-sm:text-base">
            {board.plan.title}
          </h1>
        </div>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3 max-sm:contents">
          {exports && <ExportMenu query={{}} asOf={board.asOf} from="right" />}
          <div className="max-sm:order-1 max-sm:col-span-2">
            <Overall
              label="总体进度"
              value={board.percent}
              expected={board.expected}
              href={paths.points({ asOf })}
            />
          </div>
        </div>
      </div>
      <LightCounts counts={board.counts} hrefOf={(light) => paths.points({ light, asOf })} />
      <div className="mt-3 grid gap-y-1.5 max-sm:order-1 max-sm:mt-4">
        <div className="flex flex-wrap gap-x-6 gap-y-1.5">
          <DirectiveCounts count={directives} asOf={asOf} />
          <DirectiveCounts count={orders} noun="督办单" asOf={asOf} />
          {unacknowledged > 0 && (
            <CountLine name="签收">
              <Link href={paths.acknowledgements({ state: "LATE" })} className="hover:underline">
                逾期未签收 <strong>{unacknowledged}</strong>
              </Link>
            </CountLine>
          )}
        </div>
        <ChangesLine view={changes} asOf={asOf} />
      </div>
      <div className="mt-4 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20.5rem]">
        <Card
          title={`${chineseNumeral(board.chapters.length)}章${chineseNumeral(board.points.length)}项`}
          note="每格一项：数字为要点序号，竖线为序时进度，斜纹为未报送，颜色按两市中较差的一侧"
          aside={<GroupMenu asOf={asOf} />}
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
      <div className="mt-4 grid gap-4 max-sm:order-1 lg:grid-cols-2 print:block print:space-y-4">
        <Card title="进度走势" note={<TrendKey cities={board.cities} />} className="print-whole">
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
          className="print-whole"
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
    </div>
  );
}

/** The same points put together by what they have in common, as a list. */
function GroupMenu({ asOf }: { asOf: string | undefined }) {
  return (
    <DropMenu label="按章" look="quiet" from="right">
      {POINT_GROUPS.map((group) => (
        <li key={group}>
          <Link href={paths.points({ group, asOf })} className={DROP_LINK}>
            按{GROUP_NAMES[group]}列出
          </Link>
        </li>
      ))}
    </DropMenu>
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
