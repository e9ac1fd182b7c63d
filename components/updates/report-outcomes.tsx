import { NO_PROGRESS_REASON_NAMES } from "@/lib/glossary";
import { SubmitButton } from "../ui/submit-button";

const NAMES = { SUBMIT: "提交审核", ASK: "送审签", SIGN: "审签并报送" } as const;

/** The ways a report leaves the form; on a phone they stay under the thumb. */
export function ReportOutcomes({
  main,
  leaving,
  mayPause,
  correcting,
}: {
  main: React.RefObject<HTMLButtonElement | null>;
  leaving: keyof typeof NAMES;
  /** 本期无新进展 is offered */
  mayPause: boolean;
  correcting: boolean;
}) {
  const name = correcting && leaving === "SUBMIT" ? "提交更正" : NAMES[leaving];
  return (
    <div className="sticky bottom-0 z-10 -mx-4 grid gap-2.5 border-line border-t bg-card px-4 py-3 sm:-mx-5 sm:px-5 lg:static lg:pb-0">
      <div className="flex flex-wrap items-center gap-2.5">
        <SubmitButton ref={main} look="primary" name="then" value="list" className="max-sm:grow">
          {name}
        </SubmitButton>
        <SubmitButton name="then" value="next" className="max-sm:hidden">
          {name}并填下一条
        </SubmitButton>
        <SubmitButton name="then" value="save" className="max-sm:grow">
          保存并填下一条
        </SubmitButton>
        {mayPause && <NoProgress />}
        <span className="ml-auto hidden text-ink-2 text-sm lg:inline">Ctrl + Enter 提交</span>
      </div>
    </div>
  );
}

/** 本期无新进展: one click with its reason; the percent stays as it was. */
function NoProgress() {
  return (
    <details className="no-progress">
      <summary className="rounded-lg border border-edge px-3.5 py-1.5 hover:bg-sunken">
        本期无新进展
      </summary>
      <div className="mt-2 grid gap-2 rounded-lg bg-sunken p-3">
        <p className="text-sm">
          进度沿用上期，计为已报送。选择原因即提交；受阻的，请先写明存在问题；指标读数比上期低的，请先写明进度说明。
        </p>
        <div className="flex flex-wrap gap-2">
          {Object.entries(NO_PROGRESS_REASON_NAMES).map(([reason, name]) => (
            <SubmitButton key={reason} name="noProgressReason" value={reason}>
              {name}
            </SubmitButton>
          ))}
        </div>
      </div>
    </details>
  );
}
