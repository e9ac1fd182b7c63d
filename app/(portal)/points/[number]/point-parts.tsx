import { TrendChart } from "@/components/charts/trend-chart";
import { timelineMarks } from "@/components/directives/timeline-marks";
import { PublishedText } from "@/components/points/published-text";
import { Timeline } from "@/components/points/timeline";
import { cityText } from "@/components/status/city";
import { LightMark, TagLinks } from "@/components/status/light";
import { ConfidenceMarks } from "@/components/time/confidence-mark";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Board, Point } from "@/lib/dashboards/board";
import type { DirectiveView } from "@/lib/dashboards/directives";
import type { PointDashboard } from "@/lib/dashboards/queries";
import { expectedAhead } from "@/lib/dashboards/trend";
import type { IsoDate } from "@/lib/dates";
import { chineseNumeral, dueDay, extensionText, monthDay } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { PointRecord } from "@/lib/progress/point-record";
import { remainingText } from "@/lib/status/reason";
import { AdjustedText } from "./adjustments";
import { Indicators, ItemNote } from "./promises";
import { UnitList } from "./unit-list";

type Reading = { dashboard: PointDashboard; asOf: string | undefined };

/** Which chapter the point belongs to. */
export function PointPath({ dashboard: { board, point }, asOf }: Reading) {
  const chapter = board.chapters.find((candidate) => candidate.number === point.chapterNumber);
  return (
    <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
      <Link href={paths.overview({ asOf })} className="hover:underline">
        总览
      </Link>{" "}
      /{" "}
      <Link href={paths.chapter(point.chapterNumber, { asOf })} className="hover:underline">
        {chineseNumeral(point.chapterNumber)}、{chapter?.title}
      </Link>{" "}
      / {point.number}
    </nav>
  );
}

/** The point's title, its light and the reason of it. */
export function PointHead({
  board,
  point,
  asOf,
}: {
  board: Board;
  point: Point;
  asOf: string | undefined;
}) {
  // Each person's newest; the others stand on the line of time.
  const read = board.readMarks
    .filter(({ pointId }) => pointId === point.id)
    .filter((mark, at, all) => all.findIndex((m) => m.accountId === mark.accountId) === at);
  return (
    <>
      <h1 className="mb-1 flex flex-wrap items-center gap-x-4 gap-y-1 font-bold text-xl">
        {point.number}. {point.title}
        <LightMark light={point.light} className="text-base" />
        <TagLinks point={point} asOf={asOf} />
        <ConfidenceMarks sides={point.sides} />
      </h1>
      <p className="text-ink-2">
        {point.reason}
        {read.map(({ accountId, post, readOn }) => (
          <span key={accountId} className="ml-3 whitespace-nowrap text-sm">
            {post} 已阅 {monthDay(readOn)}
          </span>
        ))}
      </p>
    </>
  );
}

