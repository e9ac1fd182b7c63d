"use client";
import type { ShownDifference } from "@/lib/imports/compared";
import type { ImportView } from "@/lib/imports/queries";
import { SubmitButton } from "../ui/submit-button";
import { WordDiff } from "../updates/word-diff";
import { CarryFields } from "./carry-fields";
import { Said } from "./difference-words";
import { type Draft, DraftForm, type Failed, type Run } from "./draft-form";
import { ReportStart } from "./report-start";

/** The last step. Of a plan that is there, only the differences that stay ticked are taken over. */
export function PublishForm({
  draft,
  differences,
  seal,
  ready,
  previous = null,
  begins,
  action,
}: {
  draft: Draft;
  /** null: a new plan */
  differences: ShownDifference[] | null;
  seal: string;
  ready: boolean;
  previous?: ImportView["previous"];
  /** of a new plan: its months, and from which on it is proposed to be reported on */
  begins?: { months: string[]; first: string };
  action: Run;
}) {
  return (
    <DraftForm action={action} draft={draft}>
      {(failed) => (
        <>
          <input type="hidden" name="seal" value={seal} />
          {differences && differences.length > 0 && (
            <fieldset>
              <legend className="sr-only">采纳哪些差别</legend>
              <ul className="divide-y divide-line">
                {differences.map((each) => (
                  <li key={each.key} className="py-2.5">
                    <label className="flex items-start gap-2.5">
                      <input
                        type="checkbox"
                        name="accepted"
                        id={each.key}
                        value={each.key}
                        defaultChecked={accepted(failed)?.includes(each.key) ?? each.ticked}
                        disabled={each.kind === "REMOVED" && each.bound !== null}
                        className="mt-1.5"
                      />
                      <span className="min-w-0">
                        <Said each={each} />
                        {each.kind === "REMOVED" && each.ticked && (
                          <span className="block text-amber text-sm">
                            第 {each.number}{" "}
                            项的序号由上面的一项接用，两处须一并采纳，所以先选中了。
                          </span>
                        )}
                      </span>
                    </label>
                    {each.parts.length > 0 && (
                      <p className="published mt-1 ml-7 whitespace-pre-line break-words rounded-lg bg-sunken px-3 py-2">
                        <WordDiff parts={each.parts} />
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            </fieldset>
          )}
          {previous && previous.carried.length > 0 && ready && (
            <CarryFields carried={previous.carried} title={previous.title} failed={failed} />
          )}
          {ready && begins && <ReportStart {...begins} error={failed?.fields.reportsFrom} />}
          {ready && (differences === null || differences.length > 0) && (
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton look="primary">
                {differences ? "采纳选中的差别并发布" : "发布"}
              </SubmitButton>
              <span className="text-ink-2 text-sm">
                {differences
                  ? "没有选中的保持现状；采纳的从今天起算，以前的日子照旧是原来的文字、时限和单位。"
                  : "发布以后，这些城市的账号就能看到；第一份进展报送之前可以撤销。"}
              </span>
            </div>
          )}
        </>
      )}
    </DraftForm>
  );
}

/** What was ticked when it was refused. */
const accepted = (failed: Failed) => failed?.typed.accepted?.split("\n");
