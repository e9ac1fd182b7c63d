"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import type { UnitOption } from "./unit-form";

type Asked = { unit: string; successor: string | null; points: number; accounts: number };

/** 机构改革: the unit goes into another, or is no more. Says what that means, and asks once more. */
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
  const result = state.status === "done" ? state.result : undefined;
  const asked = typeof result?.ask === "string" ? (JSON.parse(result.ask) as Asked) : null;
  const chosen = asked ? String(result?.successorId) : failed?.typed.successorId;
  return (
    <div className="grid gap-3">
      {asked && (
        <form
          action={run}
          aria-label="再确认一次"
          className="grid gap-2 rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3"
        >
          <p role="alert" className="font-semibold">
            {sentenceOf(asked)}
          </p>
          <input type="hidden" name="unitId" value={unit.id} />
          <input type="hidden" name="seal" value={seal} />
          <input type="hidden" name="successorId" value={chosen} />
          <input type="hidden" name="confirmed" value="1" />
          <div>
            <SubmitButton look="danger">
              {asked.successor === null ? "确认撤销" : "确认并入"}
            </SubmitButton>
          </div>
        </form>
      )}
      <form key={chosen ?? "open"} action={run} className="grid gap-3" noValidate>
        {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
        <input type="hidden" name="unitId" value={unit.id} />
        <input type="hidden" name="seal" value={seal} />
        <Field
          name="successorId"
          label="并入"
          hint={`并入后，${unit.name}今天承担的 ${unit.points} 项要点、${unit.accounts} 个账号和未办完的事都转给接收单位，进度接着算；以前的记录和看板仍是${unit.name}。不能撤回，点下一步后再确认一次。`}
          error={failed?.fields.successorId}
        >
          {(control) => (
            <select {...control} className="control" defaultValue={chosen ?? ""}>
              <option value="">请选择…</option>
              {successors.map(({ id, name }) => (
                <option key={id} value={id}>
                  并入{name}
                </option>
              ))}
              <option value="NONE">不并入，直接撤销</option>
            </select>
          )}
        </Field>
        <div>
          <SubmitButton>{asked ? "改选" : "下一步"}</SubmitButton>
        </div>
      </form>
    </div>
  );
}

function sentenceOf({ unit, successor, points, accounts }: Asked): string {
  if (successor === null) {
    const left = accounts > 0 ? `还有 ${accounts} 个账号，请调动或停用` : "也没有账号";
    return `从今天起撤销${unit}：它没有承担要点，${left}。不能撤回。`;
  }
  return `从今天起把${unit}并入${successor}：${points} 项要点、${accounts} 个账号和未办完的事都转给${successor}。不能撤回。`;
}
