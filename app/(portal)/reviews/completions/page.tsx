import type { Metadata } from "next";
import { ApplicationView } from "@/components/points/application-view";
import { cityText } from "@/components/status/city";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { listWaitingCompletions } from "@/lib/completions/queries";
import { recheckNeeded } from "@/lib/completions/rules";
import type { Board } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { waitingExtensions } from "@/lib/dashboards/waiting-extensions";
import { COMPLETION_STATE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { AfterVerification, VerifyForm } from "../../points/[number]/completion-forms";
import { ReviewTabs } from "../tabs";

export const metadata: Metadata = { title: "办结核验" };

export default async function CompletionsPage() {
  const actor = await requireActor();
  const now = today();
  const [waiting, board] = await Promise.all([
    answer(listWaitingCompletions(actor, now)),
    answer(getBoard(actor, now)),
  ]);
  const { cities, points } = board;
  return (
    <Frame current="reviews">
      <h1 className="mb-3 font-bold text-xl">
        办结核验{" "}
        <span className="font-normal text-ink-2 text-lg">先核验申请，核验通过后逐侧销号</span>
      </h1>
      <ReviewTabs
        current="completions"
        completions={waiting.length}
        extensions={waitingExtensions(actor, board).length}
      />
      {waiting.length === 0 ? (
        <Empty>没有等待核验或销号的办结申请。</Empty>
      ) : (
        <ol className="grid gap-4 xl:grid-cols-2">
          {waiting.map(({ point, cityId, ...application }) => {
            const where = cities.find(({ id }) => id === cityId)?.shortName ?? "";
            const state = application.decision === null ? "APPLIED" : "VERIFIED";
            return (
              <li key={application.id} className="card p-4 sm:p-5">
                <h2 className="font-bold text-lg">
                  <Link href={paths.point(point.number)} className="hover:underline">
                    {point.number}. {point.title}
                  </Link>
                </h2>
                <p className="mb-2">
                  <strong className={cityText(cities, cityId)}>{where}侧</strong>{" "}
                  {COMPLETION_STATE_NAMES[state]}
                </p>
                <ApplicationView application={application} />
                {state === "APPLIED" ? (
                  <VerifyForm application={application} />
                ) : (
                  <AfterVerification
                    application={application}
                    side={{ pointId: point.id, cityId }}
                    where={where}
                    recheck={recheckNeeded(
                      percentOf(points, point.id, cityId),
                      application.overtaken,
                    )}
                  />
                )}
              </li>
            );
          })}
        </ol>
      )}
    </Frame>
  );
}

function percentOf(points: Board["points"], pointId: number, cityId: number): number {
  const point = points.find(({ id }) => id === pointId);
  return point?.sides.find(({ city }) => city.id === cityId)?.percent ?? 0;
}
