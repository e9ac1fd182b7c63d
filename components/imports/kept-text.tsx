import type { Draft, Run } from "./draft-form";
import { StepButton } from "./step-button";

/** Text of the notice that is no point's, paragraph by paragraph; while it is a draft each may be taken as one. */
export function KeptText({
  title,
  text,
  place,
  draft,
  action,
}: {
  title: string;
  text: string;
  /** where it stands: foreword, afterword, or a chapter */
  place: string;
  /** null once nothing can be edited */
  draft: Draft | null;
  action: Run;
}) {
  if (text === "") return null;
  return (
    <details className="card px-4 py-2.5 sm:px-5">
      <summary className="cursor-pointer text-ink-2">{title}，原样保留</summary>
      <ol className="mt-2 grid gap-2">
        {text.split("\n").map((paragraph, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is sent
            key={at}
            className="grid items-start gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <p className="published min-w-0 whitespace-pre-line break-words">{paragraph}</p>
            {draft && paragraph.trim() !== "" && (
              <StepButton
                action={action}
                draft={draft}
                fields={{ place, paragraph: String(at) }}
                label={`取为要点：${paragraph.trim().slice(0, 20)}`}
              >
                取为要点
              </StepButton>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
