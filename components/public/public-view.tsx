import { chineseNumeral, percent, yearMonth } from "@/lib/format";
import { HALT_NAMES } from "@/lib/glossary-states";
import type { PublicPage, PublicPoint, ReleasedReport } from "@/lib/publications/rules";

/** The 公开页 as anybody reads it, or as it would be read. */
export function PublicView({ page, children }: { page: PublicPage; children?: React.ReactNode }) {
  return (
    <>
      <h1 className="font-bold text-2xl">{page.title}</h1>
      <p className="mt-1 text-ink-2">
        {page.cities.join("、")} · {page.documentNumber} · {page.issuedOn} 印发 · 截至 {page.asOf}
      </p>
      {page.reported && <p className="mt-1">{overallText(page.percent, page.reported)}</p>}
      <p className="mt-2 rounded-lg bg-sunken px-4 py-2">
        本页只列已审核并同意公开的内容，<strong>未显示不等于未开展</strong>。
      </p>
      {children}
      <nav aria-label="各章" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm screen-only">
        {page.chapters.map(({ number, title }) => (
          <a key={number} href={`#chapter-${number}`} className="text-accent hover:underline">
            {chineseNumeral(number)}、{title}
          </a>
        ))}
      </nav>
      {page.chapters.map((chapter) => (
        <section
          key={chapter.number}
          aria-labelledby={`chapter-${chapter.number}`}
          className="card mt-4 p-4 sm:p-5"
        >
          <h2 id={`chapter-${chapter.number}`} className="mb-1 font-semibold text-lg">
            {chineseNumeral(chapter.number)}、{chapter.title}
          </h2>
          <ul className="divide-y divide-line">
            {chapter.points.map((point) => (
              <PointItem key={point.number} point={point} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function overallText(
  overall: number | undefined,
  { points, of, updatedOn }: NonNullable<PublicPage["reported"]>,
): string {
  if (overall === undefined) return "还没有审核通过的进展，暂不显示进度。";
  const rest = points < of ? "，其余按 0 计入总体" : "";
  return `总体进度 ${percent(overall)}：${of} 项中 ${points} 项已有审核通过的进展${rest}。最近一次审核通过是 ${updatedOn}。`;
}

function PointItem({ point }: { point: PublicPoint }) {
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-semibold">
          {point.number}. {point.title}
        </h3>
        <span className="text-sm">
          {point.percent !== undefined && `进度 ${percent(point.percent)}`}
          {point.halted && <strong className="ml-2">{HALT_NAMES[point.halted]}</strong>}
        </span>
      </div>
      {point.units && <p className="text-ink-2 text-sm">责任单位：{point.units.join("、")}</p>}
      {point.progress && point.progress.length > 0 && (
        <ul className="mt-1 grid gap-1 text-sm">
          {point.progress.map((report) => (
            <li key={report.unit}>
              <span className="text-ink-2">
                {report.unit}（{yearMonth(report.month)}）：
              </span>
              <ReleasedParts report={report} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** The released fields of one report. */
export function ReleasedParts({
  report: { progressText, nextStepText, readings },
}: {
  report: Pick<ReleasedReport, "progressText" | "nextStepText" | "readings">;
}) {
  return (
    <>
      {progressText && <span className="whitespace-pre-line">{progressText}</span>}
      {readings && (
        <span className="block">
          {readings.map(({ name, value, measure }) => `${name} ${value} ${measure}`).join("；")}
        </span>
      )}
      {nextStepText && <span className="block whitespace-pre-line">下步打算：{nextStepText}</span>}
    </>
  );
}
