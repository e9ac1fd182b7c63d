import type { Point } from "@/lib/dashboards/board";
import { percent } from "@/lib/format";
import { LIGHT_NAMES } from "@/lib/glossary";
import { HALT_NAMES, tagText } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import type { Light } from "@/lib/status/rules";
import { LightGlyph } from "../status/light";
import { Link } from "../ui/link";

const FILLS: Record<Light, string> = {
  // On paper what is well is an outline, so that what is not stands out without colours too.
  COMPLETED:
    "bg-blue-fill text-white print:border print:border-blue-fill print:bg-card print:text-blue",
  ON_TRACK:
    "bg-green-fill text-white print:border print:border-green-fill print:bg-card print:text-green",
  LAGGING: "bg-amber-fill text-[#171c24]",
  SEVERE: "bg-red-fill text-white",
  UNREPORTED: "bg-grey-fill text-ink hatched",
  NOT_STARTED: "border border-dashed border-grey-edge bg-card text-ink",
};

// Their fills follow the theme, and so does the tick on them.
const PALE: Light[] = ["UNREPORTED", "NOT_STARTED"];

/** One point on the board: its number, light, percent and the tick of expected progress. */
export function PointCell({ point, asOf }: { point: Point; asOf: string | undefined }) {
  const missed = point.tags.includes("未报送");
  return (
    <Link
      href={paths.point(point.number, { asOf })}
      title={`${point.number}. ${point.title}`}
      data-live={`cell ${point.number}`}
      className={`relative grid h-10 w-full grid-cols-1 content-between rounded-lg px-1.5 pt-1 pb-1.5 sm:h-[3.125rem] sm:w-16 sm:px-2 ${FILLS[point.light]} ${missed ? "hatched [--hatch:rgb(0_0_0/.28)]" : ""}`}
    >
      <span className="flex items-baseline gap-1 leading-none sm:justify-between">
        <span className="font-bold text-lg leading-none">{point.number}</span>
        <span
          className={`hidden leading-none sm:inline ${point.percent < 99.5 ? "text-xs" : "text-[0.6875rem] tracking-tighter"}`}
        >
          {percent(point.percent)}
        </span>
        <span className="sr-only">
          {point.title}，{LIGHT_NAMES[point.light]}，{percent(point.percent)}，序时
          {percent(point.expected)}
          {point.tags.map((tag) => `，${tagText(tag, point)}`)}
        </span>
      </span>
      <span className={point.halted ? "sm:pr-6" : "sm:pr-3"}>
        <MiniBar point={point} />
      </span>
      {point.halted && (
        <span
          aria-hidden="true"
          className="absolute right-1.5 bottom-1 hidden text-[0.6875rem] leading-none sm:block"
        >
          {HALT_NAMES[point.halted].slice(1)}
        </span>
      )}
      {/* On a phone the bar needs the whole width: the shape stands above it. */}
      <LightGlyph
        light={point.light}
        className={`absolute top-1 right-0.5 size-[7px] sm:top-auto sm:right-2 sm:bottom-1.5 sm:size-[9px] ${point.halted ? "sm:hidden" : ""}`}
      />
    </Link>
  );
}

function MiniBar({ point }: { point: Point }) {
  const at = Math.min(100, Math.max(0, point.expected));
  return (
    <svg aria-hidden="true" className="block w-full" height="9">
      <rect y="3" width="100%" height="4" rx="2" fill="currentColor" opacity=".28" />
      <rect y="3" width={`${point.percent}%`} height="4" rx="2" fill="currentColor" />
      <rect
        x={`${at}%`}
        width="2"
        height="9"
        transform="translate(-1)"
        className={PALE.includes(point.light) ? "fill-tick" : "fill-[#171c24]"}
      />
    </svg>
  );
}
