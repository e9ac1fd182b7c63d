import type { Timeline } from "@/lib/dashboards/timeline";
import { daysBetween } from "@/lib/dates";
import { chineseNumeral, extensionText, month, monthDay, percent, yearMonth } from "@/lib/format";
import { standingText } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { LightShape } from "../status/light";
import { Link } from "../ui/link";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";
import { MilestoneMark } from "./milestone-mark";
import { milestoneText, PauseHatch, pauseText, TimelineBar } from "./timeline-row";

const GRID =
  "grid gap-x-4 lg:grid-cols-[17rem_minmax(0,1fr)] print:grid-cols-[17rem_minmax(0,1fr)]";

/** 时间轴: a row a point, grouped by chapter, on one scale of months, with its table. */
export function TimelineChart({
  timeline: { board, from, to, months, chapters },
  asOf,
}: {
  timeline: Timeline;
  /** carried by the links; undefined for today */
  asOf: string | undefined;
}) {
  const days = daysBetween(from, to) + 1;
  const share = (start: string, end: string, part = 1) =>
    `${((Math.max(0, daysBetween(start, end)) * part * 100) / days).toFixed(3)}%`;
  const at = (date: string) => share(from, date);
  // Each January says its year, where the scale runs into another one: above the months, on paper,
  // which is wide, beside its name.
  const years = months.filter((start, place) => place > 0 && start.endsWith("-01-01"));
  const height = years.length > 0 ? 34 : 22;
  const scale = (
    <svg aria-hidden="true" className="block w-full overflow-visible" height={height}>
      {months.map((start) => (
        <text key={start} x={at(start)} y={height - 7} fontSize="11" className="fill-ink-2">
          {month(start)}
        </text>
      ))}
      {years.map((start) => (
        <text key={start} x={at(start)} y="11" fontSize="11" className="fill-ink font-semibold">
          {start.slice(0, 4)}年
        </text>
      ))}
    </svg>
  );
  const scaleOnPaper = (
    <svg aria-hidden="true" className="block w-full overflow-visible" height="20">
      {months.map((start) => (
        <text key={start} x={at(start)} y="14" fontSize="11" className="fill-ink-2">
          {years.includes(start) ? yearMonth(start) : month(start)}
        </text>
      ))}
    </svg>
  );
  return (
    <div className="print-wide">
      <PauseHatch />
      <ul aria-label="图例" className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-sm">
        <li>色条：已完成的进度</li>
        {(["DONE", "LATE", "COMING"] as const).map((state) => (
          <li key={state} className="flex items-center gap-1">
            节点
            <MilestoneMark state={state} />
          </li>
        ))}
        <li>粗竖线与虚线：原时限 → 延期后</li>
        <li>斜纹：暂停</li>
        <li>交叉纹：取消</li>
        <li>长虚线：统计截止 {monthDay(board.asOf)}</li>
      </ul>
      <div className={`${GRID} border-line border-b print:hidden`}>
        <span className="max-lg:hidden" />
        {scale}
      </div>
      {chapters.map((chapter) => (
        <section key={chapter.number} aria-label={chapter.title} className="break-inside-avoid">
          {/* On paper each chapter has the months: it may stand on a sheet of its own. */}
          <div className="mt-3 mb-1 items-end gap-x-4 border-line print:mt-0.5 print:mb-0 print:grid print:grid-cols-[17rem_minmax(0,1fr)] print:border-b">
            <h2 className="font-semibold">
              <span className="mr-2 font-song text-seal">{chineseNumeral(chapter.number)}</span>
              <Link href={paths.chapter(chapter.number, { asOf })} className="hover:underline">
                {chapter.title}
              </Link>
            </h2>
            <div className="hidden print:block">{scaleOnPaper}</div>
          </div>
          <ol>
            {chapter.rows.map((row) => (
              <li
                key={row.number}
                className={`${GRID} items-center border-line border-b py-0.5 print:py-0`}
              >
                <Link
                  href={paths.point(row.number, { asOf })}
                  className="flex min-w-0 items-center gap-2 hover:underline"
                >
                  <LightShape light={row.light} />
                  <span className="w-5 shrink-0 text-right font-semibold">{row.number}</span>
                  <span className="truncate text-sm">{row.title}</span>
                  <span className="ml-auto shrink-0 text-ink-2 text-sm">
                    {percent(row.percent)}
                  </span>
                </Link>
                <TimelineBar row={row} at={at} widthOf={share} asOf={board.asOf} months={months} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <details className="mt-4 text-sm">
        <summary className="text-ink-2 text-xs">查看数据</summary>
        <TimelineTable timeline={{ board, from, to, months, chapters }} asOf={asOf} />
      </details>
    </div>
  );
}

function TimelineTable({ timeline, asOf }: { timeline: Timeline; asOf: string | undefined }) {
  return (
    <ScrollBox label="时间轴数据">
      <table className="mt-2 w-full min-w-[56rem]">
        <caption className="sr-only">各项要点的起止时间、状态、进度、节点、暂停和取消</caption>
        <TableHead names={["要点", "状态", "进度", "起", "办理时限", "节点", "暂停、取消"]} />
        <tbody>
          {timeline.chapters
            .flatMap(({ rows }) => rows)
            .map((row) => (
              <tr
                key={row.number}
                className="border-line border-b align-top [&>*]:py-1.5 [&>*]:pr-4"
              >
                <th scope="row" className="text-left font-normal">
                  <Link href={paths.point(row.number, { asOf })} className="hover:underline">
                    {row.number}. {row.title}
                  </Link>
                </th>
                <td className="whitespace-nowrap">{standingText(row)}</td>
                <td>{percent(row.percent)}</td>
                <td className="whitespace-nowrap">{row.startsOn}</td>
                <td>
                  <span className="whitespace-nowrap">{row.dueOn}</span>
                  {row.extension && (
                    <span className="block text-ink-2">
                      {extensionText(row.extension, timeline.board.asOf)}
                    </span>
                  )}
                </td>
                <td>{milestoneText(row, timeline.board.asOf) || "—"}</td>
                <td>{pauseText(row) || "—"}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
