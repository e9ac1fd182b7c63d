import type { Metadata } from "next";
import { ReviewForm } from "@/components/reviews/review-form";
import { cityText } from "@/components/status/city";
import { TagMark } from "@/components/status/light";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { SubmittedReportView } from "@/components/updates/submitted-report";
import { getBoard } from "@/lib/dashboards/queries";
import { month, monthDay, monthDayTime, percent } from "@/lib/format";
import { listReviewQueue, type PendingReview } from "@/lib/inbox/queries";
import { paths } from "@/lib/paths";
import { ANOMALY_NAMES } from "@/lib/progress/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { reviewUpdateAction } from "./actions";

export const metadata: Metadata = { title: "审核" };

export default async function ReviewsPage({ searchParams }: PageProps<"/reviews">) {
  const actor = await requireActor();
  const now = today();
  const queue = await answer(listReviewQueue(actor, now));
  const { cities } = await answer(getBoard(actor, now));
  const { update, done } = await searchParams;
  const asked = queue.find(({ report }) => String(report.id) === update);
  const chosen = asked ?? queue[0];
  return (
    <Frame current="reviews">
      <h1 className="mb-4 font-bold text-xl">
        审核{" "}
        <span className="font-normal text-ink-2 text-lg">
          待审 {queue.length} 条，异常的排在前面
        </span>
      </h1>
      {done === "approved" && <Notice>已通过，看板已更新。</Notice>}
      {done === "returned" && <Notice>已退回，填报单位会看到您写的原因。</Notice>}
      {update && !asked && <Notice>您要看的那一条已经处理完毕，下面是队列中的下一条。</Notice>}
      {!chosen ? (
        <Empty>没有待审核的进展。</Empty>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[18rem_minmax(0,1fr)] xl:grid-cols-[18rem_minmax(0,1fr)_20rem]">
          <Queue queue={queue} chosen={chosen} cities={cities} />
          <Comparison chosen={chosen} cities={cities} />
          <Card title="审核意见" className="lg:col-start-2 xl:col-start-3">
            <ReviewForm
              key={chosen.report.id}
              updateId={chosen.report.id}
              action={reviewUpdateAction}
            />
          </Card>
        </div>
      )}
    </Frame>
  );
}

function Queue({
  queue,
  chosen,
  cities,
}: {
  queue: PendingReview[];
  chosen: PendingReview;
  cities: { id: number }[];
}) {
  return (
    <details className="card p-2 max-lg:order-last" open>
      <summary className="px-3 py-1.5 font-semibold lg:hidden">队列（{queue.length}）</summary>
      <ol className="grid max-h-[75dvh] gap-1 overflow-y-auto">
        {queue.map((item) => (
          <li key={item.report.id}>
            <Link
              href={`${paths.reviews()}?update=${item.report.id}`}
              aria-current={item === chosen ? "true" : undefined}
              className="block rounded-lg px-3 py-2 hover:bg-sunken aria-[current]:bg-chosen"
            >
              <span className="flex justify-between gap-2">
                <span className="truncate font-semibold">
                  {item.pointNumber}. {item.pointTitle}
                </span>
                <strong>{percent(item.report.percent)}</strong>
              </span>
              <span className={`block text-sm ${cityText(cities, item.unit.cityId)}`}>
                {item.unit.name}
              </span>
              <span className="flex flex-wrap items-center gap-1.5 text-ink-2 text-xs">
                {monthDayTime(new Date(item.report.submittedAt))}
                {item.anomalies.map((anomaly) => (
                  <TagMark key={anomaly}>{ANOMALY_NAMES[anomaly]}</TagMark>
                ))}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Comparison({ chosen, cities }: { chosen: PendingReview; cities: { id: number }[] }) {
  const { previous, report } = chosen;
  return (
    <section className="card p-4 sm:p-5">
      <h2 className="font-bold text-lg">
        <Link href={paths.point(chosen.pointNumber)} className="hover:underline">
          {chosen.pointNumber}. {chosen.pointTitle}
        </Link>
      </h2>
      <p className={`mb-3 font-semibold ${cityText(cities, chosen.unit.cityId)}`}>
        {chosen.unit.name}
      </p>
      {chosen.anomalies.length > 0 && (
        <p className="mb-3 rounded-r border-amber-fill border-l-[3px] bg-sunken px-3 py-1.5">
          请留意：{chosen.anomalies.map((anomaly) => ANOMALY_NAMES[anomaly]).join("、")}
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="rounded-lg bg-sunken p-3 max-sm:order-2">
          <h3 className="mb-1 font-semibold text-ink-2">
            {previous ? `上次通过（${month(previous.month)}）` : "上次通过"}
          </h3>
          {previous ? (
            <>
              <p className="font-bold text-lg">{percent(previous.percent)}</p>
              <p className="whitespace-pre-line">{previous.progressText || "本期无新进展"}</p>
              {previous.problemText && <p className="mt-2">存在问题：{previous.problemText}</p>}
              <p className="mt-1 text-ink-2 text-sm">{monthDay(previous.submittedOn)}报送</p>
            </>
          ) : (
            <p className="text-ink-2">这是第一次报送。</p>
          )}
        </div>
        <div className="p-3">
          <h3 className="mb-1 font-semibold text-ink-2">本次（{month(report.month)}）</h3>
          <SubmittedReportView report={report} />
        </div>
      </div>
    </section>
  );
}
