import { BoardGrid } from "@/components/board/board-grid";
import { LightCounts } from "@/components/board/light-counts";
import { Overall } from "@/components/board/overall";
import { ReportingSquares } from "@/components/charts/reporting";
import { TrendChart } from "@/components/charts/trend-chart";
import { DirectiveCounts } from "@/components/directives/directive-counts";
import { LightMark, TagMark } from "@/components/status/light";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Overview } from "@/lib/dashboards/queries";
import type { DirectiveFilter } from "@/lib/directives/schema";
import { chineseNumeral, month } from "@/lib/format";
import { paths } from "@/lib/paths";

/** 总览: the whole plan on one screen. `asOf` is carried by its links, undefined for today. */
export function OverviewBody({
  overview,
  directives,
  asOf,
}: {
  overview: Overview;
  /** how many a choice of the ledger opens */
  directives: (part: DirectiveFilter) => number;
  asOf: string | undefined;
}) {
  const { board, reporting, trend, attention } = overview;
  const units = new Set(board.assignments.map((share) => share.unit.id)).size;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <p className="text-ink-2 text-sm">
            {board.plan.documentNumber} · {board.plan.issuedOn} 印发 · {board.chapters.length} 章{" "}
            {board.points.length} 项 · {units} 个责任单位
          </p>
          <h1 className="font-bold text-xl">{board.plan.title}</h1>
        </div>
        <Overall label="总体进度" value={board.percent} expected={board.expected} />
      </div>
      <LightCounts counts={board.counts} asOf={asOf} />
      <DirectiveCounts count={directives} asOf={asOf} />
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
              : "各项要点均达到序时进度，暂无需要关注的事项。"
          }
        />
      </div>
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <Card
          title="进度走势"
          note={
            <>
              {board.cities.map((city, index) => (
                <span
                  key={city.id}
                  className={`mr-3 ${index === 0 ? "text-city-1" : "text-city-2"}`}
                >
                  ■ {city.shortName}
                </span>
              ))}
              <span>┄ 序时</span>
            </>
          }
        >
          <TrendChart
            trend={trend}
            cities={board.cities}
            months={board.periods.map((period) => period.month)}
            caption="两市进度走势与序时进度"
          />
        </Card>
        <Card title="本期填报" note={reporting ? reportingNote(reporting) : undefined}>
          {reporting && reporting.squares.length > 0 ? (
            <ReportingSquares reporting={reporting} />
          ) : (
            <Empty>填报期尚未开始。</Empty>
          )}
        </Card>
      </div>
    </>
  );
}

function reportingNote(reporting: NonNullable<Overview["reporting"]>): string {
  const { counts, squares } = reporting;
  return `${month(reporting.month)} · 应报 ${squares.length} · 已报 ${counts.APPROVED + counts.PENDING} · 逾期 ${counts.OVERDUE}`;
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
      note={points.length > 0 ? `${points.length} 项` : undefined}
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
const WIDE = 6;
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
        {point.tags.map((tag) => (
          <TagMark key={tag}>{tag}</TagMark>
        ))}
      </p>
      <p className="text-ink-2 text-sm">{reason}</p>
    </li>
  );
}
