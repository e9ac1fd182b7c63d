import { StepForm } from "@/components/time/step-form";
import type { Point } from "@/lib/dashboards/board";
import { adjustmentsFor } from "@/lib/dashboards/time-records";
import { ADJUSTMENT_KIND_NAMES } from "@/lib/glossary-states";
import { type Actor, may } from "@/lib/policy";
import { proposeAdjustmentAction } from "../../adjustments/actions";
import { Adjustment } from "../../adjustments/adjustment";

/** 调整 of a point: what was approved, what waits, and for the office a new one. */
export function Adjustments({
  actor,
  point,
  editable,
}: {
  actor: Actor;
  point: Point;
  editable: boolean;
}) {
  const shown = adjustmentsFor(actor, point).toReversed();
  const waits = point.time.adjustments.some(({ decision }) => decision === null);
  const mayPropose = editable && may(actor, "adjustment.propose") && !waits;
  if (shown.length === 0 && !mayPropose) return null;
  const cancelled = point.tags.includes("已取消");
  const paused = point.time.pauses.some((each) => !each.cancelled && each.endsOn === null);
  const turn = paused ? ("RESUME" as const) : ("PAUSE" as const);
  const kinds = cancelled ? (["RESTORE"] as const) : (["DUE", "CONTENT", turn, "CANCEL"] as const);
  return (
    <section aria-label="调整" className="mt-3 border-line border-t pt-3">
      <h3 className="font-semibold">调整</h3>
      {shown.map((adjustment) => (
        <div
          key={adjustment.id}
          id={`adjustment-${adjustment.id}`}
          className="mt-1 border-line border-b pb-2 last:border-0"
        >
          <Adjustment actor={actor} adjustment={adjustment} editable={editable} />
        </div>
      ))}
      {mayPropose && (
        <details className="screen-only mt-1">
          <summary className="text-accent">提出调整</summary>
          <StepForm
            key={point.time.adjustments.length}
            action={proposeAdjustmentAction}
            hidden={{ pointId: point.id }}
            fields={[
              {
                name: "kind",
                label: "调整什么",
                hint: "由另一人批准后生效，原文和原时限一直显示。",
                choices: [
                  { value: "", text: "请选择" },
                  ...kinds.map((kind) => ({ value: kind, text: ADJUSTMENT_KIND_NAMES[kind] })),
                ],
              },
              ...(cancelled
                ? []
                : [
                    {
                      name: "toOn",
                      label: "调整后的时限",
                      kind: "date" as const,
                      hint: `调整时限时填写，应晚于现时限 ${point.dueOn}。`,
                    },
                    { name: "text", label: "调整后的内容", hint: "调整内容时填写。", max: 1_000 },
                  ]),
              { name: "reason", label: "调整原因" },
              {
                name: "basis",
                label: "调整依据",
                kind: "line",
                hint: "批准或要求调整的文号、会议。",
              },
            ]}
            submit="提出调整"
          />
        </details>
      )}
    </section>
  );
}

/** 调整说明 under the published text, from the day each was approved. */
export function AdjustedText({ point }: { point: Point }) {
  const notes = point.time.adjustments.filter(
    ({ kind, decision }) => kind === "CONTENT" && decision === "APPROVED",
  );
  if (notes.length === 0) return null;
  return (
    <div className="mt-3 border-line border-t pt-3">
      {notes.map(({ id, text, basis, decidedOn }) => (
        <p key={id} className="whitespace-pre-line">
          <strong>调整说明</strong>（{basis}，{decidedOn} 起）：{text}
        </p>
      ))}
    </div>
  );
}
