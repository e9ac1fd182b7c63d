import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LightMark, TagMark } from "@/components/status/light";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { TapForm } from "@/components/watches/tap-form";
import { directivesFor } from "@/lib/dashboards/directives";
import { ordersFor } from "@/lib/dashboards/orders";
import { getBoard } from "@/lib/dashboards/queries";
import { type Watched, watchedBy } from "@/lib/dashboards/watched";
import { addDays } from "@/lib/dates";
import { chineseNumeral, monthDay, percent } from "@/lib/format";
import { HALT_NAMES } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { lastMonday } from "@/lib/watches/rules";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { keepWatchAction } from "./actions";

export const metadata: Metadata = { title: "我的关注" };

export default async function WatchesPage() {
  const actor = await requireActor();
  if (!may(actor, "watch.keep")) notFound();
  const now = today();
  const monday = lastMonday(now);
  const board = await answer(getBoard(actor, now));
  const before = await answer(getBoard(actor, addDays(monday, -1)));
  const watched = watchedBy(actor.accountId, board, before, [
    ...directivesFor(actor, board),
    ...ordersFor(actor, board),
  ]);
  return (
    <Frame current="watches" live>
      <h1 className="mb-3 font-bold text-xl">
        我的关注{" "}
        <span className="font-normal text-ink-2 text-lg">
          {watched.length} 项，变化自 {monthDay(monday)}（周一）起
        </span>
      </h1>
      {watched.length === 0 ? (
        <Empty>还没有关注。在要点、章或单位页点“关注”，每周一会收到变化汇总。</Empty>
      ) : (
        <Card title="关注的事项" note="每周第一个工作日 8:30 随每日提醒汇总">
          <ul className="divide-y divide-line border-line border-t">
            {watched.map((each) => (
              <Row key={each.watch.id} watched={each} />
            ))}
          </ul>
        </Card>
      )}
    </Frame>
  );
}

function Row({
  watched: { watch, kind, number, title, light, halted, percent: value, news },
}: {
  watched: Watched;
}) {
  const href = {
    point: paths.point(number),
    chapter: paths.chapter(number),
    unit: paths.unit(number),
  }[kind];
  const prefix = {
    point: `${number}. `,
    chapter: `第${kind === "chapter" ? chineseNumeral(number) : ""}章 `,
    unit: "",
  }[kind];
  const { pointId, chapterId, unitId } = watch;
  const thing: Record<string, number> = pointId
    ? { pointId }
    : chapterId
      ? { chapterId }
      : { unitId: unitId ?? 0 };
  return (
    <li className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_9rem_4rem_auto] sm:items-start">
      <div className="min-w-0">
        <Link href={href} className="font-semibold hover:underline">
          {prefix}
          {title}
        </Link>
        {news.length === 0 ? (
          <p className="text-ink-2 text-sm">没有变化。</p>
        ) : (
          <ul className="list-disc pl-5 text-sm">
            {news.map((line) => (
              <li key={line} className="break-words">
                {line}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="flex gap-4 sm:contents">
        <span className="flex flex-wrap items-center gap-1">
          <LightMark light={light} />
          {halted && <TagMark>{HALT_NAMES[halted]}</TagMark>}
        </span>
        <strong>{percent(value)}</strong>
      </div>
      <TapForm
        action={keepWatchAction}
        hidden={{ ...thing, follow: "no" }}
        label={`取消关注 ${title}`}
        small
      >
        取消关注
      </TapForm>
    </li>
  );
}
