"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { SubmitButton } from "../ui/submit-button";

/** Marks one message read (`id`), or all up to the newest on screen (`upTo`). */
export function MarkReadForm({
  action,
  id,
  upTo,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  id?: number;
  upTo?: number;
}) {
  const [state, run] = useActionState(action, IDLE);
  return (
    <form action={run}>
      <input
        type="hidden"
        name={id === undefined ? "upTo" : "id"}
        value={id === undefined ? upTo : id}
      />
      <SubmitButton look={id === undefined ? "plain" : "quiet"} className="text-sm">
        {id === undefined ? "全部标为已读" : "标为已读"}
      </SubmitButton>
      {state.status === "failed" && (
        <p role="alert" className="text-red text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
