import type { Application } from "@/lib/completions/queries";
import { monthDay } from "@/lib/format";
import { EvidenceList } from "../updates/evidence-list";

const DECISIONS = { VERIFIED: "核验通过", REJECTED: "退回", WITHDRAWN: "撤回" } as const;

/** An application for 办结 as read: who says what, on which files, and what became of it, in order. */
export function ApplicationView({ application }: { application: Application }) {
  const { decisions, evidence } = application;
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
      {decisions.length > 0 && (
        <ol className="grid gap-1 rounded-r border-edge border-l-[3px] bg-sunken px-3 py-1.5 text-sm">
          {decisions.map(({ decision, opinion, on, by }, round) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a decision keeps its place
            <li key={round}>
              {monthDay(on)}
              {by}
              {round > 0 && decision === "VERIFIED" && "再次"}
              {DECISIONS[decision]}
              {opinion && `：${opinion}`}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
