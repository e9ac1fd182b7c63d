import { Field } from "../ui/field";
import { TextField } from "../ui/text-field";
import { CarryOver } from "./indicator-fields";

/** 下步打算 and the day it is meant to be done. */
export function NextStepFields({
  kept,
  errors,
  onCarry,
}: {
  kept: (name: string) => string;
  errors: { nextStepText: string | undefined; nextStepOn: string | undefined };
  /** 沿用上期; null where last period has none */
  onCarry: (() => void) | null;
}) {
  return (
    <div className="grid gap-2">
      <TextField
        name="nextStepText"
        label="下步打算"
        rows={2}
        max={1000}
        optional
        initial={kept("nextStepText")}
        error={errors.nextStepText}
        carry={onCarry && <CarryOver of="下步打算" onClick={onCarry} />}
      />
      <Field
        name="nextStepOn"
        label={<span className="font-normal text-sm">计划完成日期</span>}
        error={errors.nextStepOn}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            defaultValue={kept("nextStepOn")}
            className="control sm:w-60"
          />
        )}
      </Field>
    </div>
  );
}
