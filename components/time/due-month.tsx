import type { DueItem, DueKind, DueMonth } from "@/lib/dashboards/due";
import { monthDay } from "@/lib/format";
import { HALT_NAMES } from "@/lib/glossary-states";
import { TagMark } from "../status/light";
import { Empty } from "../ui/card";
import { Link } from "../ui/link";
import { MilestoneShape } from "./milestone-mark";

const KIND_NAMES: Record<DueKind, string> = {
  PERIOD: "报送",
  POINT: "要点",
  MILESTONE: "节点",
  DIRECTIVE: "批示",
  ORDER: "督办单",
  RESOLUTION: "议定事项",
};
const KINDS = Object.keys(KIND_NAMES) as DueKind[];
const STATE_NAMES = {
  DONE: "已完成",
  ANSWERED: "待认可",
  LATE: "已逾期",
  COMING: "未到期",
  ...HALT_NAMES,
} as const satisfies Record<DueItem["state"], string>;
const DAYS = ["一", "二", "三", "四", "五", "六", "日"];

/** The month as people know it: Monday to Sunday, with how many things of a kind are due. */
export function DueCalendar({ due, caption }: { due: DueMonth; caption: string }) {
  const inMonth = (date: string) => date.slice(0, 7) === due.month.slice(0, 7);
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-ink-2 text-sm">
          {DAYS.map((day) => (
            <th key={day} scope="col" className="py-1 text-center font-normal">
              <span className="sr-only">星期</span>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {due.weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map(({ date, items }) => (
              <td
                key={date}
                className={`h-16 border border-line p-1 align-top sm:h-24 sm:p-1.5 ${inMonth(date) ? "" : "bg-sunken"}`}
              >
                <time
                  dateTime={date}
                  className={`text-xs ${date === due.board.asOf ? "rounded bg-accent-fill px-1 font-semibold text-on-accent" : "text-ink-2"}`}
                >
                  {Number(date.slice(8))}
                  {date === due.board.asOf && <span className="sr-only">（统计截止）</span>}
                </time>
                {inMonth(date) && <Counts date={date} items={items} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counts({ date, items }: { date: string; items: DueItem[] }) {
  const present = KINDS.filter((kind) => items.some((item) => item.kind === kind));
  if (present.length === 0) return null;
  return (
    <a href={`#d-${date}`} className="block text-accent text-xs hover:underline">
      {present.map((kind) => {
        const own = items.filter((item) => item.kind === kind);
        const late = own.some((item) => item.state === "LATE");
        return (
          <span key={kind} className={`block ${late ? "font-semibold text-red" : ""}`}>
            {KIND_NAMES[kind]} {own.length}
            {late && <span className="max-sm:sr-only"> 逾期</span>}
          </span>
        );
      })}
    </a>
  );
}

/** The same month as a list, day by day. */
export function DueList({ due, asOf }: { due: DueMonth; asOf: string | undefined }) {
  const days = [...new Set(due.items.map(({ on }) => on))];
  if (days.length === 0) return <Empty>这个月没有到期的事项。</Empty>;
  return (
    <ol className="grid gap-4">
      {days.map((day) => (
        <li key={day} id={`d-${day}`} className="target:bg-sunken">
          <h3 className="border-line border-b pb-1 font-semibold">{monthDay(day)}</h3>
          <ul className="divide-y divide-line">
            {due.items
              .filter(({ on }) => on === day)
              .map((item) => (
                <li
                  key={`${item.href({})} ${item.text}`}
                  className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 py-2"
                >
                  <span className="pt-0.5">
                    <MilestoneShape state={item.state === "ANSWERED" ? "COMING" : item.state} />
                  </span>
                  <div>
                    <p>
                      <Link href={item.href({ asOf })} className="hover:underline">
                        {item.text}
                      </Link>
                    </p>
                    <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
                      <TagMark>{KIND_NAMES[item.kind]}</TagMark>
                      <span className={item.state === "LATE" ? "text-red" : ""}>
                        {STATE_NAMES[item.state]}
                      </span>
                      {item.note}
                    </p>
                  </div>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
