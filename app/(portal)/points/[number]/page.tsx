import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TrendChart } from "@/components/charts/trend-chart";
import { PublishedText } from "@/components/points/published-text";
import { SideBars } from "@/components/points/side-bars";
import { Timeline } from "@/components/points/timeline";
import { LightMark, TagMark } from "@/components/status/light";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getPointDashboard } from "@/lib/dashboards/queries";
import { chineseNumeral, monthDay, percent } from "@/lib/format";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { getPointRecord } from "@/lib/progress/queries";
import { rowId } from "@/lib/row-id";
import { remainingText } from "@/lib/status/reason";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { Closures } from "./closures";
import { UnitList } from "./unit-list";

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
  const { board, point, trend } = await answer(getPointDashboard(actor, number.data, asOf));
  const record = await answer(getPointRecord(actor, point.id, asOf));
  const now = today();
  const carried = asOf === now ? undefined : asOf;
  const chapter = board.chapters.find((candidate) => candidate.number === point.chapterNumber);
  const mine = point.units.find(
    (share) => share.group === "NONE" && may(actor, "draft.write", { unitId: share.unit.id }),
  );
  return (
    <Frame current={`chapter-${point.chapterNumber}`} asOf={asOf} path={paths.point(point.number)}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.overview({ asOf: carried })} className="hover:underline">
          总览
        </Link>{" "}
        /{" "}
        <Link
          href={paths.chapter(point.chapterNumber, { asOf: carried })}
          className="hover:underline"
        >
          {chineseNumeral(point.chapterNumber)}、{chapter?.title}
        </Link>{" "}
        / {point.number}
      </nav>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="mb-1 flex flex-wrap items-center gap-x-4 gap-y-1 font-bold text-xl">
            {point.number}. {point.title}
            <LightMark light={point.light} className="text-base" />
            {point.tags.map((tag) => (
              <TagMark key={tag}>{tag}</TagMark>
            ))}
          </h1>
          <p className="text-ink-2">{point.reason}</p>
        </div>
        {mine && (
          <ButtonLink href={paths.newUpdate(mine.assignmentId)} look="primary">
            填报进展
          </ButtonLink>
        )}
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <Card title="原文">
            <PublishedText body={point.body} clause={point.clause} record={record} />
          </Card>
          <Card title="举措分解" note={`${record.actionItems.length} 条，按原文逐句列出`}>
            <ol className="divide-y divide-line border-line border-t">
              {record.actionItems.map((item) => (
                <li key={item.position} className="flex gap-3 py-2">
                  <span className="text-ink-2">{item.position}</span>
                  {item.text}
                </li>
              ))}
            </ol>
          </Card>
          <Card title="进展记录" note="两市审核通过的进展，最新的在前">
            <Timeline entries={record.timeline} cities={board.cities} />
          </Card>
        </div>
        <div className="grid gap-4">
          <Card title="两市进度">
            <SideBars
              sides={point.sides}
              cities={board.cities}
              expected={point.expected}
              height={8}
            />
            <p className="mt-2 text-ink-2 text-sm">
              竖线：序时进度 {percent(point.expected)}（{monthDay(board.plan.issuedOn)}—
              {monthDay(point.dueOn)}）
            </p>
            <Closures actor={actor} point={point} editable={carried === undefined} />
          </Card>
          {record.indicators.length > 0 && (
            <Card title="量化指标" note="从原文读出，待确认">
              <ul className="divide-y divide-line border-line border-t">
                {record.indicators.map((indicator) => (
                  <li key={indicator.position} className="py-2">
                    <p className="flex items-baseline justify-between gap-3">
                      {indicator.name}
                      <span className="whitespace-nowrap text-ink-2">
                        目标 <strong className="text-ink">{indicator.target}</strong>{" "}
                        {indicator.measure}
                      </span>
                    </p>
                    <p className="text-ink-2 text-xs">“{indicator.sentence}”</p>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Card title="责任单位" note={`${point.units.length} 家`}>
            <UnitList point={point} board={board} asOf={carried} />
          </Card>
          <Card title="时限与来源">
            <dl className="grid grid-cols-[5rem_1fr] gap-y-2">
              <dt className="text-ink-2">办理时限</dt>
              <dd>
                {point.dueOn}（{remainingText(asOf, point.dueOn)}）
              </dd>
              <dt className="text-ink-2">填报频次</dt>
              <dd>每月 {Number(board.period?.dueOn.slice(8) ?? 25)} 日前</dd>
              <dt className="text-ink-2">来源</dt>
              <dd>
                {board.plan.documentNumber} 第{chineseNumeral(point.chapterNumber)}章
              </dd>
            </dl>
          </Card>
          <Card title="进度走势">
            <TrendChart
              trend={trend}
              cities={board.cities}
              width={320}
              months={board.periods.map((period) => period.month)}
              caption={`第 ${point.number} 项两市进度走势与序时进度`}
            />
          </Card>
        </div>
      </div>
    </Frame>
  );
}
