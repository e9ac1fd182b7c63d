import { type ExportedList, paths, type Query } from "@/lib/paths";
import { Icon } from "../ui/icon";

/** 导出: the rows on screen as a file; works without JavaScript. */
export function ExportMenu({
  list = "points",
  query,
  asOf,
  from = "right",
}: {
  list?: ExportedList;
  query: Query;
  asOf: string;
  /** the edge of the button the menu hangs from */
  from?: "left" | "right";
}) {
  const href = (more: Query) => paths.listExport(list, { ...query, asOf, ...more });
  const choices = [
    { name: "Excel", note: "当前列表，一张表", href: href({ format: "xlsx" }) },
    { name: "按城市分表", note: "Excel，每市一张表", href: href({ split: "city" }) },
    { name: "按单位分表", note: "Excel，每单位一张表", href: href({ split: "unit" }) },
    { name: "CSV", note: "供其他系统读取", href: href({ format: "csv" }) },
  ];
  return (
    <details className="screen-only relative w-fit">
      <summary className="inline-flex min-h-9 items-center gap-1.5 rounded-lg border border-edge bg-card px-3.5 py-1.5 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        导出
        <Icon name="down" size={14} />
      </summary>
      <ul
        className={`card absolute z-10 mt-1 w-56 p-1.5 shadow-lg max-sm:right-auto max-sm:left-0 ${from === "left" ? "left-0" : "right-0"}`}
      >
        {choices.map(({ name, note, href }) => (
          <li key={name}>
            <a href={href} download className="block rounded-lg px-3 py-1.5 hover:bg-sunken">
              {name}
              <span className="block text-ink-2 text-xs">{note}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
