import { monthDayTime } from "@/lib/format";
import { PROBLEM_LEVEL_NAMES, REPORT_FIELDS } from "@/lib/glossary";
import type { BlockConflict } from "@/lib/progress/blocks";
import type { Block } from "@/lib/report-blocks";
import { Button } from "../ui/button";

/** Two people on one block: the second sees who wrote what, and chooses; nothing is lost meanwhile. */
export function BlockConflicts({
  block,
  conflicts,
  self,
  resolve,
}: {
  block: Block;
  conflicts: BlockConflict[];
  /** as the other would be told who wrote it */
  self: string;
  resolve: (conflict: BlockConflict, keep: "MINE" | "THEIRS") => void;
}) {
  const conflict = conflicts.find((each) => each.block === block);
  if (!conflict) return null;
  const own = conflict.by === self;
  return (
    <div
      role="alert"
      className="rounded-lg border border-amber-fill border-l-4 bg-sunken px-4 py-3"
    >
      <p className="font-semibold">
        “{REPORT_FIELDS[block]}”：
        {own ? "您在另一窗口" : `${conflict.by} `}已于{" "}
        {conflict.at && monthDayTime(new Date(conflict.at))} 改为
      </p>
      <p className="my-1 max-h-40 overflow-y-auto whitespace-pre-line break-words">
        {textOf(conflict.fields)}
      </p>
      <p className="text-ink-2 text-sm">您写的仍在下面这一栏，没有丢失。请选择用哪一份：</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={() => resolve(conflict, "MINE")} look="primary">
          {own ? "用本页写的" : "用我写的"}
        </Button>
        <Button onClick={() => resolve(conflict, "THEIRS")}>
          {own ? "用另一窗口写的" : "用对方写的"}
        </Button>
      </div>
    </div>
  );
}

function textOf(fields: Record<string, string>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    if (value === "") return [];
    if (name === "problemLevel") {
      return [PROBLEM_LEVEL_NAMES[value as keyof typeof PROBLEM_LEVEL_NAMES] ?? value];
    }
    return [name === "percent" ? `${value}%` : value];
  });
  return lines.join("\n") || "（空）";
}
