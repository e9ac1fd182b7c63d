import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { EvidenceField } from "@/components/updates/evidence-field";
import type { Expected } from "@/components/updates/report-blocks";
import { SignOffReturn } from "@/components/updates/sign-off-return";
import { SubmittedReportView } from "@/components/updates/submitted-report";
import { WithdrawForm } from "@/components/updates/withdraw-form";
import { evidenceLimits } from "@/lib/evidence/queries";
import { monthDayTime, month as monthName } from "@/lib/format";
import { NO_PROGRESS_REASON_NAMES, REPORT_FIELDS, type ReportField } from "@/lib/glossary";
import { paths } from "@/lib/paths";
import type { Actor } from "@/lib/policy";
import { formFields, writerName } from "@/lib/progress/blocks";
import type { ReportForm } from "@/lib/progress/queries";
import {
  askSignOffAction,
  returnDraftAction,
  saveDraftAction,
  submitUpdateAction,
  withdrawUpdateAction,
} from "./actions";
import { WritingForm } from "./writing-form";

/** What can be done with a report now: read it, take it back, correct it, or write it. */
export function ReportBody({
  actor,
  form,
  today,
  expected,
  correcting,
}: {
  actor: Actor;
  form: ReportForm;
  today: string;
  expected: Expected;
  correcting: boolean;
}) {
  const heading = `${form.point.number}. ${form.point.title}`;
  if (form.current && (form.state === "PENDING" || (form.state === "APPROVED" && !correcting))) {
    return <Settled form={form} heading={heading} />;
  }
  if (!form.open) {
    return (
      <>
        <h2 className="mb-3 font-bold text-lg">{heading}</h2>
        <p className="rounded-lg bg-sunken px-4 py-2.5">
          {monthName(form.period.month)}填报期已锁定，不再接收填报；如确需补报，请联系管理员。
        </p>
      </>
    );
  }
  const { requiresSignOff } = form.unit;
  const asked = form.draft?.signOff;
  const leaving = !requiresSignOff ? "SUBMIT" : actor.signsOff ? "SIGN" : "ASK";
  return (
    <>
      {form.takenBack && (
        <p className="mb-4 rounded-lg border border-edge border-l-4 bg-sunken px-4 py-3">
          <strong>已撤回</strong>：{form.takenBack.by} 于{" "}
          {monthDayTime(new Date(form.takenBack.at))} 撤回第 {form.takenBack.version}{" "}
          次报送，内容都在下面，修改后请重新提交。
        </p>
      )}
      <Returned form={form} />
      {form.blocks.noProgressReason && leaving === "SIGN" && asked && (
        <p className="mb-3 font-semibold">
          填报人选择：本期无新进展（{NO_PROGRESS_REASON_NAMES[form.blocks.noProgressReason]}）
        </p>
      )}
      {asked && (
        <div className="mb-4 rounded-lg border border-edge border-l-4 bg-sunken px-4 py-3">
          <p className="font-semibold">
            {asked.askedBy} 已于 {monthDayTime(new Date(asked.askedAt))} 送审签
          </p>
          {actor.signsOff ? (
            <SignOffReturn
              assignmentId={form.assignmentId}
              month={form.period.month}
              action={returnDraftAction}
            />
          ) : (
            <p className="text-sm">审签人报送之前可以继续修改；修改后须重新送审签。</p>
          )}
        </div>
      )}
      <WritingForm
        key={`${form.assignmentId}-${form.period.month}`}
        heading={heading}
        form={form}
        fields={formFields(form.blocks)}
        month={form.period.month}
        today={today}
        draftedAt={form.draft?.savedAt ?? null}
        expected={expected}
        writer={actor.accountId}
        self={writerName(actor)}
        correcting={correcting}
        leaving={leaving}
        asked={Boolean(asked)}
        notes={form.state === "RETURNED" ? (form.returned?.notes ?? {}) : {}}
        evidence={
          <EvidenceField
            writer={actor.accountId}
            place={{ assignmentId: String(form.assignmentId), month: form.period.month }}
            files={form.evidence}
            limits={evidenceLimits()}
          />
        }
        save={saveDraftAction}
        submit={requiresSignOff && !actor.signsOff ? askSignOffAction : submitUpdateAction}
      />
    </>
  );
}

function Settled({ form, heading }: { form: ReportForm; heading: string }) {
  if (!form.current) return null;
  return (
    <>
      <h2 className="mb-3 font-bold text-lg">{heading}</h2>
      <p className="mb-3 rounded-lg bg-sunken px-4 py-2.5">
        {form.state === "PENDING"
          ? "已提交，正在等待审核。审核前可以撤回修改。"
          : "本期进展已通过审核，已计入看板。"}
      </p>
      <SubmittedReportView report={form.current} />
      <p className="mt-2">
        <Link href={paths.history(form.assignmentId)} className="text-accent hover:underline">
          历次报送
        </Link>
      </p>
      {form.state === "PENDING" && (
        <WithdrawForm
          hidden={{ updateId: form.current.id }}
          label="撤回修改"
          action={withdrawUpdateAction}
        />
      )}
      {form.state === "APPROVED" && form.open && (
        <p className="mt-4">
          <ButtonLink href={paths.correction(form.assignmentId, form.period.month)}>
            更正本期进展
          </ButtonLink>
        </p>
      )}
    </>
  );
}

/** What the reviewer, or the one who signs off, sent back; the blocks carry their own notes. */
function Returned({ form }: { form: ReportForm }) {
  const returned = form.state === "RETURNED" ? form.returned : null;
  const note = form.draft?.signOffNote;
  if (!returned && !note) return null;
  return (
    <div className="mb-4 rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3">
      {note && <p className="font-semibold text-red">审签退回：{note}</p>}
      {returned && (
        <>
          <p className="font-semibold text-red">被退回：{returned.reason}</p>
          <ul className="list-disc pl-5">
            {Object.entries(returned.notes).map(([field, text]) => (
              <li key={field}>
                <a href={`#${field}`} className="underline underline-offset-2">
                  {REPORT_FIELDS[field as ReportField]}
                </a>
                ：{text}
              </li>
            ))}
          </ul>
          <p className="text-sm">
            {monthDayTime(new Date(returned.decidedAt))}审核退回，修改后请重新提交。{" "}
            <Link href={paths.history(form.assignmentId)} className="underline">
              历次报送
            </Link>
          </p>
        </>
      )}
    </div>
  );
}
