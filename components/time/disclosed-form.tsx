import type { ComponentProps } from "react";
import { StepForm } from "./step-form";

/** A small form behind the word that says what it does, and of what. */
export function DisclosedForm({
  summary,
  about,
  ...form
}: { summary: string; about: string } & ComponentProps<typeof StepForm>) {
  return (
    <details className="min-w-0 open:w-full">
      <summary className="text-accent text-sm">
        {summary}
        <span className="sr-only">：{about}</span>
      </summary>
      <StepForm {...form} />
    </details>
  );
}
