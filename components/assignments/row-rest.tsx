import type { City } from "@/lib/dashboards/board";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import { cityText } from "../status/city";
import { Link } from "../ui/link";
import type { GridRow } from "./grid";
import { LegendMark } from "./role-marks";

/** Units that no other point has, and groups with the number of their members. */
export function RowRest({
  row: { groups, rest },
  cities,
}: {
  row: Pick<GridRow, "groups" | "rest">;
  cities: City[];
}) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {groups.map(({ id, name, cityId, members }) => (
        <li key={id}>
          <span className={cityText(cities, cityId)}>{name}</span>{" "}
          {members > 0 ? `${members} 家` : "成员待明确"}
        </li>
      ))}
      {rest.map(({ unit, cityId, role }) => (
        <li key={unit} className="inline-flex items-center gap-1">
          <LegendMark
            shown={role}
            index={Math.max(
              0,
              cities.findIndex(({ id }) => id === cityId),
            )}
          />
          <span>
            {unit}
            <span className="sr-only"> {ASSIGNMENT_ROLE_NAMES[role]}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Leads to where the members are chosen. */
export function UnresolvedMark({ href, number }: { href: string; number: number }) {
  return (
    <Link
      href={href}
      className="ml-1.5 inline-block whitespace-nowrap rounded border border-red bg-red-soft px-1.5 text-red text-xs hover:underline"
    >
      集合单位待明确<span className="sr-only">，第 {number} 项</span>
    </Link>
  );
}
