import type { ComponentProps } from "react";
import { Disclosed } from "./disclosed";
import { StepForm } from "./step-form";

/** A small form behind the word that says what it does, and of what. */
export function DisclosedForm({
  summary,
  about,
  ...form
}: { summary: string; about: string } & ComponentProps<typeof StepForm>) {
  return (
    <Disclosed summary={summary} about={about}>
      <StepForm {...form} />
    </Disclosed>
  );
}
