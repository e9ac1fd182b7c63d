import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { FeedCard } from "@/components/calendar-feeds/feed-card";
import { MarkReadForm } from "@/components/notifications/mark-read-form";
import { MessageList } from "@/components/notifications/message-list";
import { FilterLink } from "@/components/reminders/filter-link";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { FilterLine } from "@/components/views/filter-line";
import { getFeed } from "@/lib/calendar-feeds/queries";
import { listMessages } from "@/lib/notifications/queries";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";
import { RefreshOnMessage } from "../refresh-on-message";
import { createFeedAction, markReadAction, openMessageAction, revokeFeedAction } from "./actions";

export const metadata: Metadata = { title: "消息" };

const parameters = z.object({ unread: z.literal("1").optional(), before: rowId.optional() });

export default async function NotificationsPage({ searchParams }: PageProps<"/notifications">) {
  const actor = await requireActor();
  const asked = parameters.safeParse(await searchParams);
  if (!asked.success) notFound();
  const { unread, before } = asked.data;
  const { messages, next } = await answer(listMessages(actor, { unread: unread === "1", before }));
  const feed = await getFeed(actor);
  const [newest] = messages;
  return (
    <Frame current="notifications">
      <h1 className="font-bold text-xl">
        消息{" "}
        <span className="font-normal text-ink-2 text-lg">
          {actor.unread > 0 ? `${actor.unread} 条未读` : "全部已读"}
        </span>
      </h1>
      <p className="mb-4 text-ink-2 text-sm">
        截止提醒、退回、催办和答复都在这里；打开一条即为已读，新消息不用刷新就会出现。
      </p>
      <Card
        title={unread === "1" ? "未读消息" : "全部消息"}
        aside={
          <div className="flex flex-wrap items-center gap-1.5">
            <FilterLink href={paths.notifications()} chosen={unread !== "1"}>
              全部
            </FilterLink>
            <FilterLink href={paths.notifications({ unread: 1 })} chosen={unread === "1"}>
              未读
            </FilterLink>
            {actor.unread > 0 && newest && before === undefined && (
              <MarkReadForm action={markReadAction} upTo={newest.id} />
            )}
          </div>
        }
      >
        {may(actor, "view.keep") && (
          <FilterLine
            chosen={[unread === "1" && "未读"]}
            all={paths.notifications()}
            here={paths.notifications({ unread })}
          />
        )}
        {messages.length === 0 ? (
          <Empty>{unread === "1" ? "没有未读消息。" : "还没有消息。"}</Empty>
        ) : (
          <MessageList messages={messages} markRead={markReadAction} open={openMessageAction} />
        )}
        {next !== null && (
          <ButtonLink href={paths.notifications({ unread, before: next })} className="mt-3">
            更早的消息
          </ButtonLink>
        )}
      </Card>
      {may(actor, "calendar-feed.make") && (
        <Card title="日历订阅" id="calendar-feed" className="screen-only mt-4 max-w-3xl">
          <FeedCard feed={feed} create={createFeedAction} revoke={revokeFeedAction} />
        </Card>
      )}
      <RefreshOnMessage />
    </Frame>
  );
}
