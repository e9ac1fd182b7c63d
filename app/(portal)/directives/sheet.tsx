import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DirectiveMark } from "@/components/directives/directive-light";
import { RankMark, targetHref } from "@/components/directives/directive-parts";
import { WithdrawalForm } from "@/components/directives/withdrawal-form";
import { cityText } from "@/components/status/city";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Board } from "@/lib/dashboards/board";
import { type DirectiveView, directivesFor, getDirective } from "@/lib/dashboards/directives";
import { getOrder, ordersFor } from "@/lib/dashboards/orders";
import { getBoard } from "@/lib/dashboards/queries";
import { dueDay, monthDayTime } from "@/lib/format";
import { targetName } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { type Actor, may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { NotYet } from "../not-yet";
import { RefreshOnMessage } from "../refresh-on-message";
import { withdrawDirectiveAction } from "./actions";
import { Threads } from "./threads";

/** What one 批示 and one 督办单 are called, where they stand, and who reads them. */
const KINDS = {
  批示: {
    current: "directives",
    ledger: paths.directives,
    path: paths.directive,
    read: getDirective,
    known: directivesFor,
  },
  督办单: {
    current: "orders",
    ledger: paths.orders,
    path: paths.order,
    read: getOrder,
    known: ordersFor,
  },
} as const;

type Noun = keyof typeof KINDS;

/** The page of one 批示 or one 督办单: what is asked of whom, how it stands, and every answer. */
export async function DirectiveSheet({
  noun,
  actor,
  params,
  searchParams,
}: {
  noun: Noun;
  actor: Actor;
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const id = rowId.safeParse((await params).id);
  if (!id.success) notFound();
  const parameters = await searchParams;
  const now = today();
  const asOf = parseAsOf(parameters.asOf);
  const carried = asOf === now ? undefined : asOf;
  const board = await answer(getBoard(actor, asOf));
  const { current, ledger, path, read, known } = KINDS[noun];
  if (carried && !known(actor, board).some((each) => each.id === id.data)) {
    const { view } = await answer(read(actor, await answer(getBoard(actor, now)), id.data));
    if (view.issuedOn <= carried) notFound();
    const since = view.issuedOn;
    return (
      <NotYet
        {...{ current, since, asOf: carried, path: path(view.id) }}
        what={`这份${noun}`}
        back={path(view.id, { asOf: since === now ? undefined : since })}
      >
        {view.order ? `${noun}${view.order.name}` : `${targetName(view)}的${noun}`}是
        {dueDay(since, now)}发出的。
      </NotYet>
    );
  }
  const { view, files } = await answer(read(actor, board, id.data));
  const live = carried === undefined && view.withdrawnOn === null;
  const name = view.order?.name ?? noun;
  return (
    <Frame current={current} asOf={asOf} path={path(view.id)}>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={ledger({ asOf: carried })} className="hover:underline">
          {noun}台账
        </Link>{" "}
        / {view.order?.name ?? view.id}
      </nav>
      {parameters.done === "issued" && (
        <Notice>
          {name}已送达 {view.units.length} 家承办单位。
        </Notice>
      )}
      <section className="card border-seal border-l-4 p-4 sm:p-5">
        <Head noun={noun} view={view} asOf={carried} />
        <Facts noun={noun} view={view} board={board} asOf={carried} />
        {live && view.light !== "SETTLED" && mayWithdraw(actor, view) && (
          <WithdrawalForm action={withdrawDirectiveAction} directiveId={view.id} noun={noun} />
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

function mayWithdraw(actor: Actor, { order, issuedById: accountId }: DirectiveView): boolean {
  return order
    ? may(actor, "order.withdraw", { cityId: order.cityId, accountId })
    : may(actor, "directive.withdraw", { accountId });
}

type Shown = { noun: Noun; view: DirectiveView; asOf: string | undefined };

function Head({ noun, view, asOf }: Shown) {
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-bold text-xl">
          <span className="text-seal">{noun}</span>
          {view.order ? (
            view.order.name
          ) : (
            <Link href={targetHref(view, asOf)} className="hover:underline">
              {targetName(view)}
            </Link>
          )}
        </h1>
        {view.order && (
          <a
            href={paths.orderFile(view.id)}
            download
            className={buttonClass("plain", "screen-only")}
          >
            下载 Word
          </a>
        )}
      </div>
      <p className="mt-1 mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <RankMark {...view} />
        <DirectiveMark light={view.light} />
        <span className="text-ink-2">
          {view.issuedBy} {monthDayTime(new Date(view.issuedAt))} · {dueDay(view.dueOn, view.asOf)}
          前答复
        </span>
      </p>
    </>
  );
}

function Facts({ noun, view, board, asOf }: Shown & { board: Board }) {
  const { order } = view;
  const city = order && board.cities.find((each) => each.id === order.cityId);
  return (
    <dl className="grid gap-x-4 sm:grid-cols-[5rem_minmax(0,1fr)] sm:gap-y-2 [&>dd]:max-sm:mb-2">
      {order && (
        <>
          <Fact name="督办事项">
            <Link href={targetHref(view, asOf)} className="font-semibold hover:underline">
              {targetName(view)}
            </Link>{" "}
            <strong className={`text-sm ${cityText(board.cities, order.cityId)}`}>
              {city?.shortName}侧第 {order.ordinal} 次督办
            </strong>
          </Fact>
          <Fact name="督办事由">{order.reason}</Fact>
        </>
      )}
      <Fact name={noun === "批示" ? "批示内容" : "督办要求"}>
        <span className="whitespace-pre-line text-lg">{view.text}</span>
      </Fact>
      <Fact name="办理情况">{view.reason}</Fact>
      {view.withdrawnOn && (
        <Fact name="撤回">
          <strong>{dueDay(view.withdrawnOn, view.asOf)}撤回</strong>：{view.withdrawReason}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="break-words">{children}</dd>
    </>
  );
}
