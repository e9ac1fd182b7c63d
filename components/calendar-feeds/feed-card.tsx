"use client";
import { useActionState, useSyncExternalStore } from "react";
import type { FeedView } from "@/lib/calendar-feeds/queries";
import { type FormState, IDLE } from "@/lib/form-state";
import { dayTime } from "@/lib/format";
import { paths } from "@/lib/paths";
import { SubmitButton } from "../ui/submit-button";

/** The address of the portal does not change while a page is open. */
const never = () => () => undefined;

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** 日历订阅: made and revoked by the person; the address is shown once, as it opens their due dates. */
export function FeedCard({
  feed,
  create,
  revoke,
}: {
  feed: FeedView | null;
  create: Action;
  revoke: Action;
}) {
  const [made, runCreate] = useActionState(create, IDLE);
  const [revoked, runRevoke] = useActionState(revoke, IDLE);
  const token = made.status === "done" ? made.result?.token : undefined;
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => "",
  );
  const failed = [made, revoked].find((state) => state.status === "failed");
  return (
    <div className="grid gap-3">
      <p className="text-sm">
        在手机或电脑的日历里订阅填报截止、要点时限、节点、批示、督办单和议定事项的时限，到期前由日历提醒。
        {feed
          ? `现有订阅生成于 ${dayTime(new Date(feed.createdAt))}，${feed.lastUsedAt ? `最近读取 ${dayTime(new Date(feed.lastUsedAt))}` : "尚未读取"}。`
          : ""}
      </p>
      {failed?.status === "failed" && (
        <p role="alert" className="text-red text-sm">
          {failed.message}
        </p>
      )}
      <div role="status">
        {feed && token !== undefined && (
          <div className="grid gap-1.5 rounded-lg bg-mark px-4 py-3">
            <label htmlFor="feed-address" className="font-semibold">
              订阅地址
            </label>
            <input
              id="feed-address"
              className="control font-mono text-sm"
              readOnly
              value={`${origin}${paths.calendarFeed(String(token))}`}
              aria-describedby="feed-hint"
              onFocus={(event) => event.currentTarget.select()}
            />
            <p id="feed-hint" className="text-sm">
              地址只显示这一次。知道地址的人就能看到这些日期，请勿转发；泄露后重新生成，旧地址立即失效。
            </p>
          </div>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <form action={runCreate}>
          <SubmitButton>{feed ? "重新生成地址" : "生成订阅地址"}</SubmitButton>
        </form>
        {feed && (
          <form action={runRevoke}>
            <SubmitButton look="danger">停用订阅</SubmitButton>
          </form>
        )}
      </div>
    </div>
  );
}
