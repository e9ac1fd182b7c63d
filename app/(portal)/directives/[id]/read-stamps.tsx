import { TapForm } from "@/components/watches/tap-form";
import type { DirectedUnit } from "@/lib/dashboards/directives";
import { monthDay } from "@/lib/format";
import { type Actor, may } from "@/lib/policy";
import { makeReadMarkAction } from "../../watches/actions";

/** 已阅 of a reply: who has read it and when, and the button for whoever has not today. */
export function ReadStamps({
  actor,
  reply,
  editable,
  today,
}: {
  actor: Actor;
  reply: DirectedUnit["replies"][number];
  editable: boolean;
  today: string;
}) {
  const readToday = reply.readMarks.some(
    ({ accountId, readOn }) => accountId === actor.accountId && readOn === today,
  );
  const offered = editable && !readToday && may(actor, "read-mark.make");
  if (reply.readMarks.length === 0 && !offered) return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-sm">
      {reply.readMarks.map(({ accountId, post, readOn }) => (
        <span key={`${accountId}-${readOn}`}>
          {post} 已阅 {monthDay(readOn)}
        </span>
      ))}
      {offered && (
        <TapForm action={makeReadMarkAction} hidden={{ replyId: reply.id }} small>
          已阅
        </TapForm>
      )}
    </div>
  );
}
