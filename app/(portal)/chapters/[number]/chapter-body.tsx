import { CityBars } from "@/components/board/board-grid";
import { ReportingGrid } from "@/components/charts/reporting-grid";
import { TrendTable } from "@/components/charts/sparkline";
import { DirectiveCard } from "@/components/directives/directive-list";
import { PointTable } from "@/components/points/point-table";
import { ProblemList } from "@/components/points/problem-list";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { DirectiveView } from "@/lib/dashboards/directives";
import type { ChapterDashboard } from "@/lib/dashboards/queries";
import { chineseNumeral } from "@/lib/format";
import { paths } from "@/lib/paths";

/** 章: one row a point, who has reported, what stands in the way. `asOf` is carried by its links. */
export function ChapterBody({
  dashboard,
  directives,
  orders,
  asOf,
}: {
  dashboard: ChapterDashboard;
  /** on the chapter or one of its points, as far as the reader may read them */
  directives: DirectiveView[];
  orders: DirectiveView[];
  asOf: string | undefined;
}) {
  const { board, chapter, rows, grid, problems, trends } = dashboard;
  const begun = board.periods.slice(0, grid[0]?.cells.length ?? 0).map((period) => period.month);
  return (
    <>
      <section className="card px-4 sm:px-5" aria-label="本章要点">
        <div className="border-line border-b py-3 lg:hidden">
          <h2 className="mb-1 text-ink-2 text-sm">本章两市进度</h2>
          <CityBars chapter={chapter} cities={board.cities} asOf={asOf} className="grid" />
        </div>
        <PointTable
          rows={rows}
          cities={board.cities}
          trends={trends}
          asOf={asOf}
          day={board.asOf}
          caption={`第${chineseNumeral(chapter.number)}章各项要点的状态、两市进度和最新进展`}
        />
        <TrendTable
          caption={`第${chineseNumeral(chapter.number)}章各项要点每月底的进度`}
          rows={chapter.points.map(({ id, number, title }) => ({
            number,
            title,
            trend: trends.get(id) ?? [],
          }))}
        />
      </section>
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[1.25fr_1fr]">
        <Card title="单位 × 月份填报情况" note="同一单位有多项要点的，取最差的一项">
          <ReportingGrid
            rows={grid}
            months={begun}
            cities={board.cities}
            caption="各责任单位各月填报情况"
            rowHref={(row) => paths.unit(row.share.unit.id, { asOf })}
          />
        </Card>
        <div className="grid min-w-0 gap-4">
          <Card
            title="未解决的问题"
            note={
              <Link
                href={paths.problems({ chapter: chapter.number, level: "ALL", asOf })}
                className="hover:underline"
              >
                {problems.length} 条
              </Link>
            }
          >
            <ProblemList problems={problems} cities={board.cities} asOf={asOf} />
          </Card>
          <DirectiveCard
            directives={orders}
            cities={board.cities}
            asOf={asOf}
            named
            noun="督办单"
            chapter={chapter.number}
          />
          <DirectiveCard
            directives={directives}
            cities={board.cities}
            asOf={asOf}
            named
            chapter={chapter.number}
          />
        </div>
      </div>
    </>
  );
}
