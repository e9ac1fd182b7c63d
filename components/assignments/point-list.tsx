import type { City } from "@/lib/dashboards/board";
import { chineseNumeral } from "@/lib/format";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { Matrix, MatrixRow } from "@/lib/rosters/rules";
import { cityText } from "../status/city";
import { Link } from "../ui/link";
import { UnresolvedMark } from "./row-rest";

/** The matrix on a phone: one point after the other with its units; a point opens its form. */
export function PointList({
  matrix,
  cities,
  chosen,
  hrefs,
}: {
  matrix: Matrix;
  cities: City[];
  chosen: number | undefined;
  hrefs: Record<number, string>;
}) {
  return (
    <div className="grid gap-3 sm:hidden print:hidden">
      {matrix.chapters.map(({ number, title, rows }) => (
        <section key={number} className="card p-3" aria-labelledby={`list-${number}`}>
          <h2 id={`list-${number}`} className="mb-1 font-semibold">
            {chineseNumeral(number)}、{title}
          </h2>
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <li key={row.point.id} className="py-2">
                <Link
                  href={hrefs[row.point.number] ?? ""}
                  aria-current={row.point.number === chosen ? "true" : undefined}
                  className="font-semibold hover:underline"
                >
                  {row.point.number}. {row.point.title}
                </Link>
                {row.unresolved && (
                  <UnresolvedMark href={hrefs[row.point.number] ?? ""} number={row.point.number} />
                )}
                {row.leadless && <span className="ml-1.5 text-ink-2 text-xs">无牵头</span>}
                <UnitWords row={row} cities={cities} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function UnitWords({ row, cities }: { row: MatrixRow; cities: City[] }) {
  const shares = [...row.cells.flat(), ...row.rest.flatMap(({ shares }) => shares)];
  return (
    <p className="text-sm">
      {shares.map(({ unit, role, assignmentId }) => (
        <span key={assignmentId} className="mr-3 inline-block">
          <span className={cityText(cities, unit.cityId)}>{unit.name}</span>
          {role !== "RESPONSIBLE" && (
            <span className="text-ink-2 text-xs"> {ASSIGNMENT_ROLE_NAMES[role]}</span>
          )}
        </span>
      ))}
      {row.groups.map(({ share, members }) => (
        <span key={share.assignmentId} className="mr-3 inline-block">
          <span className={cityText(cities, share.unit.cityId)}>{share.unit.name}</span>{" "}
          {members > 0 ? `${members} 家` : "成员待明确"}
        </span>
      ))}
    </p>
  );
}
