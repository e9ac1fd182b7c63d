import type { HolidayRow } from "@/lib/calendar/queries";
import type { FormState } from "@/lib/form-state";
import { monthDay } from "@/lib/format";
import { ActionButton } from "../shell/action-button";
import { ScrollBox } from "../ui/scroll-box";
import { TableHead } from "../ui/table-head";

/** Every day of the year that differs from the week, each with its removal. */
export function HolidayTable({
  days,
  remove,
}: {
  days: HolidayRow[];
  /** null for who may only read */
  remove: ((state: FormState, form: FormData) => Promise<FormState>) | null;
}) {
  return (
    <ScrollBox label="节假日表，可上下滚动" className="max-h-[34rem]">
      <table className="w-full">
        <caption className="sr-only">节假日和补班的日子，按日期</caption>
        <TableHead names={["日期", "安排", "节日", ...(remove ? ["操作"] : [])]} />
        <tbody>
          {days.map(({ date, isWorkday, name }) => (
            <tr key={date} className="border-line border-b last:border-0">
              <th scope="row" className="whitespace-nowrap py-1 pr-3 text-left font-normal">
                {monthDay(date)}
              </th>
              <td className="whitespace-nowrap py-1 pr-3">{isWorkday ? "上班" : "放假"}</td>
              <td className="py-1 pr-3">{name}</td>
              {remove && (
                <td className="py-1">
                  <ActionButton action={remove} name="date" value={date} about={monthDay(date)}>
                    删除
                  </ActionButton>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
