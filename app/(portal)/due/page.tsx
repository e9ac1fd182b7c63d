import type { Metadata } from "next";
import { DueCalendar, DueList } from "@/components/time/due-month";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { getDueMonth } from "@/lib/dashboards/due";
import { dueFilter } from "@/lib/dashboards/schema";
import { addDays, nextMonth } from "@/lib/dates";
import { yearMonth } from "@/lib/format";
import { paths } from "@/lib/paths";
import { answer, requireActor } from "@/lib/web/actor";
import { parseAsOf, today } from "@/lib/web/as-of";
import { Drawn } from "../drawn";
import { Frame } from "../frame";

export const metadata: Metadata = { title: "到期日历" };

export default async function DuePage({ searchParams }: PageProps<"/due">) {
  const parameters = await searchParams;
  const asOf = parseAsOf(parameters.asOf);
  const month = `${dueFilter.parse(parameters).month ?? asOf.slice(0, 7)}-01`;
  const actor = await requireActor();
  const due = await answer(getDueMonth(actor, month, asOf));
  const carried = asOf === today() ? undefined : asOf;
  const monthLink = (date: string) => paths.due({ month: date.slice(0, 7), asOf: carried });
  return (
    <Frame
      current="due"
      asOf={asOf}
      path={paths.due()}
      query={month.slice(0, 7) === asOf.slice(0, 7) ? {} : { month: month.slice(0, 7) }}
    >
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h1 className="font-bold text-xl">
          到期日历{" "}
          <span className="font-normal text-ink-2 text-lg">
            {yearMonth(month)}，共 {due.items.length} 件：报送、节点、要点、批示、督办单和议定事项
          </span>
        </h1>
        <nav aria-label="月份" className="screen-only flex gap-2">
          <ButtonLink href={monthLink(addDays(month, -1))} aria-label="上一月">
            <Icon name="left" size={14} />
            {yearMonth(addDays(month, -1))}
          </ButtonLink>
          <ButtonLink href={monthLink(nextMonth(month))} aria-label="下一月">
            {yearMonth(nextMonth(month))}
            <Icon name="right" size={14} />
          </ButtonLink>
        </nav>
      </div>
      <Drawn
        of={due.board}
        // Units see fewer directives than others: who sees the same shares what is drawn.
        name={`due ${month} ${carried} ${due.items.map((item) => item.href({}))}`}
        className="grid items-start gap-4 xl:grid-cols-[1.4fr_1fr]"
        draw={() => (
          <>
            <Card title="月历" note="数字为当天到期的件数，点开看清单">
              <DueCalendar due={due} caption={`${yearMonth(month)}到期日历`} />
            </Card>
            <Card title="清单" note={`${due.items.length} 件`}>
              <DueList due={due} asOf={carried} />
            </Card>
          </>
        )}
      />
    </Frame>
  );
}
