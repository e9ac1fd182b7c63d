import { cityText } from "@/components/status/city";
import { Card } from "@/components/ui/card";
import { Comparison } from "@/components/updates/comparison";
import { SubmittedReportView } from "@/components/updates/submitted-report";
import type { Board, Point } from "@/lib/dashboards/board";
import { monthDay, month as monthName, percent } from "@/lib/format";
import type { ReportForm } from "@/lib/progress/queries";
import { NEARLY_SAME, similarity, wordDiff } from "@/lib/progress/text-diff";

/** Beside the form: last period, the published text, the counterpart in the other city. */
export function ReportAside({
  form,
  point,
  board,
}: {
  form: ReportForm;
  point: Point | undefined;
  board: Board;
}) {
  const own = point?.units.find((share) => share.assignmentId === form.assignmentId);
  const brother = point?.units.find((share) => share.unit.id === own?.unit.counterpartId);
  return (
    <div className="grid gap-4 lg:col-span-2 lg:grid-cols-3 xl:col-span-1 xl:grid-cols-1">
      <Card title={form.previous ? `上期（${monthName(form.previous.month)}）` : "上期"}>
        {form.previous ? (
          <>
            <Comparison
              key={`${form.assignmentId}-${form.period.month}`}
              initial={compared(form.previous.progressText, form.blocks.progressText)}
              nearlySame={NEARLY_SAME}
            />
            <SubmittedReportView report={form.previous} />
          </>
        ) : (
          <p className="text-ink-2">还没有审核通过的进展。</p>
        )}
      </Card>
      <Card title="要点原文">
        <p className="published text-base">{form.point.body}</p>
      </Card>
      {brother && (
        <Card title="兄弟单位">
          <p>
            <strong className={cityText(board.cities, brother.unit.cityId)}>
              {brother.unit.name}
            </strong>{" "}
            {brother.latest ? percent(brother.latest.percent) : "尚未报送"}
          </p>
          {brother.latest && (
            <>
              <p>{brother.latest.progressText || "本期无新进展"}</p>
              <p className="text-ink-2 text-sm">
                {monthName(brother.latest.month)} · {monthDay(brother.latest.submittedOn)}报送
              </p>
            </>
          )}
        </Card>
      )}
    </div>
  );
}

function compared(last: string, text: string) {
  if (last === "" || text === "") return null;
  return { same: similarity(last, text), parts: wordDiff(last, text) };
}
