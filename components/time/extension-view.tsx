import { monthDay } from "@/lib/format";
import { EXTENSION_DECISION_NAMES } from "@/lib/glossary";
import type { ExtensionFacts } from "@/lib/plan/rules";

/** One application for a later due date, as read. */
export function ExtensionView({ extension }: { extension: ExtensionFacts }) {
  const { fromOn, toOn, reason, unitName, appliedBy, appliedOn, decision, opinion } = extension;
  return (
    <div className="text-sm">
      <p>
        {fromOn} → {toOn}：{reason}
      </p>
      <p className="text-ink-2">
        {unitName} · {appliedBy} · {monthDay(appliedOn)}申请
      </p>
      {decision && extension.decidedOn ? (
        <p className="text-ink-2">
          {monthDay(extension.decidedOn)}
          {extension.decidedBy}
          <strong>{EXTENSION_DECISION_NAMES[decision]}</strong>
          {opinion && `：${opinion}`}
        </p>
      ) : (
        <p className="font-semibold">等待审批</p>
      )}
    </div>
  );
}
