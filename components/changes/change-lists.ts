import type { TurnKind } from "@/lib/dashboards/changes";
import type { ChangesView } from "@/lib/dashboards/queries";

export const TURN_NAMES: Record<TurnKind, string> = {
  SEVERE: "转红",
  LAGGING: "转黄",
  ON_TRACK: "转绿",
  COMPLETED: "新办结",
  QUIET: "转为未报送、未启动",
};

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
    { key: "raised", name: "新问题", count: raised.length },
    { key: "solved", name: "已解决问题", count: solved.length },
    { key: "issued", name: "新批示", count: issued.length },
    { key: "ordered", name: "新督办单", count: ordered.length },
    { key: "due", name: "到期日调整", count: due.length },
    { key: "added", name: "新增要点", count: added.length },
    { key: "removed", name: "删去要点", count: removed.length },
    { key: "reworded", name: "文字改动", count: reworded.length },
  ];
}
