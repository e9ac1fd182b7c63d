import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { FilterLink } from "@/components/reminders/filter-link";
import { ReminderList } from "@/components/reminders/reminder-list";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { FilterLine } from "@/components/views/filter-line";
import { paths } from "@/lib/paths";
import { mayEver } from "@/lib/policy";
import { listReminders } from "@/lib/reminders/queries";
import { rowId } from "@/lib/row-id";
import { answer, requireActor } from "@/lib/web/actor";
import { Frame } from "../frame";
import { RefreshOnMessage } from "../refresh-on-message";
import { answerReminderAction } from "./actions";

export const metadata: Metadata = { title: "催办" };

const parameters = z.object({
  state: z.literal("open").optional(),
  only: rowId.optional(),
  before: rowId.optional(),
  sent: rowId.optional(),
  left: rowId.optional(),
});

export default async function RemindersPage({ searchParams }: PageProps<"/reminders">) {
  const actor = await requireActor();
  const asked = parameters.safeParse(await searchParams);
  if (!asked.success) notFound();
  const { state, only, before, sent, left } = asked.data;
  const { reminders, next } = await answer(
    listReminders(actor, { open: state === "open", only, before }),
  );
  const sends = mayEver(actor, "reminder.send");
  return (
    <Frame current="reminders">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-bold text-xl">催办</h1>
          <p className="text-ink-2 text-sm">
            {sends
              ? "谁在什么时候催过哪个单位、第几次、怎样答复，都留有记录。"
              : "对口合作办和领导对本单位的催办；请报送进展，或在此说明情况。"}
          </p>
        </div>
        {sends && (
          <ButtonLink href={paths.newReminder()} look="primary">
            发起催办
          </ButtonLink>
        )}
      </div>
      {sent !== undefined && (
        <Notice>
          已催办 {sent} 份进展{left ? `；另有 ${left} 份刚刚报送或已被催办，没有重复发送` : ""}。
        </Notice>
      )}
      <Card
        title={only === undefined ? "催办记录" : "这份进展的催办"}
        aside={
          <nav aria-label="筛选" className="flex gap-1.5">
            <FilterLink href={paths.reminders()} chosen={state === undefined && only === undefined}>
              全部
            </FilterLink>
            <FilterLink href={paths.reminders({ state: "open" })} chosen={state === "open"}>
              未答复
            </FilterLink>
          </nav>
        }
      >
        <FilterLine
          chosen={[state && "未答复", only !== undefined && "一份进展"]}
          all={paths.reminders()}
          here={paths.reminders({ state })}
        />
        {reminders.length === 0 ? (
          <Empty>{state === "open" ? "没有未答复的催办。" : "还没有催办。"}</Empty>
        ) : (
          <ReminderList
            reminders={reminders}
            answer={mayEver(actor, "reminder.answer") ? answerReminderAction : undefined}
          />
        )}
        {next !== null && (
          <ButtonLink href={paths.reminders({ state, only, before: next })} className="mt-3">
            更早的催办
          </ButtonLink>
        )}
      </Card>
      <RefreshOnMessage />
    </Frame>
  );
}
