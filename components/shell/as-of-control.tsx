import { monthDay } from "@/lib/format";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Link } from "../ui/link";

export type AsOfChoice = { label: string; date: string };

/** 统计截止: opens on the day of the link; works without JavaScript, closes on Esc. */
export function AsOfControl({
  asOf,
  today,
  path,
  query,
  choices,
  first,
  last,
}: {
  asOf: string;
  today: string;
  /** the page without its query, and what else the query holds */
  path: string;
  query: Record<string, string>;
  choices: AsOfChoice[];
  first: string;
  last: string;
}) {
  const href = (date: string) => {
    const search = new URLSearchParams(query);
    if (date !== today) search.set("asOf", date);
    const text = search.toString();
    return text ? `${path}?${text}` : path;
  };
  return (
    <div className="flex items-center gap-3">
      <span className="hidden text-ink-2 text-sm sm:inline" id="as-of-label">
        统计截止
      </span>
      <Button popoverTarget="as-of" aria-describedby="as-of-label">
        <span className="hidden sm:inline">{asOf}</span>
        <span className="sm:hidden">{monthDay(asOf)}</span>
        <Icon name="down" size={14} />
      </Button>
      <div
        id="as-of"
        popover="auto"
        className="card fixed top-22 right-3 m-0 w-72 p-4 shadow-lg sm:right-24"
      >
        <form action={path} method="get" className="grid gap-2">
          {Object.entries(query).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label htmlFor="asOf" className="font-semibold">
            选择统计截止日期
          </label>
          <div className="flex gap-2">
            <input
              id="asOf"
              name="asOf"
              type="date"
              defaultValue={asOf}
              min={first}
              max={last}
              required
              className="control"
            />
            <Button type="submit" look="primary">
              查看
            </Button>
          </div>
        </form>
        <ul className="mt-3 grid grid-cols-2 gap-1.5">
          {choices.map((choice) => (
            <li key={choice.date}>
              <Link
                href={href(choice.date)}
                aria-current={choice.date === asOf ? "date" : undefined}
                className="block rounded-lg border border-line px-2.5 py-1.5 text-sm hover:bg-sunken aria-[current]:border-accent aria-[current]:font-semibold"
              >
                {choice.label}
              </Link>
            </li>
          ))}
        </ul>
        <p className="mt-3 text-ink-2 text-xs">
          每一天都按当天日终已审核的进展重算，同一天任何时候打开都一样。
        </p>
      </div>
    </div>
  );
}
