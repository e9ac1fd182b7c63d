import type { TurnKind } from "@/lib/dashboards/changes";
import type { ChangesView } from "@/lib/dashboards/queries";
import { CHANGE_NAMES, TURN_NAMES } from "@/lib/glossary-states";

export type ChangeList = {
  /** its anchor on the page */
  key: string;
  name: string;
  count: number;
};

/** The lists of 变化 in the order they stand on the page. */
export function changeLists({
  changes: { turns, raised, solved, due, added, removed, reworded },
  issued,
  ordered,
}: Pick<ChangesView, "changes" | "issued" | "ordered">): ChangeList[] {
  const lights = (Object.keys(TURN_NAMES) as TurnKind[]).map((kind) => ({
    key: kind.toLowerCase(),
    name: TURN_NAMES[kind],
    count: turns[kind].length,
  }));
  return [
    ...lights,
    { key: "raised", name: CHANGE_NAMES.raised, count: raised.length },
    { key: "solved", name: CHANGE_NAMES.solved, count: solved.length },
    { key: "issued", name: CHANGE_NAMES.issued, count: issued.length },
    { key: "ordered", name: CHANGE_NAMES.ordered, count: ordered.length },
    { key: "due", name: CHANGE_NAMES.due, count: due.length },
    { key: "added", name: CHANGE_NAMES.added, count: added.length },
    { key: "removed", name: CHANGE_NAMES.removed, count: removed.length },
    { key: "reworded", name: CHANGE_NAMES.reworded, count: reworded.length },
  ];
}
