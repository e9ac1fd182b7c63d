import type { AuditFilter } from "@/lib/audit/schema";
import { actionGroups, SUBJECT_NOUNS } from "@/lib/audit-text";
import { paths } from "@/lib/paths";
import { Button, ButtonLink } from "../ui/button";
import { Field } from "../ui/field";

/** Narrows the audit log; a plain form, so the address says what is shown. */
export function AuditFilterForm({ filter }: { filter: AuditFilter }) {
  return (
    <form action={paths.audit()} className="grid gap-3" aria-label="筛选审计日志">
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-4">
        <Field name="who" label="操作人">
          {(control) => (
            <input
              {...control}
              className="control"
              defaultValue={filter.who}
              maxLength={100}
              placeholder="账号、岗位或单位"
              autoComplete="off"
            />
          )}
        </Field>
        <Field name="action" label="动作">
          {(control) => (
            <select {...control} className="control" defaultValue={filter.action ?? ""}>
              <option value="">全部</option>
              {actionGroups().map(({ noun, name, actions }) => (
                <optgroup key={noun} label={name}>
                  {actions.map(([action, text]) => (
                    <option key={action} value={action}>
                      {text}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field name="noun" label="对象">
          {(control) => (
            <select {...control} className="control" defaultValue={filter.noun ?? ""}>
              <option value="">全部</option>
              {SUBJECT_NOUNS.map(([noun, name]) => (
                <option key={noun} value={noun}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="id" label="对象编号">
          {(control) => (
            <input
              {...control}
              className="control"
              defaultValue={filter.id}
              maxLength={40}
              autoComplete="off"
            />
          )}
        </Field>
        <Field name="from" label="从">
          {(control) => (
            <input {...control} type="date" className="control" defaultValue={filter.from} />
          )}
        </Field>
        <Field name="to" label="到">
          {(control) => (
            <input {...control} type="date" className="control" defaultValue={filter.to} />
          )}
        </Field>
        <Field name="text" label="内容包含">
          {(control) => (
            <input
              {...control}
              className="control"
              defaultValue={filter.text}
              maxLength={100}
              autoComplete="off"
            />
          )}
        </Field>
        <label className="flex items-center gap-2 self-end pb-2">
          <input type="checkbox" name="refused" value="1" defaultChecked={filter.refused === "1"} />
          只看被拒绝的
        </label>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary">
          筛选
        </Button>
        <ButtonLink href={paths.audit()}>清除条件</ButtonLink>
      </div>
    </form>
  );
}
