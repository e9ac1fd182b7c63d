import type { City } from "@/lib/dashboards/board";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { FunctionColumn } from "@/lib/rosters/rules";
import { Link } from "../ui/link";
import type { GridRow } from "./grid";
import { LegendMark } from "./role-marks";
import { RowRest, UnresolvedMark } from "./row-rest";
import type { useGrid } from "./use-grid";

/** A point's row of the grid. A cell is as little as it can be: with all units there are thousands. */
export function PointRow({
  row,
  place,
  grid,
  columns,
  cities,
  current,
  href,
}: {
  row: GridRow;
  place: number;
  grid: ReturnType<typeof useGrid>;
  columns: FunctionColumn[];
  cities: City[];
  current: boolean;
  href: string;
}) {
  let column = -1;
  return (
    <tr className="group hover:bg-sunken data-chosen:bg-chosen" data-chosen={current || undefined}>
      <th
        scope="row"
        className="sticky left-0 z-10 border-line border-b bg-card px-3 py-1 text-left font-normal group-hover:bg-sunken group-data-chosen:bg-chosen"
      >
        <Link
          href={href}
          aria-current={current ? "true" : undefined}
          className="hover:underline aria-[current]:font-semibold"
        >
          <span className="mr-2 inline-block min-w-5 font-semibold">{row.number}</span>
          {row.title}
        </Link>
        {row.unresolved && <UnresolvedMark href={href} number={row.number} />}
      </th>
      {columns.flatMap(({ slots }) =>
        slots.map((slot, index) => {
          column += 1;
          const own = column;
          const role = grid.roleAt(row, slot.unitId);
          const edited = grid.editAt(row, slot.unitId) !== undefined;
          const tabbable = grid.at.row === place && grid.at.column === own;
          const looks = [
            index === 0 && "first",
            edited && "edited",
            grid.widened && grid.isChosen(place, own) && "chosen",
          ].filter(Boolean);
          return (
            <td key={slot.unitId} className={["cell", ...looks].join(" ")}>
              <button
                type="button"
                data-place={`${place}:${own}`}
                tabIndex={tabbable ? 0 : -1}
                aria-label={`${slot.name} ${role ? ASSIGNMENT_ROLE_NAMES[role] : "没有分工"}${edited ? "，未保存" : ""}`}
              >
                {role && (
                  <LegendMark
                    shown={role}
                    index={Math.max(
                      0,
                      cities.findIndex(({ id }) => id === slot.cityId),
                    )}
                  />
                )}
              </button>
            </td>
          );
        }),
      )}
      <td className="border-line border-b border-l px-3 py-1">
        <RowRest row={row} cities={cities} />
      </td>
    </tr>
  );
}
