import { ClosureForm } from "@/components/points/closure-form";
import { WithdrawForm } from "@/components/updates/withdraw-form";
import type { Application } from "@/lib/completions/queries";
import { confirmClosureAction, verifyCompletionAction, withdrawCompletionAction } from "./actions";

type Side = { pointId: number; cityId: number };
/** in 办结核验: the point's number, which the message on that page names afterwards */
type Queued = { queued?: number | undefined };

/** 核验 of an application that nobody has decided. */
export function VerifyForm({ application, queued }: { application: Application } & Queued) {
  return (
    <ClosureForm
      action={verifyCompletionAction}
      hidden={{ ...roundOf(application), queued }}
      name="opinion"
      label="核验意见"
      hint="退回时必须写明还缺什么。"
      choices={[
        { value: "REJECTED", label: "退回补充", look: "danger" },
        { value: "VERIFIED", label: "核验通过", look: "primary" },
      ]}
    />
  );
}

/** What a verified application leads to: 销号, or another look where the side changed since. */
export function AfterVerification({
  application,
  side,
  where,
  recheck,
  queued,
}: {
  application: Application;
  side: Side;
  where: string;
  /** why it has to be looked at again */
  recheck: string | null;
} & Queued) {
  if (recheck) {
    return (
      <>
        <p className="mt-2 rounded-r border-amber-fill border-l-[3px] bg-sunken px-3 py-1.5">
          {recheck}请退回申请，或待该市进度为 100% 时再次核验。
        </p>
        <ClosureForm
          action={verifyCompletionAction}
          hidden={{ ...roundOf(application), queued }}
          name="opinion"
          label="再次核验意见"
          hint="退回时必须写明原因。"
          choices={[
            { value: "REJECTED", label: "退回申请", look: "danger" },
            { value: "VERIFIED", label: "再次核验通过", look: "primary" },
          ]}
        />
      </>
    );
  }
  return (
    <>
      <ClosureForm
        action={confirmClosureAction}
        hidden={{ ...side, queued }}
        name="outcome"
        label="办结结果"
        hint="以申请内容为准，可作修改；销号后公开显示。"
        text={application.outcome}
        submit={`确认${where}侧销号`}
      />
      <details className="mt-3">
        <summary className="text-ink-2 text-sm">不销号，退回申请</summary>
        <ClosureForm
          action={verifyCompletionAction}
          hidden={{ ...roundOf(application), queued }}
          name="opinion"
          label="退回原因"
          choices={[{ value: "REJECTED", label: "退回申请", look: "danger" }]}
        />
      </details>
    </>
  );
}

/** The unit takes its own application back. */
export function WithdrawApplication({ applicationId }: { applicationId: number }) {
  return (
    <WithdrawForm
      hidden={{ applicationId }}
      label="撤回办结申请"
      action={withdrawCompletionAction}
    />
  );
}

/** Which decision the reviewer has read: whoever decides on an older state is told. */
function roundOf({ id, decisions }: Application) {
  return { applicationId: id, round: decisions.length };
}
