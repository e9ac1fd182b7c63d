import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cityText } from "@/components/status/city";
import { LightMark } from "@/components/status/light";
import { ExtensionView } from "@/components/time/extension-view";
import { NotAsked } from "@/components/time/not-asked";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getBoard } from "@/lib/dashboards/queries";
import { waitingExtensions } from "@/lib/dashboards/waiting-extensions";
import { paths } from "@/lib/paths";
import { monthsNotAsked } from "@/lib/periods/rules";
import { may, mayEver } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { DecideForm } from "../../points/[number]/point-time";
import { ReviewTabs } from "../tabs";

export const metadata: Metadata = { title: "延期审批" };

export default async function ExtensionsPage() {
  const actor = await requireActor();
  if (!mayEver(actor, "extension.decide")) notFound();
  const board = await answer(getBoard(actor, today()));
  const waiting = waitingExtensions(actor, board);
  return (
    <Frame current="reviews">
      <h1 className="mb-3 font-bold text-xl">
        延期审批{" "}
        <span className="font-normal text-ink-2 text-lg">批准当期的灯不会好于滞后预警</span>
      </h1>
      <ReviewTabs
        current="extensions"
        completions={actor.waiting?.completions ?? 0}
        extensions={waiting.length}
      />
      {waiting.length === 0 ? (
        <Empty>没有等待审批的延期申请。</Empty>
      ) : (
        <ol className="grid gap-4 xl:grid-cols-2">
          {waiting.map(({ point, extension }) => (
            <li key={extension.id} className="card p-4 sm:p-5">
              <h2 className="font-bold text-lg">
                <Link href={paths.point(point.number)} className="hover:underline">
                  {point.number}. {point.title}
                </Link>
              </h2>
              <p className="mb-1 flex flex-wrap items-center gap-x-3">
                <LightMark light={point.light} />
                <span className={cityText(board.cities, extension.cityId)}>
                  {board.cities.find(({ id }) => id === extension.cityId)?.shortName}
                </span>
              </p>
              <p className="mb-2 text-ink-2 text-sm">{point.reason}</p>
              <ExtensionView extension={extension} />
              <NotAsked
                missing={monthsNotAsked(board.periods, extension.toOn)}
                mayAdd={may(actor, "year.manage")}
                waits
              />
              <DecideForm extensionId={extension.id} />
            </li>
          ))}
        </ol>
      )}
    </Frame>
  );
}
