import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { HolidayForm } from "@/components/calendar/holiday-form";
import { HolidayTable } from "@/components/calendar/holiday-table";
import { YearGrid } from "@/components/calendar/year-grid";
import { ButtonLink } from "@/components/ui/button";
import { Card, Empty } from "@/components/ui/card";
import { listHolidays } from "@/lib/calendar/queries";
import { paths } from "@/lib/paths";
import { may } from "@/lib/policy";
import { answer, requireActor } from "@/lib/web/actor";
import { today } from "@/lib/web/as-of";
import { Frame } from "../frame";
import { removeHolidayAction, setHolidaysAction } from "./actions";

export const metadata: Metadata = { title: "节假日表" };

const parameters = z.object({ year: z.coerce.number().int().min(1950).max(2099).optional() });

export default async function CalendarPage({ searchParams }: PageProps<"/calendar">) {
  const actor = await requireActor();
  const asked = parameters.safeParse(await searchParams);
  if (!asked.success) notFound();
  const now = today();
  const { year = Number(now.slice(0, 4)) } = asked.data;
  const days = await answer(listHolidays(actor, year));
  const changes = may(actor, "calendar.change");
  return (
    <Frame current="calendar">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-bold text-xl">节假日表</h1>
          <p className="text-ink-2 text-sm">
            截止前后的提醒按工作日计算：周一至周五上班，表中的日子按表执行。截止日期本身不因节假日改变，落在假日时最后一次提醒提前到之前的最后一个工作日。
          </p>
        </div>
        <nav aria-label="年份" className="flex items-center gap-2">
          <ButtonLink href={paths.calendar({ year: year - 1 })}>{year - 1}</ButtonLink>
          <span aria-current="true" className="font-semibold text-lg">
            {year}
          </span>
          <ButtonLink href={paths.calendar({ year: year + 1 })}>{year + 1}</ButtonLink>
        </nav>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title={`${year}年`} note="休：放假　班：周末补班">
          <YearGrid year={year} days={days} today={now} />
        </Card>
        <div className="grid gap-4">
          {changes ? (
            <Card title="增加或修改">
              <HolidayForm action={setHolidaysAction} />
            </Card>
          ) : (
            <p className="rounded-lg bg-sunken px-4 py-2">
              各市合用一张表，由不限城市的管理员登记和修改，在这里只能查看。
            </p>
          )}
          <Card title="表中的日子" note={`${days.length} 天`}>
            {days.length === 0 ? (
              <Empty>{year}年还没有登记。国务院办公厅公布放假安排后请在此补上。</Empty>
            ) : (
              <HolidayTable days={days} remove={changes ? removeHolidayAction : null} />
            )}
          </Card>
        </div>
      </div>
    </Frame>
  );
}
