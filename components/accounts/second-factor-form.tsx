"use client";
import { useActionState } from "react";
import type { Enrolment } from "@/lib/accounts/second-factor";
import { type FormState, IDLE } from "@/lib/form-state";
import { Button, buttonClass } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** The six figures; when it is set up for the first time, the picture to scan, and then the 备用码. */
export function SecondFactorForm({
  enrolment,
  action,
  next,
}: {
  enrolment: Enrolment | null;
  action: (state: FormState, form: FormData) => Promise<FormState>;
  next: string;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const codes = state.status === "done" ? String(state.result?.codes ?? "") : "";
  if (codes !== "") return <Codes codes={codes.split(" ")} next={next} />;
  return (
    <form action={run} className="grid gap-4" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {enrolment && (
        <>
          <p>用手机上的验证器应用扫描，或手工输入密钥，再填写应用显示的 6 位数字。</p>
          {/* White in the dark too: cameras need the contrast. */}
          <div
            role="img"
            aria-label="绑定动态口令的二维码，也可手工输入下面的密钥"
            className="w-52 rounded-lg bg-white p-2"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn on the server from letters and figures
            dangerouslySetInnerHTML={{ __html: enrolment.qr }}
          />
          <p className="break-all font-mono text-sm">{enrolment.secret}</p>
        </>
      )}
      <Field
        name="code"
        label="动态口令"
        hint={enrolment ? undefined : "验证器应用里的 6 位数字；手机不在身边的，输入一个备用码。"}
        error={failed?.fields.code}
      >
        {(control) => (
          <input
            {...control}
            className="control"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <SubmitButton look="primary">{enrolment ? "绑定" : "继续"}</SubmitButton>
    </form>
  );
}

function Codes({ codes, next }: { codes: string[]; next: string }) {
  return (
    <div className="grid gap-3" role="status">
      <p className="font-semibold">已绑定。备用码只显示这一次，请打印或抄下妥善保管：</p>
      <ul className="grid grid-cols-2 gap-x-6 rounded-lg bg-mark px-4 py-3 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="text-ink-2 text-sm">
        手机不在身边时，用一个备用码代替动态口令，每个只能用一次。
      </p>
      <div className="flex gap-2">
        <Button onClick={() => window.print()}>打印</Button>
        <a href={next} className={buttonClass("primary")}>
          进入门户
        </a>
      </div>
    </div>
  );
}
