import type { Metadata } from "next";
import { z } from "zod";
import { ApplicationView } from "@/components/points/application-view";
import { cityText } from "@/components/status/city";
import { LightMark, TagMark } from "@/components/status/light";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { listWaitingCompletions } from "@/lib/completions/queries";
import { recheckNeeded } from "@/lib/completions/rules";
import type { Point } from "@/lib/dashboards/board";
import { getBoard } from "@/lib/dashboards/queries";
import { waitingExtensions } from "@/lib/dashboards/waiting-extensions";
import { monthDay, percent } from "@/lib/format";
import { COMPLETION_STATE_NAMES } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { AfterVerification, VerifyForm } from "../../points/[number]/completion-forms";
import { ReviewTabs } from "../tabs";

export const metadata: Metadata = { title: "办结核验" };

const parameters = z.object({
  done: z.enum(["verified", "rejected", "closed"]).optional().catch(undefined),
  of: rowId.optional().catch(undefined),
});

const DONE = {
  verified: "的办结申请已核验通过，可以确认销号。",
  rejected: "的办结申请已退回，责任单位会看到您写的意见。",
  closed: "已销号，看板已更新。",
} as const;

export default async function CompletionsPage({ searchParams }: PageProps<"/reviews/completions">) {
  const { done, of } = parameters.parse(await searchParams);
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
      {done && of && (
        <Notice>
          第 {of} 项{DONE[done]}
        </Notice>
      )}
      {waiting.length === 0 ? (
        <Empty>没有等待核验或销号的办结申请。</Empty>
      ) : (
        <ol className="grid gap-4 xl:grid-cols-2">
          {waiting.map(({ point, cityId, ...application }) => {
            const where = cities.find(({ id }) => id === cityId)?.shortName ?? "";
            const side = points
              .find(({ id }) => id === point.id)
              ?.sides.find(({ city }) => city.id === cityId);
            const state = application.decision === null ? "APPLIED" : "VERIFIED";
            return (
              <li key={application.id} className="card p-4 sm:p-5">
                <h2 className="font-bold text-lg">
                  <Link href={paths.point(point.number)} className="hover:underline">
                    {point.number}. {point.title}
                  </Link>
                </h2>
                <p className="mb-2 flex flex-wrap items-center gap-x-3">
                  <strong className={cityText(cities, cityId)}>{where}侧</strong>
                  <TagMark>{COMPLETION_STATE_NAMES[state]}</TagMark>
                  {side && <LightMark light={side.light} />}
                </p>
                {side && <SideUnits side={side} />}
                <ApplicationView application={application} />
                {state === "APPLIED" ? (
                  <VerifyForm application={application} queued={point.number} />
                ) : (
                  <AfterVerification
                    application={application}
                    side={{ pointId: point.id, cityId }}
                    where={where}
                    recheck={recheckNeeded(side?.percent ?? 0, application.overtaken)}
                    queued={point.number}
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

/** How far each unit that answers for the side has come, by its newest approved report. */
function SideUnits({ side }: { side: Point["sides"][number] }) {
  return (
    <ul className="mb-2 rounded-lg bg-sunken px-3 py-2 text-sm" aria-label="各责任单位进度">
      {side.units.map(({ assignmentId, unit, latest }) => (
        <li key={assignmentId} className="flex flex-wrap gap-x-2">
          {unit.name}
          <strong>{latest ? percent(latest.percent) : "未报"}</strong>
          {latest && <span className="text-ink-2">{monthDay(latest.approvedOn)}通过</span>}
        </li>
      ))}
    </ul>
  );
}
