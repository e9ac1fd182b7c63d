import type { ImportWarning } from "@/lib/imports/content";
import { paths } from "@/lib/paths";
import { Link } from "../ui/link";
import type { Draft, Run } from "./draft-form";
import { StepButton } from "./step-button";

/** What could not be read for certain, each with its line, its point, and a button that it was looked at. */
export function WarningList({
  draft,
  warnings,
  action,
}: {
  draft: Draft;
  warnings: ImportWarning[];
  action: Run;
}) {
  return (
    <>
      <ul className="divide-y divide-line">
        {warnings.map(({ key, line, message, point }) => (
          <li
            key={key}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2"
          >
            <p className="min-w-0 grow basis-64">
              <Link
                href={paths.importSource(draft.id, line)}
                className="mr-2 whitespace-nowrap text-accent underline underline-offset-2"
              >
                第 {line} 行
              </Link>
              {message}
              {point && (
                <a
                  href={`#${point}`}
                  className="ml-2 whitespace-nowrap text-accent underline underline-offset-2"
                >
                  看这一项
                </a>
              )}
            </p>
            <StepButton
              action={action}
              draft={draft}
              fields={{ keys: key }}
              label={`第 ${line} 行已核对`}
            >
              已核对
            </StepButton>
          </li>
        ))}
      </ul>
      {warnings.length > 1 && (
        <div className="mt-2 border-line border-t pt-3">
          <StepButton
            action={action}
            draft={draft}
            fields={{ keys: warnings.map(({ key }) => key) }}
          >
            这 {warnings.length} 处都已核对
          </StepButton>
        </div>
      )}
    </>
  );
}
