"use client";
import { useActionState, useState } from "react";
import type { BulletinView } from "@/lib/bulletins/queries";
import { type FormState, IDLE } from "@/lib/form-state";
import { paths } from "@/lib/paths";
import { ErrorSummary } from "../ui/error-summary";
import { Link } from "../ui/link";
import { SubmitButton } from "../ui/submit-button";
import { useEarly } from "./unsaved";
import { UnsavedNote } from "./unsaved-note";

/** 印发 cannot be undone, so it asks once more. `seal` is the state of all texts on this page. */
export function IssueForm({
  bulletinId,
  seal,
  outOfTurn,
  issue,
}: {
  bulletinId: number;
  seal: string;
  outOfTurn: BulletinView["outOfTurn"];
  issue: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(issue, IDLE);
  const { early, saved, tooEarly } = useEarly();
  // What an answer says of the texts holds no longer than they do.
  const [answer, setAnswer] = useState({ state, seal });
  if (answer.state !== state) setAnswer({ state, seal });
  const failed = state.status === "failed" && answer.seal === seal ? state : null;
  return (
    <details>
      <summary className="font-semibold">印发这一期</summary>
      <form action={run} className="mt-2 grid gap-2">
        <input type="hidden" name="bulletinId" value={bulletinId} />
        <input type="hidden" name="seal" value={seal} />
        {failed && <ErrorSummary message={failed.message} fields={{}} />}
        <p className="text-sm">
          印发的是本页预览里已保存的内容：编期号、写日期、存文件，之后谁也不能改。请先预览 Word
          核对。
        </p>
        {outOfTurn.map(({ id, asOf, number }) => (
          <p key={id} className="rounded-lg bg-mark px-3 py-2 text-sm">
            <Link href={paths.bulletin(id)} className="text-accent underline">
              统计截止 {asOf} 的{number === null ? "草稿" : `第${number}期`}
            </Link>
            {number === null
              ? "日期在前，还没有印发；现在印发这一份，它的期号就排在后面。"
              : "日期在后，已经印发；这一份的期号将排在它后面。"}
          </p>
        ))}
        <UnsavedNote early={early} saved={saved} step="印发" />
        <div>
          <SubmitButton
            look="primary"
            onClick={(event) => {
              if (tooEarly()) event.preventDefault();
            }}
          >
            确认印发
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}
