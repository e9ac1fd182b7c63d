"use client";
import { useActionState } from "react";
import type { LastBatch } from "@/lib/assignments/bulk";
import type { City } from "@/lib/dashboards/board";
import { type FormState, IDLE } from "@/lib/form-state";
import { chineseNumeral } from "@/lib/format";
import { cityText } from "../status/city";
import { ScrollBox } from "../ui/scroll-box";
import { BatchBar, postedEdits } from "./batch-bar";
import { pastedCells, roleSaid } from "./clipboard";
import type { Grid } from "./grid";
import { PointRow } from "./point-row";
import { useGrid } from "./use-grid";

const HEAD = "border-line border-b bg-card font-normal text-ink-2";

/** 要点 × 责任单位, a cell for each city's unit; changed by keyboard or from a spreadsheet, saved as one batch. */
export function AssignmentGrid({
  matrix,
  cities,
  chosen,
  hrefs,
  action,
  lastBatch,
}: {
  matrix: Grid;
  cities: City[];
  /** number of the point in the panel */
  chosen: number | undefined;
  hrefs: Record<number, string>;
  action: (state: FormState, form: FormData) => Promise<FormState>;
  lastBatch: LastBatch | null;
}) {
  const grid = useGrid(matrix, roleSaid);
  const [state, run] = useActionState(async (before: FormState, form: FormData) => {
    const next = await action(before, form);
    // Refused, all of it stays to be put right and saved again.
    if (next.status === "done") grid.forget(postedEdits(form));
    return next;
  }, IDLE);
  const { columns, chapters } = matrix;
  let place = -1;
  return (
    <>
      <BatchBar
        state={state}
        run={run}
        edits={grid.pending}
        standing={matrix.standing}
        forget={grid.forget}
        lastBatch={lastBatch}
      />
      {grid.refusal && (
        <p
          role="alert"
          className="screen-only sticky top-[4.5rem] z-40 mb-3 rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3 font-semibold text-red"
        >
          {grid.refusal}
        </p>
      )}
      <p className="screen-only mb-1.5 text-ink-2 text-xs">
        点一格后：方向键移动，Shift 加方向键多选，空格轮换，Q 牵头、Z 责任、P 配合、Delete
        移出；可与 Excel 互相复制粘贴。改动先列出，核对后一次保存。
      </p>
      <ScrollBox
        label="责任分工表，可左右滚动"
        className="card overflow-y-auto lg:max-h-[calc(100dvh-6rem)] print:max-h-none print-across"
      >
        <table
          ref={grid.table}
          className="w-full border-separate border-spacing-0 text-sm"
          onClick={grid.onClick}
          onKeyDown={grid.onKeyDown}
          onCopy={grid.onCopy}
          onPaste={(event) => {
            event.preventDefault();
            grid.paste(pastedCells(event.clipboardData.getData("text/plain")));
          }}
        >
          <caption className="sr-only">
            各要点的责任单位：每行一项要点，每列一类单位，每格为一市的单位及其角色
          </caption>
          <thead>
            <tr>
              <th
                scope="col"
                className={`sticky top-0 left-0 z-30 min-w-56 px-3 py-2 text-left align-top ${HEAD}`}
              >
                工作要点
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="colgroup"
                  colSpan={column.slots.length}
                  className={`sticky top-0 z-20 border-l px-1 py-2 align-bottom ${HEAD}`}
                >
                  <span
                    title={column.name}
                    className="inline-block max-h-40 overflow-hidden text-ellipsis whitespace-nowrap text-left [writing-mode:vertical-rl] print:max-h-none"
                  >
                    {column.name}
                  </span>
                </th>
              ))}
              <th
                scope="col"
                className={`sticky top-0 z-20 min-w-44 border-l px-3 py-2 text-left align-bottom ${HEAD}`}
              >
                其他单位
              </th>
            </tr>
          </thead>
          {chapters.map((chapter) => (
            <tbody key={chapter.number}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={grid.slots.length + 2}
                  className="border-line border-b bg-sunken p-0 text-left"
                >
                  <span className="sticky left-0 inline-block px-3 py-1.5 font-semibold">
                    {chineseNumeral(chapter.number)}、{chapter.title}
                  </span>
                </th>
              </tr>
              {chapter.rows.map((row) => {
                place += 1;
                return (
                  <PointRow
                    key={row.id}
                    row={row}
                    place={place}
                    grid={grid}
                    columns={columns}
                    cities={cities}
                    current={row.number === chosen}
                    href={hrefs[row.number] ?? ""}
                  />
                );
              })}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <th
                scope="row"
                className="sticky bottom-0 left-0 z-30 border-line border-t bg-card px-3 py-1.5 text-left font-normal text-ink-2"
              >
                每家承担的要点
              </th>
              {columns.flatMap((column) =>
                column.slots.map((slot, index) => (
                  <td
                    key={slot.unitId}
                    title={`${slot.name} ${slot.load} 项`}
                    className={`sticky bottom-0 z-20 border-line border-t bg-card py-1.5 text-center text-xs ${index === 0 ? "border-l" : ""} ${cityText(cities, slot.cityId)}`}
                  >
                    {slot.load}
                  </td>
                )),
              )}
              <td className="sticky bottom-0 z-20 border-line border-t border-l bg-card" />
            </tr>
          </tfoot>
        </table>
      </ScrollBox>
      <p role="status" className="text-sm">
        {grid.said}
      </p>
    </>
  );
}
