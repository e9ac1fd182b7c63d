"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import type { UnitOption } from "./unit-form";

/** 机构改革: the unit goes into another, or is no more. Says first what that means. */
export function AbolishForm({
  action,
  unit,
  seal,
  successors,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  unit: { id: number; name: string; points: number; accounts: number };
  seal: string;
  successors: UnitOption[];
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  return (
    <form action={run} className="grid gap-3" noValidate>
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      <input type="hidden" name="unitId" value={unit.id} />
      <input type="hidden" name="seal" value={seal} />
      <Field
        name="successorId"
        label="并入"
        hint={`并入后，${unit.name}今天承担的 ${unit.points} 项要点、${unit.accounts} 个账号和未办完的事都转给接收单位，进度接着算；以前的记录和看板仍是${unit.name}。合并不能撤销。`}
        error={failed?.fields.successorId}
      >
        {(control) => (
          <select {...control} className="control" defaultValue={failed?.typed.successorId ?? ""}>
            <option value="">不并入，直接撤销</option>
            {successors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div>
        <SubmitButton look="danger">撤销或并入</SubmitButton>
      </div>
    </form>
  );
}
