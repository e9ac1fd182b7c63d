import { LegendMark } from "@/components/assignments/role-marks";
import { cityText } from "@/components/status/city";
import type { Board } from "@/lib/dashboards/board";

/** How much is assigned, and what the marks of the matrix mean. */
export function Counts({ board }: { board: Board }) {
  const units = new Map(board.assignments.map(({ unit }) => [unit.id, unit.kind]));
  const groups = [...units.values()].filter((kind) => kind === "GROUP").length;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-ink-2 text-sm">
      <span>
        {board.points.length} 项要点 · {units.size} 个责任单位
        {groups > 0 && `（含 ${groups} 个集合单位）`} · {board.assignments.length} 条分工
      </span>
      <span className="flex flex-wrap items-center gap-x-3">
        {board.cities.map((city, index) => (
          <span
            key={city.id}
            className={`inline-flex items-center gap-1 ${cityText(board.cities, city.id)}`}
          >
            <LegendMark shown="RESPONSIBLE" index={index} />
            {city.shortName}
          </span>
        ))}
        <span className="inline-flex items-center gap-1">
          <LegendMark shown="LEAD" />
          粗框为牵头
        </span>
        <span className="inline-flex items-center gap-1">
          <LegendMark shown="SUPPORT" />
          空心为配合
        </span>
      </span>
    </p>
  );
}
