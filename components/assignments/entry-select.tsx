import type { AssignmentPanel, UnitLine } from "@/lib/assignments/queries";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { AssignmentRole } from "@/prisma/generated/enums";
import { cityText } from "../status/city";

const ROLES = Object.keys(ASSIGNMENT_ROLE_NAMES) as AssignmentRole[];

/** One entry as the form posts it: unit, role, and the 集合单位 it answers for. */
export function entryText(line: Pick<UnitLine, "id" | "groupId">, role: AssignmentRole): string {
  return line.groupId === null ? `${line.id}:${role}` : `${line.id}:${role}:${line.groupId}`;
}

/**
 * A unit and its role; the empty choice leaves it out. One control says both, so that the form
 * works without JavaScript.
 */
export function RoleSelect({
  line,
  chosen,
  cities,
}: {
  line: UnitLine;
  chosen: string;
  cities: { id: number }[];
}) {
  const id = `unit-${line.groupId ?? 0}-${line.id}`;
  return (
    <li className="flex items-center justify-between gap-3 py-1">
      <label htmlFor={id} className={`min-w-0 ${cityText(cities, line.cityId)}`}>
        {line.name}
      </label>
      <select
        id={id}
        name="entries"
        defaultValue={chosen}
        className="shrink-0 rounded-md border border-edge bg-card px-1.5 py-1 text-sm"
      >
        {ROLES.map((role) => (
          <option key={role} value={entryText(line, role)}>
            {ASSIGNMENT_ROLE_NAMES[role]}
          </option>
        ))}
        <option value="">{line.role ? "移出" : "不纳入"}</option>
      </select>
    </li>
  );
}

/** A unit that has no part in the point yet; it comes in as 责任. */
export function AvailableSelect({
  label,
  available,
  chosen = "",
}: {
  label: string;
  available: AssignmentPanel["available"];
  chosen: string | undefined;
}) {
  return (
    <select name="entries" aria-label={label} defaultValue={chosen} className="control">
      <option value="">＋ {label}…</option>
      {available.map((city) => (
        <optgroup key={city.cityName} label={city.cityName}>
          {city.units.map((unit) => (
            <option key={unit.id} value={`${unit.id}:RESPONSIBLE`}>
              {unit.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
