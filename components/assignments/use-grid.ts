import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { ASSIGNMENT_ROLE_NAMES } from "@/lib/glossary";
import type { AssignmentRole } from "@/prisma/generated/enums";
import type { Grid, GridRow } from "./grid";

type Edit = {
  pointId: number;
  number: number;
  unitId: number;
  unit: string;
  role: AssignmentRole | null;
  /** what the person saw when they changed it */
  seen: AssignmentRole | null;
};
/** An edit on what stands now: another admin's change moves `held`, never `role`. */
export type Pending = Edit & { held: AssignmentRole | null };
type Place = { row: number; column: number };

/** Space goes round: none, 责任, 牵头, 配合. */
const NEXT: Record<AssignmentRole | "NONE", AssignmentRole | null> = {
  NONE: "RESPONSIBLE",
  RESPONSIBLE: "LEAD",
  LEAD: "SUPPORT",
  SUPPORT: null,
};
const LETTERS: Record<string, AssignmentRole | null> = {
  q: "LEAD",
  z: "RESPONSIBLE",
  p: "SUPPORT",
  Delete: null,
  Backspace: null,
};

/**
 * What a person changes in the grid before it is saved: a cell is one unit on one point. Arrows
 * walk, Shift widens the choice, letters and the space bar set the role of all that is chosen, and a
 * block of cells comes from a spreadsheet and goes there.
 */
export function useGrid(grid: Grid, roleSaid: (text: string) => AssignmentRole | null | undefined) {
  const rows = grid.chapters.flatMap((chapter) => chapter.rows);
  const slots = grid.columns.flatMap((column) => column.slots);
  const [edits, setEdits] = useState<Map<string, Edit>>(new Map());
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [from, setFrom] = useState<Place>({ row: 0, column: 0 });
  const [said, setSaid] = useState("");
  const [refusal, setRefusal] = useState("");
  const table = useRef<HTMLTableElement>(null);

  const heldBy = (pointId: number, unitId: number) => grid.standing[pointId]?.roles[unitId] ?? null;
  const editAt = (row: GridRow, unitId: number) => {
    const edit = edits.get(keyOf(row.id, unitId));
    return edit && edit.role !== heldBy(row.id, unitId) ? edit : undefined;
  };
  const roleAt = (row: GridRow, unitId: number) => {
    const edit = editAt(row, unitId);
    return edit ? edit.role : heldBy(row.id, unitId);
  };
  // What somebody else has brought about meanwhile is nothing to save any more.
  const pending: Pending[] = [...edits.values()]
    .map((edit) => ({ ...edit, held: heldBy(edit.pointId, edit.unitId) }))
    .filter(({ role, held }) => role !== held);
  const isChosen = (row: number, column: number) =>
    between(row, at.row, from.row) && between(column, at.column, from.column);

  function change(wanted: { row: GridRow; unitId: number; role: AssignmentRole | null }[]) {
    setRefusal("");
    setEdits((present) => {
      const next = new Map(present);
      for (const { row, unitId, role } of wanted) {
        const unit = slots.find((slot) => slot.unitId === unitId)?.name ?? "";
        const seen = heldBy(row.id, unitId);
        if (seen === role) next.delete(keyOf(row.id, unitId));
        else {
          const edit = { pointId: row.id, number: row.number, unitId, unit, role, seen };
          next.set(keyOf(row.id, unitId), edit);
        }
      }
      return next;
    });
  }

  /** Lets go of those that are saved or not wanted; what was changed again meanwhile stays. */
  function forget(gone: { pointId: number; unitId: number; role: AssignmentRole | null }[]) {
    setEdits((present) => {
      const next = new Map(present);
      for (const { pointId, unitId, role } of gone) {
        const key = keyOf(pointId, unitId);
        if (next.get(key)?.role === role) next.delete(key);
      }
      return next;
    });
  }

  function go(to: Place, widen: boolean) {
    const place = {
      row: Math.max(0, Math.min(rows.length - 1, to.row)),
      column: Math.max(0, Math.min(slots.length - 1, to.column)),
    };
    setAt(place);
    if (!widen) setFrom(place);
    table.current
      ?.querySelector<HTMLElement>(`[data-place="${place.row}:${place.column}"]`)
      ?.focus();
  }

  function onClick(event: MouseEvent) {
    const cell = (event.target as Element).closest<HTMLElement>("[data-place]");
    const [row, column] = (cell?.dataset.place ?? "").split(":").map(Number);
    if (row !== undefined && column !== undefined) go({ row, column }, event.shiftKey);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (step) go({ row: at.row + step[0], column: at.column + step[1] }, event.shiftKey);
    else if (event.key === "Home") go({ row: at.row, column: 0 }, event.shiftKey);
    else if (event.key === "End") go({ row: at.row, column: slots.length - 1 }, event.shiftKey);
    else if (event.key === " ") {
      const [row, slot] = [rows[at.row], slots[at.column]];
      if (row && slot) setChosen(NEXT[roleAt(row, slot.unitId) ?? "NONE"]);
    } else if (letter in LETTERS) setChosen(LETTERS[letter] ?? null);
    else return;
    event.preventDefault();
  }

  function setChosen(role: AssignmentRole | null) {
    change(
      rows.flatMap((row, place) =>
        slots.flatMap(({ unitId }, column) =>
          isChosen(place, column) ? [{ row, unitId, role }] : [],
        ),
      ),
    );
  }

  function onCopy(event: ClipboardEvent) {
    const lines = rows.flatMap((row, place) => {
      const cells = slots.flatMap(({ unitId }, column) => {
        if (!isChosen(place, column)) return [];
        const role = roleAt(row, unitId);
        return [role ? ASSIGNMENT_ROLE_NAMES[role] : ""];
      });
      return cells.length > 0 ? [cells.join("\t")] : [];
    });
    event.clipboardData.setData("text/plain", lines.join("\n"));
    event.preventDefault();
    setSaid(`已复制 ${lines.length} 行`);
  }

  function paste(cells: string[][]) {
    const wanted: Parameters<typeof change>[0] = [];
    const unknown: string[] = [];
    for (const [down, line] of cells.entries()) {
      for (const [right, text] of line.entries()) {
        const [row, slot] = [rows[at.row + down], slots[at.column + right]];
        const role = roleSaid(text);
        if (role === undefined || !row || !slot) unknown.push(text.trim() || "空格");
        else wanted.push({ row, unitId: slot.unitId, role });
      }
    }
    if (unknown.length > 0) {
      setRefusal(
        `没有粘贴：${unknown.length} 格看不懂或超出表格（如“${unknown[0]}”）。每格请写牵头、责任、配合或留空。`,
      );
      return;
    }
    change(wanted);
    setSaid(`已粘贴 ${wanted.length} 格，核对后再保存`);
  }

  return {
    rows,
    slots,
    pending,
    editAt,
    at,
    said,
    /** why the last paste was not taken, until something is changed */
    refusal,
    table,
    roleAt,
    isChosen,
    /** more than one cell is chosen */
    widened: at.row !== from.row || at.column !== from.column,
    paste,
    onClick,
    onKeyDown,
    onCopy,
    forget,
  };
}

const keyOf = (pointId: number, unitId: number) => `${pointId}:${unitId}`;

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function between(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}
