import type { HeatCell, Heatmap, HeatRow } from "@/lib/dashboards/heat";
import type { CellState } from "@/lib/dashboards/reporting";
import { chineseNumeral, month, monthDay } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { HALT_LETTERS, HALT_NAMES, LIGHT_LETTERS, standingText } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import { cityText } from "../status/city";
import { LightShape } from "../status/light";
import { Link } from "../ui/link";
import { ScrollBox } from "../ui/scroll-box";

const REPORTING_WORDS: Record<CellState, string> = {
  APPROVED: "已报",
  PENDING: "待审",
  RETURNED: "被退回",
  DUE: "待报",
  OVERDUE: "未报",
  MISSED: "缺报",
};

/** Rows × months of lights, each cell a shape with its word, leading to that day. */
export function HeatTable({
  heatmap: { board, months, rows },
  by,
  today,
  caption,
}: {
  heatmap: Heatmap;
  by: "point" | "unit";
  today: string;
  caption: string;
}) {
  const dayOf = (date: string) => (date === today ? undefined : date);
  return (
    <ScrollBox label={caption}>
      <table className="print-dense w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-line border-b text-ink-2">
            <th
              scope="col"
              className="sticky left-0 z-10 bg-card py-1.5 pr-3 text-left font-normal"
            >
              {by === "point" ? "要点" : "责任单位"}
            </th>
            {months.map(({ month: start, date }) => (
              <th
                key={start}
                scope="col"
                className="min-w-8 py-1.5 text-center font-normal sm:min-w-14"
              >
                {month(start)}
                <span className="sr-only">（截至 {monthDay(date)}）</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={row.key}
              className={`border-line border-b ${row.group === rows[index - 1]?.group || index === 0 ? "" : "border-t-2 border-t-edge"}`}
            >
              <th
                scope="row"
                className="sticky left-0 z-10 max-w-32 bg-card py-1 pr-3 text-left font-normal sm:w-[28%] sm:max-w-md"
              >
                <RowName row={row} by={by} cities={board.cities} asOf={dayOf(board.asOf)} />
              </th>
              {months.map(({ month: start }, place) => (
                <td key={start} className="p-0 text-center">
                  <Cell cell={row.cells[place] ?? null} row={row} by={by} dayOf={dayOf} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function RowName({
  row,
  by,
  cities,
  asOf,
}: {
  row: HeatRow;
  by: "point" | "unit";
  cities: Heatmap["board"]["cities"];
  asOf: string | undefined;
}) {
  if (by === "unit") {
    return (
      <Link href={paths.unit(row.key, { asOf })} className="hover:underline">
        <span className={cityText(cities, row.group)}>{row.title}</span>
      </Link>
    );
  }
  return (
    <Link href={paths.point(row.key, { asOf })} className="flex gap-2 hover:underline">
      <span
        className="w-5 shrink-0 text-right font-song text-ink-2 max-sm:hidden"
        aria-hidden="true"
      >
        {chineseNumeral(row.group ?? 1)}
      </span>
      <span className="w-5 shrink-0 text-right font-semibold">{row.key}</span>
      <span className="sm:truncate">{row.title}</span>
    </Link>
  );
}

function Cell({
  cell,
  row,
  by,
  dayOf,
}: {
  cell: HeatCell | null;
  row: HeatRow;
  by: "point" | "unit";
  dayOf: (date: string) => string | undefined;
}) {
  if (!cell) {
    return (
      <span className="text-ink-2">
        <span aria-hidden="true">·</span>
        <span className="sr-only">当时没有要点</span>
      </span>
    );
  }
  const asOf = dayOf(cell.date);
  const words = `${standingText(cell)}${cell.reporting ? `，${REPORTING_WORDS[cell.reporting]}` : ""}`;
  return (
    <Link
      href={by === "point" ? paths.point(row.key, { asOf }) : paths.unit(row.key, { asOf })}
      title={`截至 ${monthDay(cell.date)}：${words}`}
      className="grid min-h-8 place-items-center rounded-md py-0.5 hover:bg-sunken print:min-h-0 print:py-0 print:[&>svg]:size-3"
    >
      <LightShape light={cell.light} size={17} />
      <span
        className={`whitespace-nowrap text-[0.6875rem] leading-tight max-sm:sr-only ${cell.light === "ON_TRACK" ? "text-ink-2" : ""}`}
      >
        {cell.halted ? HALT_NAMES[cell.halted] : LIGHT_NAMES[cell.light]}
      </span>
      <span className="text-xs leading-tight sm:hidden" aria-hidden="true">
        {cell.halted ? HALT_LETTERS[cell.halted] : LIGHT_LETTERS[cell.light]}
      </span>
      {cell.reporting && (
        <span className="text-ink-2 text-xs leading-tight">{REPORTING_WORDS[cell.reporting]}</span>
      )}
    </Link>
  );
}
