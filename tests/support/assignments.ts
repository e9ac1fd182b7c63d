import type { AssignmentPanel } from "@/lib/assignments/queries";
import type { AssignmentEntry } from "@/lib/assignments/rules";

/** What stands on a point now, as the form would send it back unchanged. */
export function standing(panel: AssignmentPanel): AssignmentEntry[] {
  const groups = panel.groups.flatMap(({ line, members, others }) => [line, ...members, ...others]);
  return [...panel.units, ...groups].flatMap(({ id, role, groupId }) =>
    role === null ? [] : [{ unitId: id, role, groupId }],
  );
}
