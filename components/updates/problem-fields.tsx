import type { ReactNode } from "react";
import { daysBetween } from "@/lib/dates";
import { PROBLEM_LEVEL_NAMES } from "@/lib/glossary";
import type { ReportForm } from "@/lib/progress/queries";
import { TagMark } from "../status/light";
import { Field } from "../ui/field";
import { TextField } from "../ui/text-field";

/** The unit's open problems: each stays open until its outcome is written here and approved. */
export function OpenProblems({
  problems,
  today,
  kept,
}: {
  problems: ReportForm["problems"];
  today: string;
  kept: (name: string) => string;
}) {
  if (problems.length === 0) return null;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-semibold">
        问题办理{" "}
        <span className="font-normal text-ink-2 text-sm">已解决的写明结果，未解决的留空</span>
      </legend>
      {problems.map((problem) => (
        <div key={problem.id} className="rounded-lg border border-line px-3 py-2.5">
          <p className="break-words">{problem.text}</p>
          <p className="mb-2 flex flex-wrap items-center gap-2 text-ink-2 text-sm">
            <TagMark>{PROBLEM_LEVEL_NAMES[problem.level]}</TagMark>已{" "}
            {Math.max(0, daysBetween(problem.raisedOn, today))} 天
            {problem.owner && ` · 由${problem.owner}解决`}
          </p>
          <TextField
            name={`outcomes.${problem.id}`}
            label={<span className="font-normal text-sm">办理结果</span>}
            rows={1}
            max={300}
            optional
            initial={kept(`outcomes.${problem.id}`)}
            error={undefined}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** A new problem, the level it needs, and who has to solve it. */
export function ProblemFields({
  kept,
  error,
  ownerError,
  carry,
}: {
  kept: (name: string) => string;
  error: string | undefined;
  ownerError: string | undefined;
  /** 沿用上期: its text, level and owner */
  carry: ReactNode;
}) {
  return (
    <div className="grid gap-2">
      <TextField
        name="problemText"
        label="存在问题"
        hint="新出现的问题。审核通过后列入“需要协调”，直到写明办理结果。"
        rows={2}
        max={1000}
        optional={!error}
        initial={kept("problemText")}
        error={error}
        carry={carry}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          name="problemLevel"
          label={<span className="font-normal text-sm">需要哪一级协调</span>}
        >
          {(control) => (
            <select {...control} defaultValue={kept("problemLevel")} className="control">
              <option value="">无</option>
              {Object.entries(PROBLEM_LEVEL_NAMES).map(([level, name]) => (
                <option key={level} value={level}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          name="problemOwner"
          label={<span className="font-normal text-sm">由谁解决</span>}
          aside="选填"
          error={ownerError}
        >
          {(control) => (
            <input
              {...control}
              defaultValue={kept("problemOwner")}
              autoComplete="off"
              placeholder="例如：市自然资源和规划局"
              className="control"
            />
          )}
        </Field>
      </div>
    </div>
  );
}
