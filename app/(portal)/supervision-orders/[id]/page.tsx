import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  DirectiveMark,
  GradeMark,
  targetHref,
  targetName,
} from "@/components/directives/directive-parts";
import { WithdrawalForm } from "@/components/directives/withdrawal-form";
import { cityText } from "@/components/status/city";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { getOrder } from "@/lib/dashboards/orders";
import { getBoard } from "@/lib/dashboards/queries";
import { monthDay, monthDayTime } from "@/lib/format";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { withdrawDirectiveAction } from "../../directives/actions";
import { Threads } from "../../directives/threads";
import { Frame } from "../../frame";
import { RefreshOnMessage } from "../../refresh-on-message";

export const metadata: Metadata = { title: "督办单" };

export default async function OrderPage({
  params,
  searchParams,
}: PageProps<"/supervision-orders/[id]">) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const actor = await requireActor();
  const parameters = await searchParams;
  const now = today();
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === now ? undefined : asOf;
  const board = await answer(getBoard(actor, asOf));
  const { view, files } = await answer(getOrder(actor, board, id.data));
  const { order } = view;
  const live = carried === undefined && view.withdrawnOn === null;
  const subject = { cityId: order.cityId, accountId: view.issuedById };
  const city = board.cities.find((each) => each.id === order.cityId);
  return (
    <Frame current="orders" asOf={asOf} path={paths.order(view.id)}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.orders({ asOf: carried })} className="hover:underline">
          督办单台账
        </Link>{" "}
        / {order.name}
      </nav>
      {parameters.done === "issued" && (
        <Notice>
          {order.name}已送达 {view.units.length} 家承办单位。
        </Notice>
      )}
      <section className="card border-seal border-l-4 p-4 sm:p-5">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-bold text-xl">
            <span className="text-seal">督办单</span> {order.name}
          </h1>
          <a
            href={paths.orderFile(view.id)}
            download
            className={buttonClass("plain", "screen-only")}
          >
            下载 Word
          </a>
        </div>
        <p className="mt-1 mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <GradeMark grade={order.grade} />
          <DirectiveMark light={view.light} />
          <span className="text-ink-2">
            {view.issuedBy} {monthDayTime(new Date(view.issuedAt))} · {monthDay(view.dueOn)}前答复
          </span>
        </p>
        <dl className="grid gap-x-4 sm:grid-cols-[5rem_minmax(0,1fr)] sm:gap-y-2 [&>dd]:max-sm:mb-2">
          <dt className="text-ink-2">督办事项</dt>
          <dd>
            <Link href={targetHref(view, carried)} className="font-semibold hover:underline">
              {targetName(view)}
            </Link>{" "}
            <strong className={`text-sm ${cityText(board.cities, order.cityId)}`}>
              {city?.shortName}侧第 {order.ordinal} 次督办
            </strong>
          </dd>
          <dt className="text-ink-2">督办事由</dt>
          <dd className="break-words">{order.reason}</dd>
          <dt className="text-ink-2">督办要求</dt>
          <dd className="whitespace-pre-line break-words text-lg">{view.text}</dd>
          <dt className="text-ink-2">办理情况</dt>
          <dd>{view.reason}</dd>
          {view.withdrawnOn && (
            <>
              <dt className="text-ink-2">撤回</dt>
              <dd>
                <strong>{monthDay(view.withdrawnOn)}撤回</strong>：{view.withdrawReason}
              </dd>
            </>
          )}
        </dl>
        {live && view.light !== "COMPLETED" && may(actor, "order.withdraw", subject) && (
          <WithdrawalForm action={withdrawDirectiveAction} directiveId={view.id} noun="督办单" />
        )}
      </section>
      <Threads
        actor={actor}
        directive={view}
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
