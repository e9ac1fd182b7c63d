import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { ChangesView } from "@/lib/dashboards/queries";
import { dueDay } from "@/lib/format";
import { paths } from "@/lib/paths";

/** The two days compared, and those one may start from. */
export function Dates({
  from,
  to,
  first,
  choices,
  asOf,
}: {
  from: string;
  to: string;
  first: string;
  choices: ChangesView["choices"];
  asOf: string | undefined;
}) {
  return (
    <div className="screen-only flex flex-wrap items-end gap-x-5 gap-y-2">
      <form action={paths.changes()} method="get" className="flex flex-wrap items-end gap-2">
        {[
          { name: "from", label: "从（当天日终）", value: from },
          { name: "to", label: "到（当天日终）", value: to },
        ].map(({ name, label, value }) => (
          <label key={name} className="grid gap-0.5 text-ink-2 text-sm">
            {label}
            <input
              type="date"
              name={name}
              defaultValue={value}
              min={first}
              required
              className="control py-1.5 text-base"
            />
          </label>
        ))}
        <Button type="submit">比较</Button>
      </form>
      <ul className="flex flex-wrap gap-1.5 text-sm" aria-label="从哪天起">
        {choices.map(({ name, date }) => (
          <li key={date}>
            <Link
              href={paths.changes({ from: date, asOf })}
              aria-current={date === from ? "true" : undefined}
              className="block rounded-full border border-edge px-2.5 py-0.5 hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-chosen aria-[current]:font-semibold"
            >
              {name}以来
              <span className="text-ink-2"> {dueDay(date, to)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
