import { CityBars } from "@/components/board/board-grid";
import { ExportMenu } from "@/components/board/export-menu";
import { Overall } from "@/components/board/overall";
import { ReportingGrid } from "@/components/charts/reporting-grid";
import { TrendTable } from "@/components/charts/sparkline";
import { DirectiveCard } from "@/components/directives/directive-list";
import { PointTable } from "@/components/points/point-table";
import { ProblemList } from "@/components/points/problem-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
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
  exports,
}: {
  dashboard: ChapterDashboard;
  /** on the chapter or one of its points, as far as the reader may read them */
  directives: DirectiveView[];
  orders: DirectiveView[];
  asOf: string | undefined;
  /** whether this reader may take its rows as a file */
  exports: boolean;
}) {
  const { board, chapter, rows, grid, problems, reporting, trends } = dashboard;
  const units = new Set(
    chapter.points.flatMap((point) => point.units.map((share) => share.unit.id)),
  );
  const reported = reporting ? reporting.counts.APPROVED + reporting.counts.PENDING : 0;
  const begun = board.periods.slice(0, grid[0]?.cells.length ?? 0).map((period) => period.month);
  return (
    <>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.overview({ asOf })} className="hover:underline">
          总览
        </Link>{" "}
        / 第{chineseNumeral(chapter.number)}章
      </nav>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div className="flex items-center gap-4">
          <span className="font-song text-[2rem] text-seal leading-none" aria-hidden="true">
            {chineseNumeral(chapter.number)}
          </span>
          <div>
            <h1 className="font-bold text-xl">{chapter.title}</h1>
            <p className="text-ink-2 text-sm">
              <Link
                href={paths.points({ chapter: chapter.number, asOf })}
                className="hover:underline"
              >
                {chapter.points.length} 项要点
              </Link>{" "}
              ·{" "}
              <Link
                href={paths.units({ chapter: chapter.number, asOf })}
                className="hover:underline"
              >
                {units.size} 家责任单位
              </Link>
              {reporting && (
                <>
                  {" "}
                  · 本期
                  <Link
                    href={paths.reporting({ chapter: chapter.number, state: "REPORTED", asOf })}
                    className="hover:underline"
                  >
                    已报 {reported}
                  </Link>{" "}
                  /{" "}
                  <Link
                    href={paths.reporting({ chapter: chapter.number, asOf })}
                    className="hover:underline"
                  >
                    应报 {reporting.squares.length}
                  </Link>
                </>
              )}
            </p>
          </div>
        </div>
        <div className="flex flex-wrap items-end gap-4">
          <Overall
            label="章进度"
            value={chapter.percent}
            expected={chapter.expected}
            href={paths.points({ chapter: chapter.number, asOf })}
          />
          {exports && <ExportMenu query={{ chapter: chapter.number }} asOf={board.asOf} />}
          <Neighbours board={board} number={chapter.number} asOf={asOf} />
        </div>
      </div>
      <section className="card px-4 sm:px-5" aria-label="本章要点">
        <div className="border-line border-b py-3 lg:hidden">
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
        <div className="grid min-w-0 gap-4">
          <Card title="单位 × 月份填报情况" note="同一单位有多项要点的，取最差的一项">
            <ReportingGrid
              rows={grid}
              months={begun}
              cities={board.cities}
              caption="各责任单位各月填报情况"
              rowHref={(row) => paths.unit(row.share.unit.id, { asOf })}
            />
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
      </div>
    </>
  );
}

function Neighbours({
  board,
  number,
  asOf,
}: {
  board: { chapters: { number: number; title: string }[] };
  number: number;
  asOf: string | undefined;
}) {
  const index = board.chapters.findIndex((chapter) => chapter.number === number);
  const before = board.chapters[index - 1];
  const after = board.chapters[index + 1];
  return (
    <nav aria-label="前后章" className="flex gap-2">
      {before && (
        <ButtonLink
          href={paths.chapter(before.number, { asOf })}
          aria-label={`上一章：${before.title}`}
        >
          <Icon name="left" size={14} />第{chineseNumeral(before.number)}章
        </ButtonLink>
      )}
      {after && (
        <ButtonLink
          href={paths.chapter(after.number, { asOf })}
          aria-label={`下一章：${after.title}`}
        >
          第{chineseNumeral(after.number)}章
          <Icon name="right" size={14} />
        </ButtonLink>
      )}
    </nav>
  );
}
