import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReleaseForm } from "@/components/public/release-form";
import { FilterLink, FilterRow } from "@/components/reviews/filter-links";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { getBoard } from "@/lib/dashboards/queries";
import { chineseNumeral } from "@/lib/format";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { listReleasable } from "@/lib/publications/queries";
import { releaseFilter } from "@/lib/publications/schema";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { given } from "@/lib/web/given";
import { Frame } from "../frame";
import { NoPlan } from "../no-plan";
import { releaseReportAction, withdrawReleaseAction } from "./actions";

export const metadata: Metadata = { title: "公开放行" };

const STATES = [
  ["released", "已放行"],
  ["held", "未放行"],
] as const;

export default async function PublicationsPage({ searchParams }: PageProps<"/publications">) {
  const actor = await requireActor();
  if (!may(actor, "year.manage")) notFound();
  if (!actor.plan) return <NoPlan current="year" title="公开放行" />;
  const asked = releaseFilter.safeParse(given(await searchParams));
  if (!asked.success) notFound();
  const [board, reports] = await Promise.all([
    answer(getBoard(actor, today())),
    answer(listReleasable(actor, today())),
  ]);
  const { state, chapter = board.chapters[0]?.number } = asked.data;
  const own = reports.filter(({ chapterNumber }) => chapterNumber === chapter);
  const shown = own.filter(
    ({ releaseId }) => state === undefined || (state === "released") === (releaseId !== null),
  );
  const points = board.points.filter(({ number }) =>
    shown.some(({ pointNumber }) => pointNumber === number),
  );
  return (
    <Frame current="year">
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.year()} className="hover:underline">
          年度设置
        </Link>{" "}
        / 公开放行
      </nav>
      <h1 className="font-bold text-xl">公开放行</h1>
      <p className="mb-3 text-ink-2 text-sm">
        各单位最近一份审核通过的进展，逐份、逐栏放行；没有放行的不公开，随时可以收回。公开页另须开放“逐份放行的进展”。
        <Link href={paths.publicPreview()} className="ml-2 text-accent underline">
          预览公开页
        </Link>
      </p>
      <div className="mb-3 grid gap-2">
        <FilterRow label="章">
          {board.chapters.map(({ number }) => (
            <FilterLink
              key={number}
              href={paths.releases({ chapter: number, state })}
              current={number === chapter}
            >
              {chineseNumeral(number)}
              <span className="sr-only">章</span>
            </FilterLink>
          ))}
        </FilterRow>
        <FilterRow label="是否放行">
          <FilterLink href={paths.releases({ chapter })} current={state === undefined}>
            全部 {own.length}
          </FilterLink>
          {STATES.map(([value, name]) => (
            <FilterLink
              key={value}
              href={paths.releases({ chapter, state: value })}
              current={state === value}
            >
              {name}{" "}
              {
                own.filter(({ releaseId }) => (value === "released") === (releaseId !== null))
                  .length
              }
            </FilterLink>
          ))}
        </FilterRow>
        <FilterLine
          chosen={[
            asked.data.chapter !== undefined && `第${chineseNumeral(asked.data.chapter)}章`,
            STATES.find(([value]) => value === state)?.[1],
          ]}
          all={paths.releases()}
          here={paths.releases(asked.data)}
        />
      </div>
      {points.length === 0 && <Empty>这一章没有符合条件的进展。</Empty>}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        {points.map((point) => (
          <Card key={point.id} title={`${point.number}. ${point.title}`}>
            <ul className="divide-y divide-line border-line border-t">
              {shown
                .filter(({ pointNumber }) => pointNumber === point.number)
                .map((report) => (
                  <ReleaseForm
                    key={`${report.updateId} ${report.releaseId}`}
                    report={report}
                    release={releaseReportAction}
                    withdraw={withdrawReleaseAction}
                  />
                ))}
            </ul>
          </Card>
        ))}
      </div>
    </Frame>
  );
}
