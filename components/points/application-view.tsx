import type { Application } from "@/lib/completions/queries";
import { monthDay } from "@/lib/format";
import { EvidenceList } from "../updates/evidence-list";

/** An application for 办结 as read: who says what, on which files, and what the reviewer found. */
export function ApplicationView({ application }: { application: Application }) {
  const { decision, opinion, decidedOn, evidence } = application;
  return (
    <div className="grid gap-1">
      <p className="whitespace-pre-line break-words">{application.outcome}</p>
      <p className="text-ink-2 text-sm">
        {application.unitName} · {application.appliedBy} · {monthDay(application.appliedOn)}申请
      </p>
      {evidence.length > 0 ? (
        <EvidenceList files={evidence} />
      ) : (
        <p className="text-ink-2 text-sm">没有附件。</p>
      )}
      {decision && decidedOn && (
        <p className="rounded-r border-edge border-l-[3px] bg-sunken px-3 py-1.5 text-sm">
          {monthDay(decidedOn)}
          {application.decidedBy}
          {decision === "VERIFIED" ? "核验通过" : "退回"}
          {opinion && `：${opinion}`}
        </p>
      )}
    </div>
  );
}
