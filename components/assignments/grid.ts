import type { FunctionColumn } from "@/lib/rosters/rules";
import type { AssignmentRole } from "@/prisma/generated/enums";

/** One point of the grid, with what the browser needs to show and to change it. */
export type GridRow = {
  id: number;
  number: number;
  title: string;
  unresolved: boolean;
  rest: { name: string; cityId: number | null; unit: string; role: AssignmentRole }[];
  groups: { id: number; name: string; cityId: number | null; members: number }[];
};
export type Grid = {
  columns: FunctionColumn[];
  chapters: { number: number; title: string; rows: GridRow[] }[];
  /** point → who has a part in it, by unit, and its seal; also of the points that a filter hides */
  standing: Record<number, { seal: string; roles: Record<number, AssignmentRole> }>;
};
