import { type ExportedList, paths, type Query } from "@/lib/paths";
import { DROP_LINK, type DropEdge, DropMenu } from "../ui/drop-menu";

/** 导出: the rows on screen as a file; works without JavaScript. */
export function ExportMenu({
  list = "points",
  query,
  asOf,
  from,
}: {
  list?: ExportedList;
  query: Query;
  asOf: string;
  /** the edge of the button the menu hangs from */
  from?: DropEdge;
}) {
  const href = (more: Query) => paths.listExport(list, { ...query, asOf, ...more });
  const choices = [
    { name: "Excel", note: "当前列表，一张表", href: href({ format: "xlsx" }) },
    { name: "按城市分表", note: "Excel，每市一张表", href: href({ split: "city" }) },
    { name: "按单位分表", note: "Excel，每单位一张表", href: href({ split: "unit" }) },
    { name: "CSV", note: "供其他系统读取", href: href({ format: "csv" }) },
  ];
  return (
    <DropMenu label="导出" from={from}>
      {choices.map(({ name, note, href }) => (
        <li key={name}>
          <a href={href} download className={DROP_LINK}>
            {name}
            <span className="block text-ink-2 text-xs">{note}</span>
          </a>
        </li>
      ))}
    </DropMenu>
  );
}
