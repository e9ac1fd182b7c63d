"use client";
import { ReportEditor, type ReportEditorProps } from "@/components/updates/report-editor";
import { reasonNeeded } from "@/lib/progress/rules";

/** The report form with the rule it shares with the server, which no server component can hand over. */
export function WritingForm(props: Omit<ReportEditorProps, "reasonNeeded">) {
  return <ReportEditor {...props} reasonNeeded={reasonNeeded} />;
}
