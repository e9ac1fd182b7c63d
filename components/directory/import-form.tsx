"use client";
import { useActionState, useState } from "react";
import type { DirectoryPreview } from "@/lib/directory/import";
import { type FormState, IDLE } from "@/lib/form-state";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { Notice } from "../ui/notice";
import { ScrollBox } from "../ui/scroll-box";
import { SubmitButton } from "../ui/submit-button";
import { TableHead } from "../ui/table-head";

const MOST = 600_000;

/** Chooses a filled-in 名录, shows what it would change or every mistake by row, then writes it. */
export function ImportForm({
  action,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
}) {
  const [state, run] = useActionState(action, IDLE);
  const [tooLarge, setTooLarge] = useState(false);
  const failed = state.status === "failed" ? state : null;
  const preview =
    state.status === "done" && state.result
      ? (JSON.parse(String(state.result.preview)) as DirectoryPreview)
      : null;
  const error = tooLarge
    ? "文件太大，名录的 Excel 不应超过 600 KB，请核对选对了文件。"
    : failed?.fields.file;
  return (
    <div className="grid gap-3">
      {failed && <ErrorSummary message={failed.message} fields={failed.fields} />}
      {state.status === "done" && state.message && <Notice>{state.message}</Notice>}
      <form action={run} className="grid gap-3" noValidate>
        <Field
          name="file"
          label="填好的 Excel"
          hint="先检查、列出改动，确认后才写入；有一行错就一行也不写。"
          error={error}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".xlsx"
              className="control"
              onChange={(event) => {
                const over = (event.target.files?.[0]?.size ?? 0) > MOST;
                setTooLarge(over);
                if (over) event.target.value = "";
              }}
            />
          )}
        </Field>
        <div>
          <SubmitButton>检查文件</SubmitButton>
        </div>
      </form>
      {preview && preview.errors.length > 0 && <Errors errors={preview.errors} />}
      {preview && preview.errors.length === 0 && <Changes preview={preview} run={run} />}
    </div>
  );
}

function Errors({ errors }: { errors: DirectoryPreview["errors"] }) {
  return (
    <section aria-label="文件中的错误" role="alert">
      <p className="mb-1 font-semibold text-red">
        有 {errors.length} 处错误，一行也没有导入。改好后重新选择文件。
      </p>
      <ScrollBox label="错误清单，可上下滚动" className="max-h-96">
        <table className="w-full text-sm">
          <caption className="sr-only">文件中的错误，按行</caption>
          <TableHead names={["行", "列", "错误"]} />
          <tbody>
            {errors.map(({ row, column, sentence }) => (
              <tr key={`${row}${column}${sentence}`} className="border-line border-b align-top">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {row}
                </th>
                <td className="whitespace-nowrap py-1 pr-3">{column}</td>
                <td className="py-1">{sentence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Changes({ preview, run }: { preview: DirectoryPreview; run: (form: FormData) => void }) {
  const { changes, read } = preview;
  if (changes.length === 0) {
    return <p role="status">读到 {read} 行，与现在的名录相同，无需导入。</p>;
  }
  const created = changes.filter(({ kind }) => kind === "NEW").length;
  return (
    <section aria-label="将要导入的改动" role="status" className="grid gap-2">
      <p className="font-semibold">
        读到 {read} 行：新增 {created} 个单位，修改 {changes.length - created} 个，其余不变。
      </p>
      <ul className="max-h-96 divide-y divide-line overflow-y-auto border-line border-y text-sm">
        {changes.map(({ row, kind, name, what }) => (
          <li key={row} className="py-1">
            <span className="font-semibold">{name}</span>{" "}
            <span className="text-ink-2">
              第 {row} 行 · {kind === "NEW" ? "新增" : what.join("；")}
            </span>
          </li>
        ))}
      </ul>
      <form action={run}>
        <input type="hidden" name="rows" value={preview.rows} />
        <input type="hidden" name="seal" value={preview.seal} />
        <SubmitButton look="primary">导入这些改动</SubmitButton>
      </form>
    </section>
  );
}
