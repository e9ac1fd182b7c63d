import type { HolidayRow } from "@/lib/calendar/queries";
import { addDays, type IsoDate, lastOfMonth, toDbDate } from "@/lib/dates";

const WEEK = ["一", "二", "三", "四", "五", "六", "日"];

/** Twelve months; days off and days worked for them carry their word, not a colour alone. */
export function YearGrid({
  year,
  days,
  today,
}: {
  year: number;
  days: HolidayRow[];
  today: IsoDate;
}) {
  const table = new Map(days.map((day) => [day.date, day]));
  const months = Array.from(
    { length: 12 },
    (_, index) => `${year}-${String(index + 1).padStart(2, "0")}-01`,
  );
  return (
    <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
      {months.map((first) => (
        <table key={first} className="w-full table-fixed text-center text-sm">
          <caption className="pb-1 text-left font-semibold">{Number(first.slice(5, 7))}月</caption>
          <thead>
            <tr>
              {WEEK.map((name) => (
                <th key={name} scope="col" className="font-normal text-ink-2">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(first).map((week) => (
              <tr key={week.find((date) => date !== null)}>
                {week.map((date, index) => (
                  <td key={date ?? WEEK[index]} className="h-9 align-top">
                    {date && <Day date={date} row={table.get(date)} today={today} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function Day({ date, row, today }: { date: IsoDate; row: HolidayRow | undefined; today: IsoDate }) {
  const tone = row ? (row.isWorkday ? "bg-mark" : "bg-red-soft text-red") : "";
  const weekend = [0, 6].includes(toDbDate(date).getUTCDay()) ? "text-ink-2" : "";
  return (
    <span
      aria-current={date === today ? "date" : undefined}
      className={`block rounded-md leading-4 ${tone || weekend} aria-[current]:font-bold aria-[current]:underline`}
    >
      {Number(date.slice(8))}
      {row && (
        <span className="block text-xs">
          {row.isWorkday ? "班" : "休"}
          <span className="sr-only">，{row.name}</span>
        </span>
      )}
    </span>
  );
}

/** Weeks from Monday to Sunday; null before the first and after the last day. */
function weeksOf(first: IsoDate): (IsoDate | null)[][] {
  const last = lastOfMonth(first);
  const before = (toDbDate(first).getUTCDay() + 6) % 7;
  const cells: (IsoDate | null)[] = Array.from({ length: before }, () => null);
  for (let day = first; day <= last; day = addDays(day, 1)) cells.push(day);
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
