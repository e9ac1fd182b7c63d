import { ExportMenu } from "@/components/board/export-menu";
import { FilterForm } from "@/components/board/filter-form";
import { FilterHead } from "@/components/board/filter-head";
import { LightCounts } from "@/components/board/light-counts";
import { PointTable } from "@/components/points/point-table";
import { cityText } from "@/components/status/city";
import { Card, Empty } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { FilterLine } from "@/components/views/filter-line";
import { type Board, countLights } from "@/lib/dashboards/board";
import { filterParts } from "@/lib/dashboards/filter-text";
import type { PointList } from "@/lib/dashboards/queries";
import { filterQuery, groupNote, pointRows } from "@/lib/dashboards/rows";
import { type PointFilter, TAGS } from "@/lib/dashboards/schema";
import { chineseNumeral, percent, yearMonth } from "@/lib/format";
import { GROUP_NAMES, TAG_NAMES } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { mean } from "@/lib/status/roll-up";

/** The points behind a figure, in one table or in one a group. `asOf` is carried by its links. */
export function PointListBody({
  list: { board, rows, groups },
  filter,
  asOf,
  exports,
}: {
  list: PointList;
  filter: PointFilter;
  asOf: string | undefined;
  /** whether this reader may take its rows as a file */
  exports: boolean;
}) {
  const parts = filterParts(board, filter);
  const { light: _, ...others } = filter;
  return (
    <>
      <nav aria-label="位置" className="mb-2 text-ink-2 text-sm">
        <Link href={paths.overview({ asOf })} className="hover:underline">
          总览
        </Link>{" "}
        / {parts.join(" · ") || "全部"}
      </nav>
      <FilterHead
        parts={parts}
        all="全部"
        noun="的要点"
        count={`${rows.length} 项`}
        note={rows.length > 0 && `平均 ${percent(mean(rows.map((row) => row.percent)))}`}
      />
      {exports && rows.length > 0 && (
        <div className="screen-only mb-3">
          <ExportMenu query={filterQuery(filter)} asOf={board.asOf} from="left" />
        </div>
      )}
      <LightCounts
        counts={countLights(pointRows(board, others))}
        hrefOf={(light) => paths.points({ ...filterQuery(filter), light, asOf })}
        chosen={filter.light?.length === 1 ? filter.light[0] : undefined}
      />
      <FilterLine
        chosen={parts}
        all={paths.points({ asOf })}
        here={paths.points(filterQuery(filter))}
      />
      <div className="mt-3">
        <FilterForm
          path={paths.points()}
          kept={{ asOf, light: filter.light?.join(","), attention: filter.attention }}
          choices={choicesOf(board, filter)}
          submit="查看"
        />
      </div>
      {rows.length === 0 ? (
        <div className="mt-4">
          <Empty>
            截至 {board.asOf}，没有{parts.join("、")}的要点。
          </Empty>
        </div>
      ) : (
        (groups ?? [{ key: "all", name: null, cityId: null, rows, percent: 0 }]).map((group) => (
          <Card
            key={group.key}
            className="mt-4"
            title={
              group.name ? (
                <span className={cityText(board.cities, group.cityId)}>{group.name}</span>
              ) : (
                `${parts.join(" · ") || "全部"} ${rows.length} 项`
              )
            }
            note={group.name && groupNote(group)}
          >
            <PointTable
              rows={group.rows}
              cities={board.cities}
              asOf={asOf}
              day={board.asOf}
              caption={`${[...parts, group.name].filter(Boolean).join("、") || "全部"}的要点`}
            />
          </Card>
        ))
      )}
    </>
  );
}

function choicesOf(board: Board, filter: PointFilter) {
  const units = new Map(board.assignments.map(({ unit }) => [unit.id, unit]));
  const dues = [...new Set(board.points.map(({ dueOn }) => dueOn.slice(0, 7)))].sort();
  return [
    {
      name: "chapter",
      label: "章",
      value: filter.chapter,
      options: board.chapters.map(({ number, title }) => ({
        value: number,
        label: `${chineseNumeral(number)}、${title}`,
      })),
    },
    {
      name: "city",
      label: "城市（按该市一侧）",
      value: filter.city,
      options: board.cities.map(({ id, shortName }) => ({ value: id, label: shortName })),
    },
    {
      name: "unit",
      label: "责任单位（按其一侧）",
      value: filter.unit,
      options: [...units.values()]
        .sort((a, b) => a.order - b.order)
        .map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: "due",
      label: "办理时限",
      value: filter.due,
      options: dues.map((due) => ({ value: due, label: yearMonth(`${due}-01`) })),
    },
    {
      name: "tag",
      label: "标注",
      value: filter.tag,
      options: TAGS.map((tag) => ({ value: tag, label: TAG_NAMES[tag] })),
    },
    {
      name: "group",
      label: "分组",
      value: filter.group,
      options: Object.entries(GROUP_NAMES).map(([value, name]) => ({
        value,
        label: `按${name}`,
      })),
    },
  ];
}
