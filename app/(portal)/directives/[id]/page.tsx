import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  DirectiveMark,
  LevelMark,
  targetHref,
  targetName,
} from "@/components/directives/directive-parts";
import { WithdrawalForm } from "@/components/directives/withdrawal-form";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { getDirective } from "@/lib/dashboards/directives";
import { getBoard } from "@/lib/dashboards/queries";
import { monthDay, monthDayTime } from "@/lib/format";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { RefreshOnMessage } from "../../refresh-on-message";
import { withdrawDirectiveAction } from "../actions";
import { Threads } from "../threads";

export const metadata: Metadata = { title: "批示" };

export default async function DirectivePage({
  params,
  searchParams,
}: PageProps<"/directives/[id]">) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const actor = await requireActor();
  const parameters = await searchParams;
  const now = today();
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === now ? undefined : asOf;
  const board = await answer(getBoard(actor, asOf));
  const { directive, files } = await answer(getDirective(actor, board, id.data));
  const withdrawn = directive.withdrawnOn !== null;
  const live = carried === undefined && !withdrawn;
  return (
    <Frame current="directives" asOf={asOf} path={paths.directive(directive.id)}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.directives({ asOf: carried })} className="hover:underline">
          批示台账
        </Link>{" "}
        / {directive.id}
      </nav>
      {parameters.done === "issued" && (
        <Notice>批示已送达 {directive.units.length} 家承办单位。</Notice>
      )}
      <section className="card border-seal border-l-4 p-4 sm:p-5">
        <h1 className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1 font-bold text-xl">
          <span className="text-seal">批示</span>
          <Link href={targetHref(directive, carried)} className="hover:underline">
            {targetName(directive)}
          </Link>
        </h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <DirectiveMark light={directive.light} />
          <LevelMark level={directive.level} />
          <span className="text-ink-2">
            {directive.issuedBy} {monthDayTime(new Date(directive.issuedAt))} ·{" "}
            {monthDay(directive.dueOn)}前答复
          </span>
        </p>
        <p className="my-3 whitespace-pre-line break-words text-lg">{directive.text}</p>
        <p className="text-ink-2">{directive.reason}</p>
        {directive.withdrawnOn && (
          <p>
            <strong>{monthDay(directive.withdrawnOn)}撤回</strong>：{directive.withdrawReason}
          </p>
        )}
        {live &&
          directive.light !== "COMPLETED" &&
          may(actor, "directive.withdraw", { accountId: directive.issuedById }) && (
            <WithdrawalForm action={withdrawDirectiveAction} directiveId={directive.id} />
          )}
      </section>
      <Threads
        actor={actor}
        directive={directive}
        files={files}
        cities={board.cities}
        live={live}
        editable={carried === undefined}
        today={now}
        chosen={rowId.safeParse(parameters.unit).data}
      />
      <RefreshOnMessage />
    </Frame>
  );
}
