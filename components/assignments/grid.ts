import type { FunctionColumn } from "@/lib/rosters/rules";
import type { AssignmentRole } from "@/prisma/generated/enums";

/** One point of the grid, with what the browser needs to show and to change it. */
export type GridRow = {
  id: number;
  number: number;
  title: string;
  seal: string;
  unresolved: boolean;
  held: { unitId: number; role: AssignmentRole }[];
  rest: { name: string; cityId: number | null; unit: string; role: AssignmentRole }[];
  groups: { id: number; name: string; cityId: number | null; members: number }[];
};
export type Grid = {
  columns: FunctionColumn[];
  chapters: { number: number; title: string; rows: GridRow[] }[];
};
