import { NO_PROGRESS_REASON_NAMES } from "@/lib/glossary";
import { SubmitButton } from "../ui/submit-button";

const NAMES = { SUBMIT: "提交审核", ASK: "送审签", SIGN: "审签并报送" } as const;
/** The same, and on to the next report. */
const ON = { SUBMIT: "提交并填下一条", ASK: "送审签并填下一条", SIGN: "报送并填下一条" } as const;

/** The ways a report leaves the form; on a phone they stay under the thumb. */
export function ReportOutcomes({
  main,
  leaving,
  mayPause,
  correcting,
  paused,
}: {
  main: React.RefObject<HTMLButtonElement | null>;
  leaving: keyof typeof NAMES;
  /** 本期无新进展 is offered */
  mayPause: boolean;
  correcting: boolean;
  /** 本期无新进展 was chosen and sent back with a mistake */
  paused: boolean;
}) {
  const name = correcting && leaving === "SUBMIT" ? "提交更正" : NAMES[leaving];
  return (
    <div className="contents lg:sticky lg:bottom-0 lg:z-10 lg:-mx-5 lg:flex lg:flex-wrap lg:items-center lg:gap-2.5 lg:border-line lg:border-t lg:bg-card lg:px-5 lg:py-3">
      <div className="flex gap-2.5">
        <SubmitButton
          ref={main}
          name="then"
          value="list"
          title="Ctrl + Enter"
          className="max-lg:grow lg:border-accent-fill lg:bg-accent-fill lg:font-semibold lg:text-on-accent lg:hover:brightness-110"
        >
          {name}
        </SubmitButton>
        <SubmitButton name="then" value="save" className="max-lg:grow">
          保存并填下一条
        </SubmitButton>
      </div>
      <div className="max-lg:-mx-4 sm:max-lg:-mx-5 flex flex-wrap items-center gap-2.5 border-line bg-card max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:border-t max-lg:px-4 max-lg:py-3 max-lg:pb-[calc(0.75rem+env(safe-area-inset-bottom))]">
        {mayPause && <NoProgress paused={paused} />}
        <SubmitButton
          name="then"
          value="next"
          className="max-lg:min-h-11 max-lg:grow max-lg:border-accent-fill max-lg:bg-accent-fill max-lg:font-semibold max-lg:text-on-accent max-lg:hover:brightness-110"
        >
          {ON[leaving]}
        </SubmitButton>
      </div>
      <span className="ml-auto hidden text-ink-2 text-sm 2xl:inline">Ctrl + Enter 提交</span>
    </div>
  );
}

/** 本期无新进展: one click with its reason; the percent stays as it was. */
function NoProgress({ paused }: { paused: boolean }) {
  return (
    <details className="max-lg:open:basis-full" open={paused}>
      <summary className="rounded-lg border border-edge px-3.5 py-1.5 hover:bg-sunken max-lg:min-h-11 max-lg:content-center">
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
