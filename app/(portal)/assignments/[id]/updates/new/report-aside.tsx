import { cityText } from "@/components/status/city";
import { Card } from "@/components/ui/card";
import { Comparison } from "@/components/updates/comparison";
import { draftSlot } from "@/components/updates/draft-memory";
import { SubmittedReportView } from "@/components/updates/submitted-report";
import type { Board } from "@/lib/dashboards/board";
import { month as monthName, percent } from "@/lib/format";
import type { ReportForm, SubmittedReport } from "@/lib/progress/queries";
import { NEARLY_SAME, similarity, wordDiff } from "@/lib/progress/text-diff";

/** Beside the form: last period, the published text, the counterpart in the other city. */
export function ReportAside({
  form,
  writer,
  cities,
}: {
  form: ReportForm;
  writer: number;
  cities: Board["cities"];
}) {
  const slot = draftSlot(writer, form.assignmentId, form.period.month);
  const { counterpart } = form;
  return (
    <div className="grid gap-4 lg:col-span-2 lg:grid-cols-3 xl:col-span-1 xl:grid-cols-1">
      <Card title={form.previous ? `上期（${monthName(form.previous.month)}）` : "上期"}>
        {form.previous ? (
          <>
            <Comparison
              key={slot}
              slot={slot}
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
      {counterpart && (
        <Card title="兄弟单位">
          <p>
            <strong className={cityText(cities, counterpart.cityId)}>{counterpart.unitName}</strong>
            {!counterpart.report && "：还没有审核通过的进展。"}
          </p>
          {counterpart.report && <CounterpartReport report={counterpart.report} />}
        </Card>
      )}
    </div>
  );
}

/** How far it is and what it did at a glance; every block of the report a fold away. */
function CounterpartReport({ report }: { report: SubmittedReport }) {
  return (
    <details>
      <summary>
        <strong>{percent(report.percent)}</strong>{" "}
        <span className="text-ink-2 text-sm">{monthName(report.month)}报送，点开看全文</span>
        <span className="line-clamp-3 break-words [details[open]_&]:hidden">
          {report.progressText || "本期无新进展"}
        </span>
      </summary>
      <div className="mt-2">
        <SubmittedReportView report={report} />
      </div>
    </details>
  );
}

function compared(last: string, text: string) {
  if (last === "" || text === "") return null;
  return { same: similarity(last, text), parts: wordDiff(last, text) };
}
