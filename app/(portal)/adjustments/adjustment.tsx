import { StepForm } from "@/components/time/step-form";
import { monthDay } from "@/lib/format";
import { ADJUSTMENT_DECISION_NAMES, ADJUSTMENT_KIND_NAMES } from "@/lib/glossary-states";
import type { AdjustmentFacts } from "@/lib/plan/rules";
import { type Actor, may } from "@/lib/policy";
import { decideAdjustmentAction, withdrawAdjustmentAction } from "./actions";

/** One 调整 as read, and while it waits the step this reader may take. */
export function Adjustment({
  actor,
  adjustment,
  editable,
}: {
  actor: Actor;
  adjustment: AdjustmentFacts;
  editable: boolean;
}) {
  const { id, kind, fromOn, toOn, text, reason, basis, decision, opinion } = adjustment;
  const own = adjustment.proposedById === actor.accountId;
  const waits = editable && decision === null;
  return (
    <div className="text-sm">
      <p>
        <strong>{ADJUSTMENT_KIND_NAMES[kind]}</strong>
        {toOn && `：${fromOn} → ${toOn}`}
      </p>
      {text && <p className="whitespace-pre-line">{text}</p>}
      <p>原因：{reason}</p>
      <p className="text-ink-2">
        依据：{basis} · {adjustment.proposedBy} · {monthDay(adjustment.proposedOn)}提出
      </p>
      {decision && adjustment.decidedOn ? (
        <p className="text-ink-2">
          {monthDay(adjustment.decidedOn)}
          {adjustment.decidedBy}
          <strong>{ADJUSTMENT_DECISION_NAMES[decision]}</strong>
          {opinion && `：${opinion}`}
        </p>
      ) : (
        <p className="font-semibold">等待审批{own && "，须由另一人审批"}</p>
      )}
      {waits && own && may(actor, "adjustment.propose") && (
        <StepForm
          action={withdrawAdjustmentAction}
          hidden={{ adjustmentId: id }}
          fields={[]}
          submit="撤回调整"
          look="plain"
        />
      )}
      {waits && !own && may(actor, "adjustment.decide") && (
        <StepForm
          action={decideAdjustmentAction}
          hidden={{ adjustmentId: id }}
          fields={[{ name: "opinion", label: "审批意见", hint: "不批准时必须写明原因。" }]}
          decisions={[
            { value: "REFUSED", label: "不批准", look: "danger" },
            { value: "APPROVED", label: "批准调整", look: "primary" },
          ]}
        />
      )}
    </div>
  );
}
