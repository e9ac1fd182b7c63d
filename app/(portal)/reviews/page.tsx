import type { Metadata } from "next";
import { QueueList } from "@/components/reviews/queue-list";
import { ReviewDesk } from "@/components/reviews/review-desk";
import { ReviewKeys } from "@/components/reviews/review-keys";
import { cityText } from "@/components/status/city";
import { Empty } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { FilterLine } from "@/components/views/filter-line";
import type { Board } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { waitingExtensions } from "@/lib/dashboards/waiting-extensions";
import { month, monthDayTime, percent } from "@/lib/format";
import { listReviewQueue, type PendingReview } from "@/lib/inbox/queries";
import { paths } from "@/lib/paths";
import { ANOMALY_NAMES, isInPart, RETURN_CHIPS } from "@/lib/reviews/rules";
import { type QueuePlace, queuePlace } from "@/lib/reviews/schema";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { OtherPlansLine } from "../other-plans-line";
import { approveUpdatesAction, reviewUpdateAction } from "./actions";
import { reviewBlocks } from "./blocks";
import { QueueFilters } from "./filters";
import { ReportHead } from "./report-head";
import { ReviewTabs } from "./tabs";

export const metadata: Metadata = { title: "审核" };

export default async function ReviewsPage({ searchParams }: PageProps<"/reviews">) {
  const actor = await requireActor();
  const now = today();
  const [queue, board] = await Promise.all([
    answer(listReviewQueue(actor, now)),
    answer(getBoard(actor, now)),
  ]);
  const { cities } = board;
  const parameters = await searchParams;
  const place = queuePlace.parse(parameters);
  const { update, city, anomaly } = place;
  const part = queue.filter((item) => isInPart(item, place));
  const asked =
    part.find(({ report }) => report.id === update) ??
    part.find(({ earlier }) => update !== undefined && earlier.includes(update));
  const decided = nameOfReport(board, rowId.safeParse(parameters.of).data);
  const chosen = asked ?? part[Math.min(place.at ?? 0, part.length - 1)];
  return (
    <Frame current="reviews" thumb={!chosen}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 className="font-bold text-xl">
          审核{" "}
          <span className="font-normal text-ink-2 text-lg">
            待审 {queue.length} 条，异常的排在前面
          </span>
        </h1>
        {chosen && (
          <ReviewKeys updateId={chosen.report.id} odd={chosen.anomalies.map(({ text }) => text)} />
        )}
      </div>
      <OtherPlansLine actor={actor} path={paths.reviews()} />
      <ReviewTabs
        current="updates"
        completions={actor.waiting?.completions ?? 0}
        extensions={waitingExtensions(actor, board).length}
      />
      {parameters.done === "approved" && <Notice>{decided}已通过，看板已更新。</Notice>}
      {parameters.done === "returned" && (
        <Notice>{decided}已退回，填报单位会看到您写的意见。</Notice>
      )}
      {!parameters.done && update !== undefined && !asked && (
        <Notice>您要看的那一条已经处理完毕，下面是队列中的下一条。</Notice>
      )}
      {asked && asked.report.id !== update && (
        <Notice>填报单位已重新报送，下面是新的一版（第 {asked.report.version} 次报送）。</Notice>
      )}
      <QueueFilters
        queue={queue}
        cities={actor.cityId === null ? cities : []}
        place={{ city, anomaly }}
      />
      <FilterLine
        chosen={[
          cities.find(({ id }) => id === city)?.shortName,
          anomaly && ANOMALY_WORDS[anomaly],
        ]}
        all={paths.reviews()}
        here={paths.reviews({ city, anomaly })}
      />
      {!chosen ? (
        <Empty>
          {queue.length === 0 ? "没有待审核的进展。" : "这一部分没有待审核的进展，请换一个筛选。"}
        </Empty>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[19rem_minmax(0,1fr)]">
          <div className="min-w-0 max-lg:order-last max-lg:mb-16 lg:sticky lg:top-20">
            <QueueList
              entries={part.map((item, at) => ({
                id: item.report.id,
                href: paths.reviews({ ...place, update: item.report.id, at }),
                title: `${item.pointNumber}. ${item.pointTitle}`,
                unit: `${item.unit.name} · ${month(item.report.month)}`,
                tone: cityText(cities, item.unit.cityId),
                percent: percent(item.report.percent),
                at: monthDayTime(new Date(item.report.submittedAt)),
                marks: item.anomalies.map((mark) => mark.text),
              }))}
              current={chosen.report.id}
              action={approveUpdatesAction}
            />
          </div>
          <Desk part={part} chosen={chosen} cities={cities} place={{ city, anomaly }} />
        </div>
      )}
    </Frame>
  );
}

const ANOMALY_WORDS = { ANY: "有异常", NONE: "无异常", ...ANOMALY_NAMES };

/** 第 20 项济南市教育局9月进展, for the message after it was decided on; empty for what is not on the board. */
function nameOfReport(board: Board, updateId: number | undefined): string {
  for (const point of board.points) {
    for (const { unit, cells } of point.units) {
      const cell = cells.find((each) => each.updateId !== null && each.updateId === updateId);
      if (cell) return `第 ${point.number} 项${unit.name}${month(cell.month)}进展`;
    }
  }
  return "";
}

/** The chosen report, and where J, K and a decision lead from it. */
function Desk({
  part,
  chosen,
  cities,
  place,
}: {
  part: PendingReview[];
  chosen: PendingReview;
  cities: { id: number }[];
  place: QueuePlace;
}) {
  const { report, previous, replaced } = chosen;
  const compared = replaced ?? previous;
  const at = part.indexOf(chosen);
  const to = (index: number) => {
    const item = part[index];
    return item && paths.reviews({ ...place, update: item.report.id, at: index });
  };
  const titles = {
    before: !compared
      ? "上次通过：无，第一次报送"
      : replaced
        ? `更正前（${month(compared.month)}，已通过）`
        : `上次通过（${month(compared.month)}）`,
    now: `本次（${month(report.month)}）`,
  };
  return (
    <ReviewDesk
      // A new version of the same report keeps what the reviewer has written so far.
      key={`${chosen.assignmentId}-${report.month}`}
      head={
        <ReportHead
          chosen={chosen}
          tone={cityText(cities, chosen.unit.cityId)}
          position={`${at + 1} / ${part.length}`}
          previous={to(at - 1)}
          next={to(at + 1)}
        />
      }
      titles={titles}
      blocks={reviewBlocks(report, compared)}
      chips={RETURN_CHIPS}
      hidden={{ ...place, updateId: report.id, update: part[at + 1]?.report.id, at }}
      action={reviewUpdateAction}
    />
  );
}
