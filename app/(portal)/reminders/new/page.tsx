import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterLink } from "@/components/reminders/filter-link";
import { NudgeForm } from "@/components/reminders/nudge-form";
import { NudgeTable } from "@/components/reminders/nudge-table";
import { RecipientList } from "@/components/reminders/recipient-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { paths } from "@/lib/paths";
import { getNudgeDesk, type NudgeDesk } from "@/lib/reminders/queries";
import { NUDGE_TEMPLATE } from "@/lib/reminders/rules";
import { type NudgePageInput, nudgePageInput } from "@/lib/reminders/schema";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../../frame";
import { sendRemindersAction } from "../actions";

export const metadata: Metadata = { title: "发起催办" };

/** First which reports, then to whom and with what words: two steps, both in the address. */
export default async function NewReminderPage({ searchParams }: PageProps<"/reminders/new">) {
  const actor = await requireActor();
  const asked = nudgePageInput.safeParse(await searchParams);
  if (!asked.success) notFound();
  const desk = await answer(getNudgeDesk(actor, asked.data, today()));
  const chosen = desk.chosen.length > 0;
  const { city, state, unit } = asked.data;
  return (
    <Frame current="reminders">
      <p className="text-ink-2 text-sm">
        <a href={paths.reminders()} className="underline underline-offset-2">
          催办
        </a>
      </p>
      <h1 className="mb-4 font-bold text-xl">发起催办</h1>
      {chosen ? (
        <Preview desk={desk} back={paths.newReminder({ city, state, unit })} />
      ) : (
        <Selection desk={desk} asked={asked.data} />
      )}
    </Frame>
  );
}

const STATES = [
  [undefined, "全部"],
  ["OVERDUE", "逾期"],
  ["RETURNED", "被退回"],
  ["DUE", "待报"],
] as const;

function Selection({ desk, asked }: { desk: NudgeDesk; asked: NudgePageInput }) {
  const { city, state, assignment, step } = asked;
  const kept = { city, state, unit: asked.unit };
  const link = (query: Partial<Record<keyof typeof kept, string | number | undefined>>) =>
    paths.newReminder({ ...kept, ...query });
  return (
    <Card title="第一步 选择进展" note={`${desk.targets.length} 份尚未报送`}>
      {assignment === undefined && (
        <nav aria-label="筛选" className="mb-3 flex flex-wrap gap-x-4 gap-y-1.5">
          {desk.cities.length > 1 && (
            <span className="flex gap-1.5">
              <FilterLink href={link({ city: undefined })} chosen={city === undefined}>
                两市
              </FilterLink>
              {desk.cities.map(({ id, shortName }) => (
                <FilterLink key={id} href={link({ city: id })} chosen={city === id}>
                  {shortName}
                </FilterLink>
              ))}
            </span>
          )}
          <span className="flex flex-wrap gap-1.5">
            {STATES.map(([value, name]) => (
              <FilterLink key={name} href={link({ state: value })} chosen={state === value}>
                {name}
              </FilterLink>
            ))}
          </span>
        </nav>
      )}
      {assignment === undefined && desk.units.length > 1 && (
        <form action={paths.newReminder()} method="get" className="mb-3 flex flex-wrap gap-2">
          {city !== undefined && <input type="hidden" name="city" value={city} />}
          {state !== undefined && <input type="hidden" name="state" value={state} />}
          <select
            name="unit"
            aria-label="责任单位"
            defaultValue={asked.unit ?? ""}
            className="control w-auto max-w-full"
          >
            <option value="">全部责任单位</option>
            {desk.units.map(({ id, name, count }) => (
              <option key={id} value={id}>
                {name}（{count} 份）
              </option>
            ))}
          </select>
          <Button type="submit">筛选</Button>
        </form>
      )}
      {step && (
        <p role="alert" className="mb-3 font-semibold text-red">
          还没有选择进展：请先勾选要催办的，再点“下一步”。
        </p>
      )}
      {desk.targets.length === 0 ? (
        <Empty>没有需要催办的进展：都已报送，或不在所选范围内。</Empty>
      ) : (
        <NudgeTable targets={desk.targets} path={paths.newReminder()} kept={kept} today={today()} />
      )}
    </Card>
  );
}

function Preview({ desk, back }: { desk: NudgeDesk; back: string }) {
  const told = desk.chosen.filter(({ recipients }) => recipients.length > 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <Card title="第二步 核对收件人" note={`${desk.chosen.length} 份进展`}>
        <RecipientList targets={desk.chosen} today={today()} />
        <ButtonLink href={back} className="mt-3">
          重新选择
        </ButtonLink>
      </Card>
      <Card title="催办内容">
        <NudgeForm
          action={sendRemindersAction}
          template={NUDGE_TEMPLATE}
          reports={told.map(
            ({ assignmentId, period, times }) => `${assignmentId}.${period.month}.${times}`,
          )}
          example={told[0]}
          today={today()}
        />
      </Card>
    </div>
  );
}
