import { MILESTONE_STATE_NAMES, type MilestoneState } from "@/lib/glossary";
import type { Halt } from "@/lib/plan/rules";

type Shown = MilestoneState | Halt;

/** A diamond: filled with a tick when done, with ! when late, hollow while it is to come, with a bar or a cross when nobody waits for it any more. */
export function MilestoneShape({ state, size = 16 }: { state: Shown; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="-8 -8 16 16" className="shrink-0">
      <MilestoneDiamond state={state} />
    </svg>
  );
}

/** The diamond around the origin, for a drawing of its own. */
export function MilestoneDiamond({ state }: { state: Shown }) {
  return (
    <>
      <path d="M0 -7L7 0L0 7L-7 0z" className={FILLS[state]} strokeWidth="1.5" />
      {state === "DONE" && (
        <path d="M-3 .2l2.2 2.2L3 -2" fill="none" stroke="#fff" strokeWidth="1.6" />
      )}
      {state === "LATE" && <path d="M0 -3.8v4.4M0 2.4v1.4" stroke="#fff" strokeWidth="1.8" />}
      {state === "PAUSED" && (
        <path d="M-1.5 -2.5v5M1.5 -2.5v5" className="stroke-ink" strokeWidth="1.4" />
      )}
      {state === "CANCELLED" && (
        <path d="M-2.5 -2.5l5 5m0 -5l-5 5" className="stroke-ink" strokeWidth="1.4" />
      )}
    </>
  );
}

const FILLS: Record<Shown, string> = {
  DONE: "fill-blue-fill stroke-blue-fill",
  LATE: "fill-red-fill stroke-red-fill",
  COMING: "fill-card stroke-ink",
  PAUSED: "fill-card stroke-grey-edge",
  CANCELLED: "fill-card stroke-grey-edge",
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
