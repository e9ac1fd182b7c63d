import type { Point } from "@/lib/dashboards/board";
import { LIGHT_NAMES } from "@/lib/glossary";
import { tagText } from "@/lib/glossary-states";
import { paths } from "@/lib/paths";
import type { Light } from "@/lib/status/rules";
import type { BarTone } from "../ui/bar";
import { Link } from "../ui/link";

export const LIGHT_TONES: Record<Light, BarTone> = {
  COMPLETED: "blue",
  ON_TRACK: "green",
  LAGGING: "amber",
  SEVERE: "red",
  UNREPORTED: "grey",
  NOT_STARTED: "grey",
};

const WORDS: Record<Light, string> = {
  COMPLETED: "text-blue",
  ON_TRACK: "text-green",
  LAGGING: "text-amber",
  SEVERE: "text-red",
  UNREPORTED: "text-grey",
  NOT_STARTED: "text-grey",
};

/** A light: shape, word and colour together, so that print and the colour-blind lose nothing. */
export function LightMark({ light, className = "" }: { light: Light; className?: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap font-semibold ${WORDS[light]} ${className}`}
    >
      <LightShape light={light} />
      {LIGHT_NAMES[light]}
    </span>
  );
}

/** The shape alone; give it a word. */
export function LightShape({ light, size = 14 }: { light: Light; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 14 14" className="shrink-0">
      {SHAPES[light]}
    </svg>
  );
}

const SHAPES: Record<Light, React.ReactNode> = {
  COMPLETED: (
    <>
      <circle cx="7" cy="7" r="6.5" className="fill-blue-fill" />
      <path d="M4 7.2l2.2 2.1L10 5" fill="none" stroke="#fff" strokeWidth="1.6" />
    </>
  ),
  ON_TRACK: <circle cx="7" cy="7" r="6" className="fill-green-fill" />,
  LAGGING: <path d="M7 1l6.2 11.5H.8z" className="fill-amber-fill" />,
  SEVERE: (
    <>
      <rect x="1" y="1" width="12" height="12" rx="2" className="fill-red-fill" />
      <path d="M7 3.5v4.4M7 9.7v1.2" stroke="#fff" strokeWidth="1.7" />
    </>
  ),
  UNREPORTED: (
    <>
      <rect
        x="1.5"
        y="1.5"
        width="11"
        height="11"
        rx="5.5"
        className="fill-grey-fill stroke-grey-edge"
      />
      <path d="M3.5 10.5l7-7M2 7.5L7.5 2M6.5 12L12 6.5" className="stroke-grey-edge" />
    </>
  ),
  NOT_STARTED: (
    <circle
      cx="7"
      cy="7"
      r="5.5"
      fill="none"
      className="stroke-grey-edge"
      strokeWidth="1.6"
      strokeDasharray="2.6 2"
    />
  ),
};

/** The shape of a light in one colour, for a place that its fill takes whole: known without colours too. */
export function LightGlyph({ light, className = "" }: { light: Light; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      data-glyph={light}
      viewBox="0 0 9 9"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      className={`shrink-0 ${className}`}
    >
      {GLYPHS[light]}
    </svg>
  );
}

const GLYPHS: Record<Light, React.ReactNode> = {
  COMPLETED: <path d="M1 4.8l2.4 2.4L8 2" />,
  ON_TRACK: <circle cx="4.5" cy="4.5" r="2.6" fill="currentColor" stroke="none" />,
  LAGGING: <path d="M4.5 1.2L8 7.8H1z" strokeLinejoin="round" strokeWidth="1.3" />,
  SEVERE: <path d="M4.5.5v5M4.5 7v1.6" strokeWidth="1.9" />,
  UNREPORTED: <path d="M1 4.5h7" />,
  NOT_STARTED: <circle cx="4.5" cy="4.5" r="3.4" strokeWidth="1.2" strokeDasharray="1.8 1.4" />,
};

export function TagMark({ children }: { children: string }) {
  return (
    <span className="inline-block whitespace-nowrap rounded border border-edge px-1.5 text-ink-2 text-xs">
      {children}
    </span>
  );
}

/** The tags of a point; each opens every point that carries it, of a unit its own alone. */
export function TagLinks({
  point,
  unit,
  asOf,
}: {
  point: Pick<Point, "tags" | "sides">;
  unit?: number;
  asOf: string | undefined;
}) {
  return point.tags.map((tag) => (
    <Link key={tag} href={paths.points({ tag, unit, asOf })} className="hover:underline">
      <TagMark>{tagText(tag, point)}</TagMark>
    </Link>
  ));
}
