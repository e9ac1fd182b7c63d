"use client";
import { useActionState } from "react";
import { type FormState, IDLE } from "@/lib/form-state";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { TableHead } from "../ui/table-head";
import { Slips, slipsOf } from "./slips";

/** Accounts from Excel: what is wrong is told row by row, and nothing is made until all is right. */
export function ImportForm({
  action,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const failed = state.status === "failed" ? state : null;
  const rows = Object.entries(failed?.fields ?? {}).filter(([row]) => /^\d+$/.test(row));
  const slips = slipsOf(state);
  return (
    <div className="grid gap-4">
      {slips && <Slips slips={slips} />}
      <form action={run} className="grid max-w-xl gap-3 print:hidden" noValidate>
        {failed && (
          <p
            role="alert"
            className="rounded-lg border border-red border-l-4 bg-red-soft px-4 py-3 font-semibold text-red"
          >
            {failed.message}
          </p>
        )}
        <Field
          name="file"
          label="填好的模板"
          hint=".xlsx，一次最多 500 个账号。"
          error={failed?.fields.file}
        >
          {(control) => (
            <input {...control} type="file" accept=".xlsx" className="control py-1.5" />
          )}
        </Field>
        <div>
          <SubmitButton look="primary">核对并建立账号</SubmitButton>
        </div>
      </form>
      {rows.length > 0 && (
        <table className="w-full text-sm">
          <caption className="py-1 text-left font-semibold">需要修改的行</caption>
          <TableHead names={["行", "问题"]} />
          <tbody>
            {rows.map(([row, sentence]) => (
              <tr key={row} className="border-line border-b align-top last:border-0">
                <th scope="row" className="whitespace-nowrap py-1.5 pr-4 text-left font-normal">
                  第 {row} 行
                </th>
                <td className="py-1.5">{sentence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
