import { MILESTONE_STATE_NAMES, type MilestoneState } from "@/lib/glossary";

/** A diamond: filled with a tick when done, with ! when late, hollow while it is to come. */
export function MilestoneShape({ state, size = 16 }: { state: MilestoneState; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="-8 -8 16 16" className="shrink-0">
      <MilestoneDiamond state={state} />
    </svg>
  );
}

/** The diamond around the origin, for a drawing of its own. */
export function MilestoneDiamond({ state }: { state: MilestoneState }) {
  return (
    <>
      <path d="M0 -7L7 0L0 7L-7 0z" className={FILLS[state]} strokeWidth="1.5" />
      {state === "DONE" && (
        <path d="M-3 .2l2.2 2.2L3 -2" fill="none" stroke="#fff" strokeWidth="1.6" />
      )}
      {state === "LATE" && <path d="M0 -3.8v4.4M0 2.4v1.4" stroke="#fff" strokeWidth="1.8" />}
    </>
  );
}

const FILLS: Record<MilestoneState, string> = {
  DONE: "fill-blue-fill stroke-blue-fill",
  LATE: "fill-red-fill stroke-red-fill",
  COMING: "fill-card stroke-ink",
};

/** Shape and word together. */
export function MilestoneMark({ state }: { state: MilestoneState }) {
  const tone = state === "LATE" ? "text-red" : state === "DONE" ? "text-blue" : "text-ink-2";
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap text-sm ${tone}`}>
      <MilestoneShape state={state} size={14} />
      {MILESTONE_STATE_NAMES[state]}
    </span>
  );
}
