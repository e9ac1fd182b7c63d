import type { LastChange } from "@/lib/assignments/queries";
import { SubmitButton } from "../ui/submit-button";

/** Takes the newest change of a point back, whenever and by whomever it was made; checked like any other. */
export function UndoForm({
  change,
  action,
  pointId,
  seal,
}: {
  change: LastChange;
  action: (form: FormData) => void;
  pointId: number;
  seal: string;
}) {
  return (
    <form
      action={action}
      className="mt-4 flex flex-wrap items-center justify-between gap-2 border-line border-t pt-3"
    >
      <p className="text-sm">
        最近一次调整：{change.on}
        <span className="block text-ink-2">
          结束 {change.ended} 条，新增 {change.started} 条
        </span>
      </p>
      <input type="hidden" name="pointId" value={pointId} />
      <input type="hidden" name="seal" value={seal} />
      <input type="hidden" name="intent" value="undo" />
      {change.before.map((entry) => (
        <input key={entry} type="hidden" name="entries" value={entry} />
      ))}
      <SubmitButton>撤销这次调整</SubmitButton>
    </form>
  );
}
