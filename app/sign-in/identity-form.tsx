"use client";
import { useActionState, useEffect } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { IDLE } from "@/lib/form-state";
import { identitySignInAction } from "./actions";

/** The way by 统一身份认证: on to the provider's page, by itself or by the link. */
export function IdentityForm({ label, next }: { label: string; next: string | undefined }) {
  const [state, action] = useActionState(identitySignInAction, IDLE);
  const url = state.status === "done" ? String(state.result?.url ?? "") : "";
  useEffect(() => {
    if (url) window.location.assign(url);
  }, [url]);
  return (
    <form action={action} className="mt-4 grid gap-3 border-line border-t pt-4">
      {state.status === "failed" && <ErrorSummary message={state.message} fields={{}} />}
      {next && <input type="hidden" name="next" value={next} />}
      {url ? (
        <p role="status">
          正在前往统一身份认证。没有自动打开的，请
          <a href={url} className="text-accent underline underline-offset-2">
            点这里继续
          </a>
          。
          <noscript>
            <meta httpEquiv="refresh" content={`0;url=${url}`} />
          </noscript>
        </p>
      ) : (
        <SubmitButton>{label}</SubmitButton>
      )}
    </form>
  );
}
