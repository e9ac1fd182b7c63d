import type { AssignmentRole } from "@/prisma/generated/enums";

const FILLS = ["fill-city-1", "fill-city-2", "fill-city-3"] as const;
const STROKES = ["stroke-city-1", "stroke-city-2", "stroke-city-3"] as const;
/** A role in its city's colour: filled 责任, hollow 配合, framed 牵头. Decoration; the words stand beside. */
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
