"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { PUBLIC_FIELD_NAMES } from "@/lib/glossary-states";
import type { StandingPublication } from "@/lib/publications/queries";
import { ErrorSummary } from "../ui/error-summary";
import { Link } from "../ui/link";
import { SubmitButton } from "../ui/submit-button";

type Run = (state: FormState, form: FormData) => Promise<FormState>;

/** What anybody may read, and whether anybody may; closed unless somebody opens it. */
export function PublicationForm({
  standing,
  href,
  open,
  close,
}: {
  standing: StandingPublication | null;
  href: string;
  open: Run;
  close: Run;
}) {
  const [state, run] = useActionState(open, IDLE);
  const [closing, runClose] = useActionState(close, IDLE);
  const failed = [state, closing].find((each) => each.status === "failed");
  return (
    <div className="grid gap-3">
      {failed?.status === "failed" && (
        <ErrorSummary message={failed.message} fields={failed.fields} />
      )}
      <p>
        {standing ? (
          <>
            已开放：
            <Link href={href} className="text-accent underline">
              查看公开页
            </Link>
          </>
        ) : (
          "未开放，任何人都看不到。"
        )}
      </p>
      <form action={run} className="grid gap-2" key={standing?.id ?? 0}>
        <input type="hidden" name="standing" value={standing?.id ?? 0} />
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-semibold">要点名称之外，公开哪些</legend>
          {Object.entries(PUBLIC_FIELD_NAMES).map(([field, name]) => (
            <label key={field} className="flex items-center gap-2">
              <input
                type="checkbox"
                name="fields"
                value={field}
                defaultChecked={standing?.fields.some((each) => each === field) ?? false}
              />
              {name}
            </label>
          ))}
        </fieldset>
        <p className="text-ink-2 text-sm">
          只公开审核通过的内容；问题、批示、灯、材料和人员从不公开。开放后不登录就能看，不使用
          Cookie。
        </p>
        <div>
          <SubmitButton look={standing ? "plain" : "primary"}>
            {standing ? "更新公开内容" : "开放公开页"}
          </SubmitButton>
        </div>
      </form>
      {standing && (
        <form action={runClose}>
          <input type="hidden" name="standing" value={standing.id} />
          <SubmitButton look="danger">关闭公开页</SubmitButton>
        </form>
      )}
    </div>
  );
}