/** The published text, its action items, and what both cities reported. */
export function PointText({
  board,
  point,
  record,
}: {
  board: Board;
  point: Point;
  record: PointRecord;
}) {
  return (
    <>
      <Card title="原文">
        <PublishedText body={point.body} clause={point.clause} record={record} />
        <AdjustedText point={point} />
        <FormerTexts record={record} />
      </Card>
      <Card title="举措分解" note={actionNote(record)}>
        <ol className="divide-y divide-line border-line border-t">
          {record.actionItems.map((item) => (
            <li key={item.position} id={`item-${item.position}`} className="flex gap-3 py-2">
              <span className="text-ink-2">{item.position}</span>
              <span>
                {item.text}
                {!item.settled && <ItemNote item={item} asOf={board.asOf} />}
                {item.settled && (
                  <span className="block text-ink-2 text-sm">
                    <Link
                      href={paths.meeting(item.settled.meetingId)}
                      className="text-accent underline"
                    >
                      {item.settled.meeting}
                    </Link>
                    议定 · {item.settled.units.join("、")} ·{" "}
                    {dueDay(item.settled.dueOn, board.asOf)}前
                  </span>
                )}
                {item.done.map(({ unitName, cityId, doneOn }) => (
                  <span key={unitName} className="block text-sm">
                    ✓ <span className={cityText(board.cities, cityId)}>{unitName}</span>{" "}
                    {monthDay(doneOn)}完成
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

/** What it said until an update of the notice; figures and reports of those days go by it. */
function FormerTexts({ record }: { record: PointRecord }) {
  if (record.former.length === 0) return null;
  return (
    <details className="mt-3 border-line border-t pt-2">
      <summary className="text-ink-2 text-sm">
        通知更新 {record.former.length} 次，查看以前的文字
      </summary>
      <ul className="grid gap-3">
        {record.former.map(({ endsOn, number, chapterNumber, text }) => (
          <li key={endsOn} id={`former-${endsOn}`}>
            <h3 className="mt-2 mb-1 font-semibold text-sm">
              {endsOn} 更新以前 · 第{chineseNumeral(chapterNumber)}章第 {number} 项
            </h3>
            <p className="published whitespace-pre-line rounded-lg bg-sunken px-3 py-2">{text}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function PointTimeline({
  board,
  point,
  record,
  directives,
  asOf,
}: {
  board: Board;
  point: Point;
  record: PointRecord;
  /** of the point, as far as the reader may read them */
  directives: DirectiveView[];
  asOf: string | undefined;
}) {
  const readMarks = board.readMarks.filter(({ pointId }) => pointId === point.id);
  return (
    <Card title="进展记录" note="两市审核通过的进展，批示和答复，最新的在前">
      <Timeline
        entries={record.timeline}
        marks={timelineMarks(directives, readMarks, board.cities, asOf)}
        cities={board.cities}
      />
    </Card>
  );
}

function actionNote({ actionItems }: PointRecord): string {
  const settled = actionItems.filter((item) => item.settled !== null).length;
  const added = actionItems.filter((item) => item.added).length;
  return [
    `${actionItems.length - settled - added} 条按原文逐句列出`,
    ...(settled > 0 ? [`${settled} 条由联席会议议定`] : []),
    ...(added > 0 ? [`${added} 条由管理员补充`] : []),
  ].join("，");
}

/** Indicators, units, dates and trend. */
export function PointFacts({
  waiting,
  dashboard: { board, point, trend },
  asOf,
  record,
}: Reading & { waiting: Map<number, IsoDate>; record: PointRecord }) {
  return (
    <>
      <Indicators record={record} board={board} expected={point.expected} />
      <Card title="责任单位" note={`${point.units.length} 家`}>
        <UnitList waiting={waiting} point={point} board={board} asOf={asOf} />
      </Card>
      <Card title="时限与来源">
        <dl className="grid grid-cols-[5rem_1fr] gap-y-2">
          <dt className="text-ink-2">办理时限</dt>
          <dd>
            {point.dueOn}（{remainingText(board.asOf, point.dueOn)}）
            {point.extension && (
              <span className="block text-ink-2">{extensionText(point.extension, board.asOf)}</span>
            )}
          </dd>
          <dt className="text-ink-2">填报频次</dt>
          <dd>每月 {Number(board.period?.dueOn.slice(8) ?? 25)} 日前</dd>
          <dt className="text-ink-2">来源</dt>
          <dd>
            {board.plan.documentNumber} 第{chineseNumeral(point.chapterNumber)}章
            {point.absences.map(({ since, until }) => (
              <span key={until} className="block text-ink-2">
                {since === null
                  ? `${until} 通知更新时列入`
                  : `${since} 至 ${until} 因通知更新未列入`}
              </span>
            ))}
          </dd>
        </dl>
      </Card>
      <Card title="进度走势">
        <TrendChart
          trend={trend}
          ahead={expectedAhead(board, [point])}
          cities={board.cities}
          months={board.periods.map((period) => period.month)}
          caption={`第 ${point.number} 项两市进度走势与序时进度`}
        />
      </Card>
    </>
  );
}
