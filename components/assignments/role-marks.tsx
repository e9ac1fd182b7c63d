import type { City } from "@/lib/dashboards/board";
import type { UnitShare } from "@/lib/dashboards/shares";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { AssignmentRole } from "@/prisma/generated/enums";

const FILLS = ["fill-city-1", "fill-city-2", "fill-city-3"] as const;
const STROKES = ["stroke-city-1", "stroke-city-2", "stroke-city-3"] as const;
const RANK: AssignmentRole[] = ["LEAD", "RESPONSIBLE", "SUPPORT"];

const STEP = 13;

/**
 * The units of one cell, each in its city's place and colour: filled 责任, hollow 配合, framed 牵头.
 * Says all of it in words too.
 */
export function RoleMarks({ shares, cities }: { shares: UnitShare[]; cities: City[] }) {
  const places = cities.map((city) =>
    roleIn(shares.filter((share) => share.unit.cityId === city.id)),
  );
  const allLead = places.length > 1 && places.every((role) => role === "LEAD");
  const width = STEP * Math.max(1, cities.length) + 4;
  return (
    <svg role="img" width={width} height={22} viewBox={`0 0 ${width} 22`} className="inline-block">
      <title>
        {shares.map(({ unit, role }) => `${unit.name} ${ASSIGNMENT_ROLE_NAMES[role]}`).join("；")}
      </title>
      {places.map((role, index) => {
        if (!role) return null;
        const x = 4 + index * STEP;
        return (
          <g key={cities[index]?.id}>
            {role === "LEAD" && !allLead && <Frame x={x - 2.5} width={14} />}
            <Mark x={x} shown={role} index={index} />
          </g>
        );
      })}
      {allLead && <Frame x={1.5} width={width - 3} />}
      {shares.some((share) => share.unit.cityId === null) && (
        <circle cx={width / 2} cy={11} r={4} className="fill-grey-edge" />
      )}
    </svg>
  );
}

/** One mark of the legend. */
export function LegendMark({ shown, index = 0 }: { shown: AssignmentRole; index?: number }) {
  return (
    <svg aria-hidden="true" width={16} height={22} viewBox="0 0 16 22" className="inline-block">
      {shown === "LEAD" && <Frame x={1} width={14} />}
      <Mark x={3.5} shown={shown} index={index} />
    </svg>
  );
}

function Mark({ x, shown, index }: { x: number; shown: AssignmentRole; index: number }) {
  if (shown !== "SUPPORT") {
    return <rect x={x} y={4} width={9} height={14} rx={2.5} className={FILLS[index]} />;
  }
  return (
    <rect
      x={x + 0.8}
      y={4.8}
      width={7.4}
      height={12.4}
      rx={2}
      fill="none"
      strokeWidth={1.6}
      className={STROKES[index]}
    />
  );
}

function Frame({ x, width }: { x: number; width: number }) {
  return (
    <rect
      x={x}
      y={1}
      width={width}
      height={20}
      rx={5}
      fill="none"
      strokeWidth={1.8}
      className="stroke-ink"
    />
  );
}

/** The highest role where a city has several units in one cell. */
function roleIn(shares: UnitShare[]): AssignmentRole | undefined {
  return RANK.find((role) => shares.some((share) => share.role === role));
}
