import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LightMark } from "@/components/status/light";
import { Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { getBoard } from "@/lib/dashboards/queries";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { NoPlan } from "../no-plan";
import { Adjustment } from "./adjustment";

export const metadata: Metadata = { title: "调整审批" };

export default async function AdjustmentsPage() {
  const actor = await requireActor();
  if (!may(actor, "adjustment.decide")) notFound();
  if (!actor.plan) return <NoPlan current="adjustments" title="调整审批" />;
  const board = await answer(getBoard(actor, today()));
  // Those that wait first, the oldest before; then what was decided, the newest before.
  const rows = board.points
    .flatMap((point) => point.time.adjustments.map((adjustment) => ({ point, adjustment })))
    .sort((a, b) => b.adjustment.id - a.adjustment.id);
  const waiting = rows.filter(({ adjustment }) => adjustment.decision === null).reverse();
  const settled = rows.filter(({ adjustment }) => adjustment.decision !== null);
  return (
    <Frame current="adjustments">
      <h1 className="font-bold text-xl">调整审批</h1>
      <p className="mb-4 text-ink-2 text-sm">
        要点的时限、内容调整、暂停和取消由一人在要点页提出、另一人批准，从批准当天起生效；原文和原时限一直显示。
      </p>
      {waiting.length === 0 && <Empty>没有等待审批的调整。</Empty>}
      <List rows={waiting} />
      {settled.length > 0 && (
        <>
          <h2 className="mt-6 mb-2 font-semibold text-lg">已办</h2>
          <List rows={settled} />
        </>
      )}
    </Frame>
  );

  function List({ rows: shown }: { rows: typeof rows }) {
    return (
      <ol className="grid items-start gap-4 xl:grid-cols-2">
        {shown.map(({ point, adjustment }) => (
          <li key={adjustment.id} className="card p-4 sm:p-5">
            <p className="flex flex-wrap items-center gap-x-3">
              <Link href={paths.point(point.number)} className="font-bold hover:underline">
                {point.number}. {point.title}
              </Link>
              <LightMark light={point.light} />
            </p>
            <p className="mb-2 text-ink-2 text-sm">{point.reason}</p>
            <Adjustment actor={actor} adjustment={adjustment} editable />
          </li>
        ))}
      </ol>
    );
  }
}
