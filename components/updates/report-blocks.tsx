import { type ReactNode, useState } from "react";
import { monthDay } from "@/lib/format";
import type { ReportField } from "@/lib/glossary";
import type { ReportForm } from "@/lib/progress/queries";
import type { ReportBlocks } from "@/lib/progress/rules";
import type { Block } from "@/lib/report-blocks";
import { Field } from "../ui/field";
import { TextField } from "../ui/text-field";
import { ActionFields } from "./action-fields";
import { CarryOver, IndicatorFields } from "./indicator-fields";
import { NextStepFields } from "./next-step-fields";
import { Noted } from "./noted";
import { PercentField } from "./percent-field";
import { OpenProblems, ProblemFields } from "./problem-fields";

export type FormParts = Pick<
  ReportForm,
  | "assignmentId"
  | "draftVersion"
  | "previous"
  | "previousPercent"
  | "indicators"
  | "actionItems"
  | "problems"
>;

/** 序时 of the point: today's, or for a report of a past month that of the day it was due. */
export type Expected = { percent: number; late: string | null };

export type BlockContext = {
  form: FormParts;
  today: string;
  expected: Expected;
  correcting: boolean;
  scripted: boolean;
  /** 进度说明 is called for */
  asksReason: boolean;
  notes: Partial<Record<ReportField, string>>;
  errors: Record<string, string>;
  kept: (name: string) => string;
  /** puts last period's values into their fields */
  carry: (fields: Partial<ReportBlocks>) => void;
  /** puts one value into its field as if it were typed */
  fill: (name: string, value: string) => void;
  touch: (name: string) => void;
  /** a percent or reading changed, by whatever means */
  onFigure: (name: string, value: string) => void;
  evidence: ReactNode;
};

export type ShownBlock = { block: Block | "evidence"; node: ReactNode };

/** The blocks of the report form in their order, each with its conflict, its note and its fields. */
export function reportBlocks(context: BlockContext): ShownBlock[] {
  const { form, notes, errors, kept, carry, touch, scripted } = context;
  const { previous } = form;
  const errorOf = (name: ReportField) => errors[name] ?? notes[name];
  const carryOver = (of: string, fields: Partial<ReportBlocks>) => (
    <CarryOver of={of} onClick={() => carry(fields)} />
  );
  const blocks: ShownBlock[] = [
    { block: "percent", node: <PercentBlock context={context} errorOf={errorOf} /> },
    {
      block: "readings",
      node: (
        <>
          <Noted name="readings" note={notes.readings} />
          <IndicatorFields
            indicators={form.indicators}
            today={context.today}
            kept={kept}
            errors={errors}
            onCarry={context.fill}
            onFigure={context.onFigure}
          />
        </>
      ),
    },
    {
      block: "progressText",
      node: (
        <TextField
          name="progressText"
          label="本期进展"
          rows={4}
          max={1000}
          initial={kept("progressText")}
          error={errorOf("progressText")}
          carry={
            previous?.progressText && carryOver("本期进展", { progressText: previous.progressText })
          }
        />
      ),
    },
    {
      block: "actions",
      node: (
        <ActionFields
          items={form.actionItems}
          today={context.today}
          kept={kept}
          error={errorOf("actions")}
          scripted={scripted}
          onTick={touch}
        />
      ),
    },
    {
      block: "outcomes",
      node: (
        <>
          <Noted name="outcomes" note={notes.outcomes} />
          <OpenProblems problems={form.problems} today={context.today} kept={kept} />
        </>
      ),
    },
    {
      block: "problemText",
      node: (
        <ProblemFields
          kept={kept}
          error={errorOf("problemText")}
          ownerError={errors.problemOwner}
          carry={
            previous?.problemText &&
            carryOver("存在问题", {
              problemText: previous.problemText,
              problemLevel: previous.problemLevel,
              problemOwner: previous.problemOwner,
            })
          }
        />
      ),
    },
    {
      block: "nextStepText",
      node: (
        <NextStepFields
          kept={kept}
          errors={{ nextStepText: errorOf("nextStepText"), nextStepOn: errors.nextStepOn }}
          onCarry={
            previous?.nextStepText
              ? () =>
                  carry({ nextStepText: previous.nextStepText, nextStepOn: previous.nextStepOn })
              : null
          }
        />
      ),
    },
    {
      block: "evidence",
      node: (
        <>
          <Noted name="evidence-note" note={notes.evidence} />
          {context.evidence}
        </>
      ),
    },
  ];
  if (!context.correcting) return blocks;
  const reason = (
    <TextField
      name="correctionReason"
      label="更正原因"
      hint="本期进展已通过审核。更正作为新的一版重新送审，通过后替换原来的内容。"
      rows={1}
      max={300}
      initial={kept("correctionReason")}
      error={errorOf("correctionReason")}
    />
  );
  return [{ block: "correctionReason", node: reason }, ...blocks];
}

function PercentBlock({
  context: { form, expected, kept, carry, onFigure, scripted, asksReason },
  errorOf,
}: {
  context: BlockContext;
  errorOf: (name: ReportField) => string | undefined;
}) {
  const { previousPercent } = form;
  // What was written there is never sent unseen, though the figures have risen again.
  const [written, setWritten] = useState(kept("percentReason") !== "");
  return (
    <>
      <Field
        name="percent"
        label="完成进度"
        aside={
          <span className="flex flex-wrap justify-end gap-x-3">
            {previousPercent !== null && (
              <CarryOver of="完成进度" onClick={() => carry({ percent: previousPercent })} />
            )}
            <span>
              上期 {previousPercent === null ? "未报" : `${previousPercent}%`} ·{" "}
              {expected.late && monthDay(expected.late)}序时 {Math.round(expected.percent)}%
            </span>
          </span>
        }
        error={errorOf("percent")}
      >
        {(control) => (
          <PercentField
            control={control}
            initial={kept("percent")}
            expected={expected.percent}
            previous={previousPercent ?? 0}
            onChange={(value) => onFigure("percent", value)}
          />
        )}
      </Field>
      <div
        hidden={scripted && !asksReason && !written}
        onInput={({ target }) =>
          setWritten(target instanceof HTMLTextAreaElement && target.value !== "")
        }
      >
        <TextField
          name="percentReason"
          label="进度说明"
          hint="进度或指标读数比上期低，或报 100% 而没有佐证材料的，写明原因或依据。"
          rows={1}
          max={300}
          initial={kept("percentReason")}
          error={errorOf("percentReason")}
        />
      </div>
    </>
  );
}
